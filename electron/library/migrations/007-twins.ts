/**
 * Version 7: papers that are here twice, and what the reader says of them. The journal takes three kinds of change more;
 * SQLite cannot change a check, so its table is written anew.
 */
export function twins(db: { exec(sql: string): unknown }): void {
  db.exec(events)
  db.exec(pairs)
}

const events = `
CREATE TABLE triage_events_7 (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  command_id TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('do', 'undo', 'redo', 'merge')),
  kind TEXT NOT NULL CHECK (
    kind IN ('verdict', 'star', 'tag', 'snooze', 'note', 'delete', 'listing', 'merge', 'apart', 'setting')
  ),
  -- Null for what concerns no paper: a setting.
  paper_id INTEGER REFERENCES papers (id) CHECK (paper_id IS NOT NULL OR kind = 'setting'),
  before TEXT,
  after TEXT,
  before_fact INTEGER,
  after_fact INTEGER,
  at INTEGER NOT NULL,
  machine_id TEXT NOT NULL,
  hlc TEXT NOT NULL
) STRICT;
INSERT INTO triage_events_7 SELECT number, id, command_id, effect, kind, paper_id, before, after, before_fact, after_fact,
  at, machine_id, hlc FROM triage_events;
DROP TABLE triage_events;
ALTER TABLE triage_events_7 RENAME TO triage_events;
CREATE INDEX triage_events_by_command ON triage_events (command_id, number);
CREATE INDEX triage_events_by_paper ON triage_events (paper_id, number);
CREATE INDEX triage_events_by_clock ON triage_events (hlc);
`

const pairs = `
CREATE INDEX papers_merged ON papers (merged_into) WHERE merged_into IS NOT NULL;

-- Numbers made of titles, several for each, of which titles that are nearly the same share one at least. Numbers of
-- former titles stay: they lead to a paper that is then looked at and found to be another.
CREATE TABLE title_bands (
  band INTEGER NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  PRIMARY KEY (band, paper_id)
) STRICT, WITHOUT ROWID;

-- Papers that may be one. Made from the papers, like the search index and together with it.
CREATE TABLE twins (
  one_id INTEGER NOT NULL REFERENCES papers (id),
  other_id INTEGER NOT NULL REFERENCES papers (id),
  PRIMARY KEY (one_id, other_id),
  CHECK (one_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX twins_by_other ON twins (other_id);

-- Papers of which the reader has said that they are two.
CREATE TABLE told_apart (
  one_id INTEGER NOT NULL REFERENCES papers (id),
  other_id INTEGER NOT NULL REFERENCES papers (id),
  PRIMARY KEY (one_id, other_id),
  CHECK (one_id < other_id)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO search_marks SELECT id FROM papers;
`
