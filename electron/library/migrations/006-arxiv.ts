/** Version 6: when arXiv is asked again for a paper, and papers that are here only because arXiv announced them. */
export function arxiv(db: { exec(sql: string): unknown }): void {
  db.exec(`
-- A text may have a newer version by then.
ALTER TABLE originals ADD COLUMN ask_again_at INTEGER NOT NULL DEFAULT 0;
UPDATE originals SET ask_again_at = asked_at + 604800000;
CREATE INDEX originals_due ON originals (ask_again_at);

-- In the order in which they are asked for, so that taking the next hundred does not sort all there are.
DROP INDEX papers_without_original;
CREATE INDEX papers_without_original ON papers (published_on DESC, id)
  WHERE abstract_original IS NULL AND arxiv_id IS NOT NULL AND merged_into IS NULL AND origin <> 'sample';

-- Rank 10000000 is for papers on no list but arXiv's announcements: Triage leaves them out.
DROP INDEX triage_by_upvotes;
CREATE INDEX triage_by_upvotes
  ON triage (sort_upvotes DESC, sort_day DESC, paper_id, verdict, snoozed_until, sort_rank) WHERE is_removed = 0;
CREATE INDEX triage_announced ON triage (verdict, snoozed_until) WHERE sort_rank = 10000000 AND is_removed = 0;
`)
}
