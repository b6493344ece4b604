/** Version 8: the full texts that are kept for reading offline are searched, too. The index can be made again from the files. */
export function fullTexts(db: { exec(sql: string): unknown }): void {
  db.exec(`
-- Apart from papers_fts, whose ranking weighs a paper by its length. A row's number is its paper's.
CREATE VIRTUAL TABLE papers_fts_bodies USING fts5(
  body, content='', contentless_delete=1, tokenize='ascii', prefix='2 3'
);

-- Kept texts that came, changed or went since they were looked at.
CREATE TABLE full_text_marks (arxiv_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TRIGGER full_text_changed AFTER UPDATE OF state, sha256 ON kept_files WHEN NEW.kind = 'text' BEGIN
  INSERT INTO full_text_marks SELECT NEW.arxiv_id
  WHERE NOT EXISTS (SELECT 1 FROM full_text_marks WHERE arxiv_id = NEW.arxiv_id);
END;
CREATE TRIGGER full_text_moved AFTER UPDATE OF state ON kept WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO full_text_marks SELECT NEW.arxiv_id
  WHERE NOT EXISTS (SELECT 1 FROM full_text_marks WHERE arxiv_id = NEW.arxiv_id);
END;

INSERT INTO full_text_marks SELECT arxiv_id FROM kept_files WHERE kind = 'text' AND state = 'kept';
`)
}
