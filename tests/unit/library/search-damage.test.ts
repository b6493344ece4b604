import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { libraryOf, settle, titles } from '../../support/search-library.ts'

/** Damage to the tables that FTS5 keeps an index in, which a bad disk may do as well. */
const damages = [
  'DELETE FROM papers_fts_data WHERE id > 10',
  'DELETE FROM papers_fts_data',
  'DROP TABLE papers_fts_data',
  'DELETE FROM papers_fts_idx',
  'DROP TABLE papers_fts_idx',
  'DELETE FROM papers_fts_docsize',
  'DROP TABLE papers_fts_docsize',
  'DELETE FROM papers_fts_config',
  'UPDATE papers_fts_config SET v = 99',
  'UPDATE papers_fts_data SET block = substr(block, 1, length(block) / 2) WHERE id > 10',
  "UPDATE papers_fts_data SET block = x'00ff00ff' WHERE id >= 10",
]

test.each(damages)('after %s the index is made anew, and nothing else is lost', (damage) => {
  const temp = libraryOf([{ title: 'One' }, { title: 'Two' }])
  settle(temp)
  temp.close()
  // SQLite guards the tables of an index; damage does not ask.
  const db = new Database(temp.path).unsafeMode()
  db.exec(damage)
  db.close()
  temp.reopen()
  expect(titles(temp, 'title:one')).toEqual(['One'])
  temp.library.saveNote({ paperId: 1, text: 'axolotl', baseRevision: 0, session: 's' })
  expect(titles(temp, 'axolotl')).toEqual(['One'])
  settle(temp)
  expect(titles(temp, 'title:two', 'newest')).toEqual(['Two'])
  expect(temp.library.counts().everything).toBe(2)
})
