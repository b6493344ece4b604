/** Version 3: the search index, and the marks that keep it true. All of it can be made again from the other tables. */
export function search(db: { exec(sql: string): unknown }): void {
  db.exec(index)
  db.exec(marks)
}

// The ascii tokenizer takes the words as they are handed over: folding is done before (src/shared/fold-text.ts).
const index = `
CREATE VIRTUAL TABLE papers_fts USING fts5(
  title, authors, abstract, note, tags, keywords, summary, signs,
  content='', contentless_delete=1, tokenize='ascii', prefix='2 3 4 5'
);

-- docid is the row number in the index. It begins with the paper's newest day, so that newest first needs no sorting.
CREATE TABLE search_docs (
  docid INTEGER PRIMARY KEY,
  paper_id INTEGER NOT NULL UNIQUE REFERENCES papers (id),
  has_code INTEGER NOT NULL,
  has_pdf INTEGER NOT NULL
) STRICT;
CREATE INDEX search_docs_code ON search_docs (docid) WHERE has_code = 1;
`

const marks = `
-- Papers whose entry in the index is out of date. Marking is all that a write pays for being found.
CREATE TABLE search_marks (paper_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER search_paper_added AFTER INSERT ON papers BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.id);
END;
CREATE TRIGGER search_paper_changed AFTER UPDATE OF arxiv_id, title_feed, title_original, abstract_feed,
  abstract_original, author_names, ai_summary, keywords, organization, github_repo ON papers
WHEN (OLD.arxiv_id, OLD.title_feed, OLD.title_original, OLD.abstract_feed, OLD.abstract_original, OLD.author_names,
    OLD.ai_summary, OLD.keywords, OLD.organization, OLD.github_repo IS NULL)
  IS NOT (NEW.arxiv_id, NEW.title_feed, NEW.title_original, NEW.abstract_feed, NEW.abstract_original, NEW.author_names,
    NEW.ai_summary, NEW.keywords, NEW.organization, NEW.github_repo IS NULL)
BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.id);
END;
CREATE TRIGGER search_paper_moved AFTER UPDATE OF is_removed, sort_day ON triage
WHEN OLD.is_removed <> NEW.is_removed OR OLD.sort_day <> NEW.sort_day BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.paper_id);
END;
CREATE TRIGGER search_tag_added AFTER INSERT ON tags BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.paper_id);
END;
CREATE TRIGGER search_tag_taken AFTER DELETE ON tags BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (OLD.paper_id);
END;
CREATE TRIGGER search_original_added AFTER INSERT ON originals WHEN NEW.is_found = 1 BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.paper_id);
END;
CREATE TRIGGER search_note_added AFTER INSERT ON notes BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.paper_id);
END;
CREATE TRIGGER search_note_changed AFTER UPDATE OF text ON notes WHEN OLD.text <> NEW.text BEGIN
  INSERT OR IGNORE INTO search_marks VALUES (NEW.paper_id);
END;

INSERT INTO search_marks SELECT id FROM papers;
`
