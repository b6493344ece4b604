import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDay } from '../../../electron/feed/daily-papers.ts'
import { readSavedPage } from '../../../electron/feed/saved-page.ts'
import type { IncomingList } from '../../../src/shared/domain.ts'
import { tempLibrary, testNow } from '../../support/temp-library.ts'

const root = join(import.meta.dirname, '../../..')
const realDays = join(root, '../shared/data/hf/days')
const pages = join(root, '../shared/data/pages')

function daysOf(folder: string): IncomingList[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-\d\d-\d\d\.json$/.test(file))
    .map((file) =>
      readDay(file.slice(0, 10), JSON.parse(readFileSync(join(folder, file), 'utf8')), '2027-01-01'),
    )
}

test.each([
  ['the fixtures', join(root, 'tests/fixtures/days')],
  ['real days', realDays],
])('%s are stored whole, and stored again without a change', (_, folder) => {
  if (!existsSync(folder)) return
  const temp = tempLibrary()
  const lists = daysOf(folder)
  for (const list of lists) {
    const stored = temp.library.storeList(list, testNow)
    expect(stored.rejected).toBe(0)
    expect(stored.added + stored.updated).toBe(list.papers.length)
  }
  const ids = new Set(lists.flatMap((list) => list.papers.map((paper) => paper.arxivId)))
  expect(temp.library.counts().everything).toBe(ids.size)
  for (const list of [...lists].reverse()) {
    expect(temp.library.storeList(list, testNow + 1)).toMatchObject({ added: 0, merged: 0 })
  }
  // A paper that two days list has the text of the one stored last; after that nothing differs.
  for (const list of lists) temp.library.storeList(list, testNow + 2)
  for (const list of lists) {
    const facts = temp.library.dayFacts(list.list.slice(4))
    expect(facts.papers).toHaveLength(list.papers.length)
  }
})

test.skipIf(!existsSync(pages))(
  'two saved pages of 108 entries are 107 papers, however often they are imported',
  () => {
    const temp = tempLibrary({ now: Date.parse('2026-01-01T12:00:00Z') })
    const lists = readdirSync(pages).map((file) =>
      readSavedPage(readFileSync(join(pages, file), 'utf8'), file, '2026-01-01'),
    )
    const stored = lists.map((list) => temp.library.importList(list))
    expect(stored.reduce((sum, one) => sum + one.added, 0)).toBe(107)
    expect(stored.reduce((sum, one) => sum + one.merged, 0)).toBe(1)
    for (const list of lists) {
      expect(temp.library.importList(list)).toMatchObject({ added: 0, merged: 0, updated: 0 })
    }
    expect(temp.library.undo()).toMatchObject({ kind: 'import' })
    expect(temp.library.undo()).toMatchObject({ kind: 'import' })
    expect(temp.library.undo()).toBeNull()
    expect(temp.library.counts().everything).toBe(0)
  },
)
