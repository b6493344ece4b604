/** Version 1: papers and their lists, what the reader made of them, and the journal of it. */
export function papers(db: { exec(sql: string): unknown }): void {
  db.exec(fetched)
  db.exec(decided)
  db.exec(journal)
}

/** What can be fetched again. */
const fetched = `
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE papers (
  id INTEGER PRIMARY KEY,
  arxiv_id TEXT UNIQUE,
  -- 'feed' wins over 'import', which wins over 'sample'; a paper never goes back.
  origin TEXT NOT NULL CHECK (origin IN ('sample', 'import', 'feed')),
  title_feed TEXT,
  title_original TEXT,
  abstract_feed TEXT,
  abstract_original TEXT,
  author_names TEXT NOT NULL DEFAULT '',
  authors TEXT NOT NULL DEFAULT '[]',
  author_count INTEGER NOT NULL DEFAULT 0,
  published_on TEXT,
  upvotes INTEGER,
  comment_count INTEGER,
  ai_summary TEXT,
  keywords TEXT NOT NULL DEFAULT '[]',
  organization TEXT,
  github_repo TEXT,
  github_stars INTEGER,
  project_page TEXT,
  thumbnail TEXT,
  media TEXT NOT NULL DEFAULT '[]',
  submitted_by TEXT,
  withdrawn_at TEXT,
  added_at INTEGER NOT NULL,
  -- The row that this one turned out to be; old ids keep leading to it.
  merged_into INTEGER REFERENCES papers (id),
  CHECK (title_feed IS NOT NULL OR title_original IS NOT NULL)
) STRICT;
CREATE INDEX papers_sample ON papers (id) WHERE origin = 'sample';

-- By what a paper is known outside: 'arxiv:2606.13677', 'title:<title key>'. Keys are never taken away.
CREATE TABLE paper_keys (
  key TEXT NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  PRIMARY KEY (key, paper_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_keys_by_paper ON paper_keys (paper_id);

-- Rank and upvotes are those of the last time the paper was on the list.
CREATE TABLE listings (
  list TEXT NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  rank INTEGER NOT NULL CHECK (rank > 0),
  upvotes INTEGER,
  first_seen_at INTEGER NOT NULL,
  is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  PRIMARY KEY (paper_id, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_by_rank ON listings (list, rank, paper_id, is_removed);

CREATE TABLE upvote_snapshots (
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  at INTEGER NOT NULL,
  upvotes INTEGER NOT NULL,
  PRIMARY KEY (paper_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected_items (
  list TEXT NOT NULL,
  position INTEGER NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (list, position)
) STRICT;

CREATE TABLE days (
  day TEXT NOT NULL PRIMARY KEY,
  checked_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`

/** What only the reader knows. */
const decided = `
-- One row per paper. The sort_ columns are copies of what lists are sorted by, so that an index can cover a place.
CREATE TABLE triage (
  paper_id INTEGER PRIMARY KEY REFERENCES papers (id),
  verdict TEXT NOT NULL DEFAULT 'unread' CHECK (verdict IN ('unread', 'later', 'read', 'skipped')),
  decided_at INTEGER,
  is_starred INTEGER NOT NULL DEFAULT 0 CHECK (is_starred IN (0, 1)),
  starred_at INTEGER,
  snoozed_until TEXT,
  put_off INTEGER NOT NULL DEFAULT 0,
  is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  sort_day TEXT NOT NULL,
  sort_rank INTEGER NOT NULL,
  sort_upvotes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX triage_by_day ON triage (verdict, sort_day DESC, sort_rank, paper_id, snoozed_until)
  WHERE is_removed = 0;
CREATE INDEX triage_by_decision ON triage (verdict, decided_at, paper_id, snoozed_until) WHERE is_removed = 0;
CREATE INDEX triage_by_upvotes ON triage (sort_upvotes DESC, sort_day DESC, paper_id, verdict, snoozed_until)
  WHERE is_removed = 0;
CREATE INDEX triage_everything ON triage (sort_day DESC, sort_rank, paper_id) WHERE is_removed = 0;
CREATE INDEX triage_starred ON triage (starred_at, paper_id) WHERE is_starred = 1 AND is_removed = 0;
CREATE INDEX triage_snoozed ON triage (snoozed_until, verdict, paper_id)
  WHERE snoozed_until IS NOT NULL AND is_removed = 0;

-- Papers per verdict, kept by the two triggers: counting 100,000 rows after every key would cost more than the verdict.
CREATE TABLE verdict_counts (
  verdict TEXT NOT NULL PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO verdict_counts (verdict, count) VALUES ('unread', 0), ('later', 0), ('read', 0), ('skipped', 0);
CREATE TRIGGER triage_counted AFTER INSERT ON triage WHEN NEW.is_removed = 0 BEGIN
  UPDATE verdict_counts SET count = count + 1 WHERE verdict = NEW.verdict;
END;
CREATE TRIGGER triage_recounted AFTER UPDATE OF verdict, is_removed ON triage
WHEN OLD.verdict <> NEW.verdict OR OLD.is_removed <> NEW.is_removed BEGIN
  UPDATE verdict_counts SET count = count - 1 WHERE verdict = OLD.verdict AND OLD.is_removed = 0;
  UPDATE verdict_counts SET count = count + 1 WHERE verdict = NEW.verdict AND NEW.is_removed = 0;
END;

CREATE TABLE tags (
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  name TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (paper_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_name ON tags (name, paper_id);

-- line is the first line of the text that is not blank, null if there is none.
CREATE TABLE notes (
  paper_id INTEGER PRIMARY KEY REFERENCES papers (id),
  text TEXT NOT NULL,
  line TEXT,
  revision INTEGER NOT NULL,
  edited_at INTEGER
) STRICT;
CREATE INDEX notes_by_edit ON notes (edited_at, paper_id) WHERE line IS NOT NULL;
CREATE TABLE note_revisions (
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  edited_at INTEGER,
  PRIMARY KEY (paper_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

const journal = `
-- What the reader did, one row per step of undo. 'dropped' commands were undone and then overtaken by a new one.
CREATE TABLE commands (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  value TEXT,
  session TEXT,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
  count INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX commands_by_state ON commands (state, number);

-- Append-only: undoing and redoing append too. before_fact and after_fact are what goes with the value: the instant of
-- a verdict, star or edit, the number of times a paper was put off, the rank in a listing.
CREATE TABLE triage_events (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  command_id TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('do', 'undo', 'redo', 'merge')),
  kind TEXT NOT NULL CHECK (kind IN ('verdict', 'star', 'tag', 'snooze', 'note', 'delete', 'listing')),
  paper_id INTEGER NOT NULL REFERENCES papers (id),
  before TEXT,
  after TEXT,
  before_fact INTEGER,
  after_fact INTEGER,
  at INTEGER NOT NULL,
  machine_id TEXT NOT NULL,
  hlc TEXT NOT NULL
) STRICT;
CREATE INDEX triage_events_by_command ON triage_events (command_id, number);
CREATE INDEX triage_events_by_paper ON triage_events (paper_id, number);
CREATE INDEX triage_events_by_clock ON triage_events (hlc);
`
