import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { inputs } from '../../../src/shared/contract.ts'
import type { CommandSummary } from '../../../src/shared/domain.ts'
import { entrySentence } from '../../../src/text/journal-messages.ts'
import { makeList, makePaper, tempLibrary } from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

function withSearches(...texts: readonly string[]): TempLibrary {
  const temp = tempLibrary()
  for (const text of texts) temp.library.keepSearch(text, text)
  return temp
}

const places = ({ library }: TempLibrary): string[] =>
  library.settings().searches.map(({ text, name }) => (text === name ? text : `${name}: ${text}`))

const idOf = (command: CommandSummary | null): string => command?.commandId ?? ''

test('a search is saved, named and removed, each undone and redone in its place, also after a restart', () => {
  const temp = withSearches('one', 'two', 'three')
  expect(temp.library.keepSearch('two', 'Second')).toMatchObject({
    kind: 'rename-search',
    value: 'Second',
    count: 0,
  })
  expect(temp.library.keepSearch('two', null)).toMatchObject({
    kind: 'remove-search',
    value: 'Second',
    paperIds: [],
  })
  expect(places(temp)).toEqual(['one', 'three'])

  temp.reopen()
  expect(temp.library.undo()).toMatchObject({ kind: 'remove-search', value: 'Second' })
  expect(places(temp)).toEqual(['one', 'Second: two', 'three'])
  temp.library.undo()
  expect(places(temp)).toEqual(['one', 'two', 'three'])
  temp.reopen()
  expect(temp.library.undo()).toMatchObject({ kind: 'save-search', value: 'three' })
  expect(places(temp)).toEqual(['one', 'two'])
  for (let step = 0; step < 3; step += 1) temp.library.redo()
  expect(places(temp)).toEqual(['one', 'three'])
  expect(temp.library.redo()).toBeNull()
})

test('what changes nothing is no step of undo', () => {
  const temp = withSearches('one')
  expect(temp.library.keepSearch('one', 'one')).toBeNull()
  expect(temp.library.keepSearch('two', null)).toBeNull()
  expect(temp.library.journal(null, 10).entries).toHaveLength(1)
})

test('there are at most forty, and undo does not make more of them', () => {
  const temp = withSearches(...Array.from({ length: 40 }, (_, index) => `s${index}`))
  expect(temp.library.keepSearch('one more', 'one more')).toBeNull()
  const removal = temp.library.keepSearch('s3', null)
  temp.library.keepSearch('one more', 'one more')
  expect(temp.library.revert(idOf(removal))).toEqual({ command: null, obstacle: { kind: 'nothing' } })
  expect(places(temp)).toHaveLength(40)
})

test('the history tells of searches in words, and reverts one of them alone', () => {
  const temp = withSearches('one', 'two')
  const [saved] = temp.library.journal(null, 10).entries.slice(1)
  temp.library.keepSearch('one', 'First')
  temp.library.storeList(makeList('day:2026-06-22', [makePaper()]), temp.now)
  temp.library.change([1], { field: 'star', value: true })
  const removal = temp.library.keepSearch('two', null)
  temp.library.keepSearch('three', 'three')

  const refused = temp.library.revert(saved?.commandId ?? '')
  expect(refused.obstacle).toMatchObject({
    kind: 'newer',
    command: { kind: 'rename-search', value: 'First' },
  })
  expect(temp.library.revert(idOf(removal)).obstacle).toBeNull()
  expect(places(temp)).toEqual(['First: one', 'two', 'three'])
  expect(temp.library.journal(null, 10).entries.map(entrySentence)).toEqual([
    'Reverted: Removed the search “two”',
    'Saved the search “three”',
    'Removed the search “two”',
    expect.stringMatching(/^Starred/),
    'Renamed a search “First”',
    'Saved the search “two”',
    'Saved the search “one”',
  ])
  temp.library.undo()
  expect(places(temp)).toEqual(['First: one', 'three'])
  expect(temp.library.paper(1).history.map(({ kind }) => kind)).toEqual(['star'])
})

test('searches that were stored by their text alone are named by it', () => {
  const temp = tempLibrary()
  temp.close()
  const db = new Database(temp.path)
  db.exec(`INSERT INTO settings VALUES ('searches', '["one","two"]')`)
  db.close()
  temp.reopen()
  temp.library.keepSearch('one', 'First')
  expect(places(temp)).toEqual(['First: one', 'two'])
})

test('a window cannot change them past the journal', () => {
  expect(inputs['settings.save'].safeParse({ searches: [] }).success).toBe(false)
})
