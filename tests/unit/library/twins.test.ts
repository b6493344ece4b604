import { expect, test } from 'vitest'
import { bandsOf, isNearTitle } from '../../../electron/library/near-title.ts'
import type { IncomingPaper, PaperId } from '../../../src/shared/domain.ts'
import { settle, titles } from '../../support/search-library.ts'
import {
  idsOf,
  makeList,
  makePageEntry,
  makePaper,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

test.each([
  ['World Models: A Survey', 'World models – a survey', true],
  ['World Models: A Survey of the Field', 'World Models. A Survey on the Field', true],
  ['SP$^3$: Spherical Priors for Restoration', 'SP^3: Spherical Priors for Restoration', true],
  ['Qwen2.5 Technical Report', 'Qwen3 Technical Report', false],
  ['Scaling Laws of Attention, Part I', 'Scaling Laws of Attention, Part II', false],
  ['Nearest Neighbor Machine Translation', 'Simple and Scalable Nearest Neighbor Machine Translation', false],
  ['Attention', 'Retention', false],
  ['深度学习的世界模型综述与展望', '深度学习的世界模型综述和展望', false],
])('%s and %s: near is %s', (one, other, isNear) => {
  expect(isNearTitle(one, other)).toBe(isNear)
  expect(isNearTitle(other, one)).toBe(isNear)
  if (isNear) expect(bandsOf(one).some((band) => bandsOf(other).includes(band))).toBe(true)
})

const title = 'Latent Actions for World Models of Robots in Kitchens'
const nearly = 'Latent Action for World Models of Robots in Kitchens'

/** The feed's paper, and a near copy that came in a file; the ids of both. */
function twoOfOne(copy: Partial<IncomingPaper> = {}): { temp: TempLibrary; feed: PaperId; own: PaperId } {
  const temp = tempLibrary()
  temp.library.storeList(
    makeList('day:2026-06-22', [makePaper({ title }), makePaper({ arxivId: '2606.00002' })]),
    testNow,
  )
  temp.library.importList(makeList('page:mine', [makePageEntry({ title: nearly, ...copy })]))
  settle(temp)
  const idOf = (text: string): PaperId =>
    temp.library.search({ text, order: 'newest', limit: 1 }, 0).ids[0] ?? 0
  return { temp, feed: idOf('"latent actions"'), own: idOf('"latent action "') }
}

const pairs = (temp: TempLibrary): readonly (readonly PaperId[])[] =>
  temp.library.twins(10).map(({ one, other }) => [one.id, other.id])

test('a near copy is offered, and one by other people is not', () => {
  const { temp, feed, own } = twoOfOne()
  expect(pairs(temp)).toEqual([[feed, own]])
  const others = twoOfOne({ authors: [{ name: 'Alan Turing', login: null }], authorCount: 1 })
  expect(pairs(others.temp)).toEqual([])
  const family = twoOfOne({ authors: [{ name: 'A. Lovelace', login: null }], authorCount: 1 })
  expect(pairs(family.temp)).toEqual([[family.feed, family.own]])
})

test('a paper that gets another title is no twin any more', () => {
  const { temp } = twoOfOne()
  temp.library.storeList(
    makeList('day:2026-06-22', [makePaper({ title: 'Something else altogether' })]),
    testNow,
  )
  settle(temp)
  expect(pairs(temp)).toEqual([])
})

test('merging keeps all that was done to either, and its undo brings back both, also after a restart', () => {
  const { temp, feed, own } = twoOfOne({ abstract: 'As in my file.' })
  const { library } = temp
  temp.library.change([feed], { field: 'verdict', value: 'later' })
  temp.now += 1000
  library.change([own], { field: 'verdict', value: 'read' })
  library.change([own], { field: 'star', value: true })
  library.change([feed, own], { field: 'tag', name: 'both', value: true })
  library.change([own], { field: 'tag', name: 'mine', value: true })
  library.saveNote({ paperId: feed, text: 'Seen in the feed.', baseRevision: 0, session: 'a' })
  library.saveNote({ paperId: own, text: 'Read in the file.', baseRevision: 0, session: 'b' })
  const seen = (): unknown =>
    [feed, own].map((id) => ({ ...temp.library.paper(id), note: temp.library.paper(id).note.text }))
  const before = seen()

  expect(temp.library.merge([own, feed])).toMatchObject({ kind: 'merge' })
  const merged = temp.library.paper(feed)
  expect(merged).toMatchObject({
    verdict: 'read',
    isStarred: true,
    tags: ['both', 'mine'],
    arxivId: '2606.00001',
  })
  expect(merged.note.text).toBe('Seen in the feed.\n\nRead in the file.')
  expect(merged.listings.map(({ list }) => list).toSorted()).toEqual(['day:2026-06-22', 'page:mine'])
  expect(merged.abstract.feed).toBe('What 2606.00001 is about.')
  expect(temp.library.paper(own).id).toBe(feed)
  expect(idsOf(temp.library, 'everything')).toHaveLength(2)
  settle(temp)
  expect(titles(temp, 'latent ')).toEqual([title])
  expect(titles(temp, 'note:"in the file"')).toEqual([title])
  expect(pairs(temp)).toEqual([])

  temp.reopen()
  expect(temp.library.undo()).toMatchObject({ kind: 'merge' })
  expect(seen()).toEqual(before)
  settle(temp)
  expect(titles(temp, 'latent ').toSorted()).toEqual([nearly, title])
  expect(pairs(temp)).toEqual([[feed, own]])
  temp.reopen()
  expect(temp.library.redo()).toMatchObject({ kind: 'merge' })
  expect(temp.library.paper(own).note.text).toBe('Seen in the feed.\n\nRead in the file.')
})

test('the feed goes on under both ids of a merged paper, and does not bring the other one back', () => {
  const temp = tempLibrary()
  const second = makePaper({ arxivId: '2606.00009', title: nearly, upvotes: 50, organization: null })
  temp.library.storeList(
    makeList('day:2026-06-22', [makePaper({ title, organization: null }), second]),
    testNow,
  )
  settle(temp)
  expect(pairs(temp)).toEqual([[1, 2]])
  temp.library.merge([1, 2])
  const later = makeList('day:2026-06-23', [{ ...second, organization: 'Found later' }])
  temp.library.storeList(later, testNow + 1000)
  const merged = temp.library.paper(1)
  expect(merged).toMatchObject({ arxivId: '2606.00001', organization: 'Found later', title: { feed: title } })
  expect(merged.listings.map(({ list }) => list).toSorted()).toEqual(['day:2026-06-22', 'day:2026-06-23'])
  expect(idsOf(temp.library, 'everything')).toEqual([1])
  expect(temp.library.undo()).toMatchObject({ kind: 'merge' })
  expect(new Set(idsOf(temp.library, 'everything'))).toEqual(new Set([1, 2]))
  expect(temp.library.paper(2).arxivId).toBe('2606.00009')
})

test('a merge can be reverted by itself while nothing newer builds on it', () => {
  const { temp, feed, own } = twoOfOne()
  temp.library.change([own], { field: 'tag', name: 'mine', value: true })
  const merge = temp.library.merge([feed, own])
  const [other = 0] = temp.library.search({ text: '2606.00002', order: 'newest', limit: 1 }, 0).ids
  temp.library.change([other], { field: 'star', value: true })
  expect(temp.library.revert(merge?.commandId ?? '').obstacle).toBeNull()
  expect(temp.library.paper(own)).toMatchObject({ id: own, tags: ['mine'] })
  expect(temp.library.paper(feed).tags).toEqual([])
  temp.library.undo()
  expect(temp.library.paper(own).id).toBe(feed)
  expect(temp.library.paper(feed).tags).toEqual(['mine'])
})

test('what was told apart is not offered again, until that is undone', () => {
  const { temp, feed, own } = twoOfOne()
  expect(temp.library.tellApart(own, feed)).toMatchObject({ kind: 'apart', count: 1 })
  expect(temp.library.tellApart(own, feed)).toBeNull()
  expect(pairs(temp)).toEqual([])
  temp.library.change([own], { field: 'star', value: true })
  settle(temp)
  expect(pairs(temp)).toEqual([])
  temp.library.undo()
  temp.library.undo()
  expect(pairs(temp)).toEqual([[feed, own]])
  temp.library.redo()
  expect(pairs(temp)).toEqual([])
})

test('pairs and candidates come from indexes', () => {
  const temp = tempLibrary()
  const plan = (sql: string): string => JSON.stringify(temp.query(`EXPLAIN QUERY PLAN ${sql}`))
  expect(
    plan(`SELECT 1 FROM json_each('[1]') AS wanted CROSS JOIN title_bands AS b ON b.band = wanted.value`),
  ).toMatch(/SEARCH b USING PRIMARY KEY \(band=\?\)/)
  expect(plan('DELETE FROM twins WHERE one_id = 1 OR other_id = 1')).toMatch(/twins_by_other/)
})
