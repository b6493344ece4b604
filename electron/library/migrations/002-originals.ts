/** Version 2: what arXiv says of a paper beyond title and abstract, and when it was asked. */
export function originals(db: { exec(sql: string): unknown }): void {
  db.exec(`
-- is_found is 0 for a paper that arXiv did not have when it was asked.
CREATE TABLE originals (
  paper_id INTEGER PRIMARY KEY REFERENCES papers (id),
  asked_at INTEGER NOT NULL,
  is_found INTEGER NOT NULL CHECK (is_found IN (0, 1)),
  version INTEGER,
  categories TEXT NOT NULL DEFAULT '[]',
  comment TEXT,
  doi TEXT,
  journal_ref TEXT,
  updated_on TEXT
) STRICT;
CREATE INDEX papers_without_original ON papers (id)
  WHERE abstract_original IS NULL AND arxiv_id IS NOT NULL AND merged_into IS NULL AND origin <> 'sample';
`)
}
