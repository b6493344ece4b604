import { expect, test } from 'vitest'
import { settle, titles } from '../../support/search-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'
import { makeList, makePaper, tempLibrary, testNow } from '../../support/temp-library.ts'

const about = (arxivId: string, title: string, abstract: string) =>
  makePaper({ arxivId, title, abstract, aiSummary: null, keywords: [], organization: null })

/** Three papers, of which the first two are asked for and kept with these texts. */
function withTexts(texts: ReadonlyMap<string, string>): TempLibrary {
  const temp = tempLibrary({ fullTexts: texts })
  const papers = [
    about('2606.00001', 'Sorting robots', 'How robots sort.'),
    about('2606.00002', 'Cooking robots', 'How robots cook zucchini.'),
    about('2606.00003', 'Prime gaps', 'Gaps.'),
  ]
  temp.library.storeList(makeList('day:2026-06-22', papers), testNow)
  temp.library.askKept([1, 2], testNow)
  for (const arxivId of ['2606.00001', '2606.00002']) keepText(temp, arxivId, 'a1')
  taken(temp)
  return temp
}

function keepText(temp: TempLibrary, arxivId: string, sha256: string): void {
  for (const kind of ['text', 'pdf'] as const) {
    const file = { arxivId, name: kind, kind, source: '', etag: null, version: null, attempts: 0 }
    const isText = kind === 'text'
    temp.library.saveKeptFile(
      { ...file, state: isText ? 'kept' : 'absent', bytes: 10, sha256: isText ? sha256 : null },
      testNow,
    )
  }
}

/** Texts are taken in between calls; a library that is opened again begins with what is left. */
function taken(temp: TempLibrary): void {
  settle(temp)
}

const left = (temp: TempLibrary): number => temp.query('SELECT arxiv_id FROM full_text_marks').length

/** Waits until the library has had nothing else to do. */
async function idle(temp: TempLibrary): Promise<void> {
  for (let tries = 0; left(temp) > 0 && tries < 200; tries++) {
    temp.library.counts()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(left(temp)).toBe(0)
}

const texts = (): Map<string, string> =>
  new Map([
    [
      '2606.00001',
      'We sort with a **quicksilver** gripper in $O(n \\log n)$ time. 深度学习 helps. Related: zucchini.',
    ],
    ['2606.00002', 'A quicksilver pan. The end.'],
  ])

test('words, phrases, prefixes, formulas and pairs of a kept text find its paper', async () => {
  const temp = withTexts(texts())
  await idle(temp)
  expect(titles(temp, 'quicksilver gripper ')).toEqual(['Sorting robots'])
  expect(titles(temp, '"quicksilver gripper"')).toEqual(['Sorting robots'])
  expect(titles(temp, 'quicksil')).toHaveLength(2)
  expect(titles(temp, 'O(nlog n)')).toEqual(['Sorting robots'])
  expect(titles(temp, '学习 ')).toEqual(['Sorting robots'])
  expect(temp.library.searchCount('quicksilver ').count).toBe(2)
})

test('what a paper says itself comes before what stands in a kept text, and newest first mixes both', async () => {
  const temp = withTexts(texts())
  await idle(temp)
  expect(titles(temp, 'zucchini ')).toEqual(['Cooking robots', 'Sorting robots'])
  expect(titles(temp, 'zucchini ', 'newest')).toEqual(['Sorting robots', 'Cooking robots'])
  expect(temp.library.searchCount('zucchini ').count).toBe(2)
})

test('operators hold for papers that are found by their kept text', async () => {
  const temp = withTexts(texts())
  await idle(temp)
  temp.library.change([2], { field: 'star', value: true })
  temp.library.change([2], { field: 'tag', name: 'pan', value: true })
  settle(temp)
  expect(titles(temp, 'quicksilver is:starred')).toEqual(['Cooking robots'])
  expect(titles(temp, 'quicksilver -is:starred')).toEqual(['Sorting robots'])
  expect(titles(temp, 'quicksilver tag:pan')).toEqual(['Cooking robots'])
  expect(titles(temp, 'quicksilver title:sorting ')).toEqual(['Sorting robots'])
  expect(titles(temp, 'quicksilver -cooking ')).toEqual(['Sorting robots'])
  expect(titles(temp, 'quicksilver before:2026-06-01')).toEqual([])
})

test('the line below a found paper is from its kept text, with the words marked', async () => {
  const temp = withTexts(texts())
  await idle(temp)
  const { excerpts } = temp.library.search({ text: 'gripper ', order: 'relevance', limit: 10 }, 10)
  expect(excerpts).toHaveLength(1)
  const [found] = excerpts
  expect(found?.source).toBe('text')
  const marked = found?.marks.map(({ start, end }) => found.text.slice(start, end))
  expect(marked).toEqual(['gripper'])
})

test('a text that is removed, or fetched again in another version, is found no more as it was', async () => {
  const kept = texts()
  const temp = withTexts(kept)
  await idle(temp)
  temp.library.moveKept(['2606.00002'], ['kept'], 'removed', testNow)
  await idle(temp)
  expect(titles(temp, 'quicksilver ')).toEqual(['Sorting robots'])
  kept.set('2606.00001', 'Another version altogether, about brass.')
  keepText(temp, '2606.00001', 'b2')
  await idle(temp)
  expect(titles(temp, 'quicksilver ')).toEqual([])
  expect(titles(temp, 'brass ')).toEqual(['Sorting robots'])
  temp.library.moveKept(['2606.00002'], ['removed'], 'kept', testNow)
  await idle(temp)
  expect(titles(temp, 'quicksilver ')).toEqual(['Cooking robots'])
})

test('what is left to be taken in is taken in after a restart', async () => {
  const temp = withTexts(texts())
  temp.reopen()
  await idle(temp)
  expect(titles(temp, 'gripper ')).toEqual(['Sorting robots'])
})

test('kept texts are looked up by their index, and the paper by its number', () => {
  const temp = withTexts(texts())
  const plan = JSON.stringify(
    temp.query(`EXPLAIN QUERY PLAN SELECT d.paper_id FROM papers_fts_bodies AS b
      CROSS JOIN search_docs AS d ON d.paper_id = b.rowid CROSS JOIN triage AS t ON t.paper_id = d.paper_id
      WHERE papers_fts_bodies MATCH 'x' ORDER BY d.docid DESC LIMIT 10`),
  )
  expect(plan).toMatch(/b VIRTUAL TABLE INDEX/)
  expect(plan).toMatch(/SEARCH d USING (?:COVERING )?INDEX/)
})
