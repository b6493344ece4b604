/** Version 4: what is kept for reading offline. The files lie beside the library; this says which of them are whole. */
export function kept(db: { exec(sql: string): unknown }): void {
  db.exec(`
-- By arXiv id and not by row: files are named by it, and a row may turn out to be another paper's.
CREATE TABLE kept (
  arxiv_id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'absent', 'dropped', 'removed')),
  -- 1 if the reader asked for this paper, 0 if it came by the rule for Later and starred ones.
  is_asked INTEGER NOT NULL CHECK (is_asked IN (0, 1)),
  wanted_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  failure TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_files (
  arxiv_id TEXT NOT NULL REFERENCES kept (arxiv_id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'pdf', 'figure')),
  source TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'absent')),
  bytes INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  etag TEXT,
  version INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  fetched_at INTEGER,
  PRIMARY KEY (arxiv_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_files_wanted ON kept_files (arxiv_id, kind, name) WHERE state = 'wanted';
`)
}
