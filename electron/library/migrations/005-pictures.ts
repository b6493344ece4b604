/** Version 5: the pictures of listed papers. The files lie beside the library; this says which of them are whole. */
export function pictures(db: { exec(sql: string): unknown }): void {
  db.exec(`
-- By arXiv id and not by row: files are named by it, and a row may turn out to be another paper's.
CREATE TABLE pictures (
  arxiv_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('thumbnail', 'medium', 'motion')),
  -- The address, as the feed gave it.
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'absent', 'large', 'dropped')),
  -- 1 if the reader asked for it on the paper's page.
  is_asked INTEGER NOT NULL DEFAULT 0 CHECK (is_asked IN (0, 1)),
  file TEXT,
  width INTEGER,
  height INTEGER,
  bytes INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  fetched_at INTEGER,
  PRIMARY KEY (arxiv_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_by_state ON pictures (state, arxiv_id, kind, bytes);
`)
}
