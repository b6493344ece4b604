import { expect, test } from 'vitest'
import type { PaperId } from '../../../src/shared/domain.ts'
import type { TempLibrary } from '../../support/temp-library.ts'
import { libraryOf, settle, titles } from '../../support/search-library.ts'
import { makeDay, makeList, makePaper, tempLibrary } from '../../support/temp-library.ts'

const idOf = (temp: TempLibrary, title: string): PaperId => {
  const [id] = temp.library.search({ text: `title:"${title}"`, order: 'newest', limit: 1 }, 0).ids
  if (id === undefined) throw new Error(`no paper ${title}`)
  return id
}

test('words are found in every text of a paper, whatever their case and accents', () => {
  const temp = libraryOf([
    { title: 'Title of Schrödinger' },
    { title: 'B', abstract: 'An ABSTRACT about foxes.' },
    { title: 'C', authors: [{ name: 'Łukasz Żółć', login: null }] },
    { title: 'D', aiSummary: 'A summary of zebras.' },
    { title: 'E', keywords: ['Gaussian splatting'] },
    { title: 'F', organization: 'Universität Zürich' },
  ])
  expect(titles(temp, 'schrodinger')).toEqual(['Title of Schrödinger'])
  expect(titles(temp, 'SCHRÖDINGER')).toEqual(['Title of Schrödinger'])
  expect(titles(temp, 'Foxes')).toEqual(['B'])
  expect(titles(temp, 'lukasz zolc')).toEqual(['C'])
  expect(titles(temp, 'zebra')).toEqual(['D'])
  expect(titles(temp, '"gaussian splatting"')).toEqual(['E'])
  expect(titles(temp, 'zurich')).toEqual(['F'])
  expect(titles(temp, '2606.10003')).toEqual(['D'])
  expect(titles(temp, 'https://arxiv.org/abs/2606.10003v2')).toEqual(['D'])
})

test('the word being typed is the beginning of one, the others are whole', () => {
  const temp = libraryOf([{ title: 'Diffusion transformers' }, { title: 'Diffusing ink' }])
  expect(titles(temp, 'diff').sort()).toEqual(['Diffusing ink', 'Diffusion transformers'])
  expect(titles(temp, 'diff ')).toEqual([])
  expect(titles(temp, 'diff* ink')).toEqual(['Diffusing ink'])
  expect(titles(temp, 'diffusion trans')).toEqual(['Diffusion transformers'])
})

test('a formula is found by what it looks like', () => {
  const temp = libraryOf([
    { title: 'A', abstract: 'It takes \\mathcal{O}(n \\log n) time.' },
    { title: 'B', abstract: 'A cost of $O(n\\log n)$, which is less.' },
    { title: 'C', abstract: 'runs in O(n log n).' },
    { title: 'D', abstract: 'needs O(nlog n) steps' },
    { title: 'E', abstract: 'needs O(n^2) steps and a log of n' },
  ])
  for (const text of [
    '\\mathcal{O}(n log n)',
    'O(n log n)',
    'O(nlog n)',
    '$O(n\\log n)$',
    'O(n lo',
    '"O(n log n)"',
  ]) {
    expect(titles(temp, text).sort(), text).toEqual(['A', 'B', 'C', 'D'])
  }
  expect(titles(temp, 'n^2')).toEqual(['E'])
  expect(titles(temp, 'abstract:"O(nlog n)"').sort()).toEqual(['A', 'B', 'C', 'D'])
  expect(titles(temp, 'abstract:n^2')).toEqual(['E'])
  expect(titles(temp, 'title:O(n log n)')).toEqual([])
  expect(titles(temp, 'O(nlog n) steps')).toEqual(['D'])
})

test('Chinese, Japanese and Korean are found without spaces between words', () => {
  const temp = libraryOf([
    { title: '基于深度学习的模型' },
    { title: 'ディープラーニングの研究' },
    { title: '강화학습 입문' },
  ])
  expect(titles(temp, '深度学习')).toEqual(['基于深度学习的模型'])
  expect(titles(temp, '学')).toEqual(['基于深度学习的模型'])
  expect(titles(temp, '型')).toEqual(['基于深度学习的模型'])
  expect(titles(temp, '学度')).toEqual([])
  expect(titles(temp, 'ラーニング')).toEqual(['ディープラーニングの研究'])
  expect(titles(temp, '학습')).toEqual(['강화학습 입문'])
})

test('operators narrow the search, and a minus turns them round', () => {
  const temp = libraryOf([
    {
      title: 'Alpha',
      upvotes: 5,
      authors: [{ name: 'Jane Doe', login: null }],
      githubRepo: 'https://github.com/a/b',
    },
    { title: 'Beta', upvotes: 30, authors: [{ name: 'Doe Jane', login: null }] },
    { title: 'Gamma', upvotes: 60, abstract: 'Cites Jane Doe.' },
  ])
  const [alpha, beta, gamma] = ['Alpha', 'Beta', 'Gamma'].map((title) => idOf(temp, title))
  temp.library.change([alpha ?? 0], { field: 'verdict', value: 'later' })
  temp.library.change([beta ?? 0], { field: 'star', value: true })
  temp.library.change([beta ?? 0, gamma ?? 0], { field: 'tag', name: 'To read', value: true })
  temp.library.change([gamma ?? 0], { field: 'snooze', value: '2026-06-30' })
  temp.library.saveNote({
    paperId: gamma ?? 0,
    text: 'Compare with the hydra',
    baseRevision: 0,
    session: 's',
  })
  const found = (text: string): string[] => titles(temp, text, 'newest').sort()
  expect(found('author:"jane doe"')).toEqual(['Alpha'])
  expect(found('author:doe')).toEqual(['Alpha', 'Beta'])
  expect(found('abstract:jane')).toEqual(['Gamma'])
  expect(found('-author:doe')).toEqual(['Gamma'])
  expect(found('is:later')).toEqual(['Alpha'])
  expect(found('-is:later')).toEqual(['Beta', 'Gamma'])
  expect(found('is:starred tag:"to read"')).toEqual(['Beta'])
  expect(found('tag:to')).toEqual(['Beta', 'Gamma'])
  expect(found('is:snoozed')).toEqual(['Gamma'])
  expect(found('has:note')).toEqual(['Gamma'])
  expect(found('note:hydra')).toEqual(['Gamma'])
  expect(found('hydra -has:note')).toEqual([])
  expect(found('has:code')).toEqual(['Alpha'])
  expect(found('has:pdf -has:code')).toEqual(['Beta', 'Gamma'])
  expect(found('upvotes:>20')).toEqual(['Beta', 'Gamma'])
  expect(found('upvotes:10..40')).toEqual(['Beta'])
  expect(found('day:2026-06-22')).toEqual(['Alpha', 'Beta', 'Gamma'])
  expect(found('day:2026-05')).toEqual([])
  expect(found('before:2026-06-22')).toEqual([])
  expect(found('before:2026-06-23')).toEqual(['Alpha', 'Beta', 'Gamma'])
  // What has slept its time is awake, though its day still stands there.
  temp.now += 8 * 86_400_000
  expect(found('is:snoozed')).toEqual([])
  expect(found('-is:snoozed')).toEqual(['Alpha', 'Beta', 'Gamma'])
  expect(found('after:2026-06-21')).toEqual(['Alpha', 'Beta', 'Gamma'])
  expect(found('-after:2026-06-21')).toEqual([])
  expect(found('jane -doe')).toEqual([])
  expect(found('-jane')).toEqual([])
  expect(found('to read')).toEqual(['Beta', 'Gamma'])
  expect(found('is:starred is:later')).toEqual([])
})

test('arXiv categories are found, and by their archive', () => {
  const temp = libraryOf([{ title: 'A' }, { title: 'B' }])
  temp.library.storeOriginals(
    ['2606.10000', '2606.10001'],
    [original('2606.10000', ['cs.LG', 'stat.ML']), original('2606.10001', ['math.OC'])],
    temp.now,
  )
  expect(titles(temp, 'cat:cs.LG')).toEqual(['A'])
  expect(titles(temp, 'cat:CS')).toEqual(['A'])
  expect(titles(temp, 'cat:stat.m')).toEqual(['A'])
  expect(titles(temp, '-cat:cs.LG')).toEqual(['B'])
})

function original(arxivId: string, categories: readonly string[]) {
  const title = arxivId === '2606.10000' ? 'A' : 'B'
  return {
    arxivId,
    version: 1,
    title,
    abstract: `Original $x_1$ of ${arxivId}`,
    authors: ['Ada Lovelace'],
    categories,
    comment: null,
    doi: null,
    journalRef: null,
    publishedOn: '2026-06-20',
    updatedOn: null,
  }
}

test('titles weigh more, and newest first is by the newest feed day', () => {
  const temp = libraryOf([{ title: 'Old', abstract: 'sparse sparse sparse' }], '2026-06-18')
  temp.library.storeList(
    makeList('day:2026-06-22', [
      makePaper({ arxivId: '2606.2', title: 'Of sparse things', abstract: 'Words.' }),
    ]),
    temp.now,
  )
  temp.library.storeList(
    makeList('day:2026-06-19', [makePaper({ arxivId: '2606.3', title: 'Middle', abstract: 'sparse' })]),
    temp.now,
  )
  expect(titles(temp, 'sparse')[0]).toBe('Of sparse things')
  expect(titles(temp, 'sparse', 'newest')).toEqual(['Of sparse things', 'Middle', 'Old'])
  temp.library.storeList(
    makeList('day:2026-06-23', [makePaper({ arxivId: '2606.3', title: 'Middle', abstract: 'sparse' })]),
    temp.now,
  )
  expect(titles(temp, 'sparse', 'newest')).toEqual(['Middle', 'Of sparse things', 'Old'])
})

test('the index follows notes, tags, undo, removal and new facts', () => {
  const temp = libraryOf([{ title: 'One' }, { title: 'Two' }])
  const one = idOf(temp, 'One')
  temp.library.saveNote({ paperId: one, text: 'axolotl', baseRevision: 0, session: 'a' })
  expect(titles(temp, 'axolotl')).toEqual(['One'])
  temp.library.undo()
  expect(titles(temp, 'axolotl')).toEqual([])
  temp.library.redo()
  temp.library.change([one], { field: 'tag', name: 'salamander', value: true })
  expect(titles(temp, 'salamander axolotl')).toEqual(['One'])
  temp.library.change([one], { field: 'tag', name: 'salamander', value: false })
  expect(titles(temp, 'salamander')).toEqual([])
  temp.library.storeList(
    makeList('day:2026-06-22', [makePaper({ arxivId: '2606.10000', title: 'Uno', abstract: 'new words' })]),
    temp.now,
  )
  expect(titles(temp, 'title:one')).toEqual([])
  expect(titles(temp, 'uno axolotl')).toEqual(['Uno'])
  temp.library.importList(makeList('import:x', [makePaper({ arxivId: null, title: 'Imported quokka' })]))
  expect(titles(temp, 'quokka')).toEqual(['Imported quokka'])
  temp.library.undo()
  expect(titles(temp, 'quokka')).toEqual([])
  temp.reopen()
  expect(titles(temp, 'axolotl')).toEqual(['Uno'])
})

test('a greater limit continues the same list', () => {
  const temp = libraryOf([])
  temp.library.storeList(makeDay('2026-06-17', 40), temp.now)
  temp.library.storeList(makeDay('2026-06-18', 40), temp.now)
  settle(temp)
  for (const order of ['relevance', 'newest'] as const) {
    const all = temp.library.search({ text: 'number', order, limit: 1000 }, 0).ids
    expect(all).toHaveLength(80)
    for (const limit of [1, 7, 40, 79]) {
      expect(temp.library.search({ text: 'number', order, limit }, 0).ids).toEqual(all.slice(0, limit))
    }
  }
})

test('excerpts say where the words stand, with the mathematics readable', () => {
  const filler = 'Nothing of interest is said here. '.repeat(20)
  const temp = libraryOf([
    { title: 'A', abstract: `${filler}The hydra has $x^2 \\leq 9$ heads. ${filler}` },
    { title: 'Only hydra', abstract: 'no' },
    { title: 'B', abstract: `A wolf has x^{2} teeth in R^n.` },
  ])
  expect(temp.library.search({ text: 'wolf', order: 'newest', limit: 9 }, 9).excerpts[0]?.text).toBe(
    'A wolf has x² teeth in Rⁿ.',
  )
  const { ids, excerpts } = temp.library.search({ text: 'hydra heads', order: 'newest', limit: 9 }, 9)
  const [found] = excerpts
  expect(found?.source).toBe('abstract')
  expect(found?.text).toContain('x² ≤ 9')
  expect(found?.marks.map(({ start, end }) => found.text.slice(start, end))).toEqual(['hydra', 'heads'])
  expect(found?.text.length).toBeLessThan(200)
  expect(ids).toHaveLength(1)
  expect(temp.library.excerpts('hydra', [idOf(temp, 'Only hydra')])).toEqual([])
})

test('the excerpt of a note is its words, without the marks of its Markdown', () => {
  const temp = libraryOf([{ title: 'A' }])
  const text = '# Axolotl\n\nSee **Table 3** of [the appendix](https://a.org): *$x^2$* gills.'
  temp.library.saveNote({ paperId: idOf(temp, 'A'), text, baseRevision: 0, session: 'one' })
  settle(temp)
  const [found] = temp.library.search({ text: 'table 3', order: 'newest', limit: 9 }, 9).excerpts
  expect(found?.source).toBe('note')
  expect(found?.text).toBe('Axolotl See Table 3 of the appendix: x² gills.')
  expect(found?.marks.map(({ start, end }) => found.text.slice(start, end))).toEqual(['Table', '3'])
})

test('a slip of the finger is told, with how many it would find', () => {
  const temp = libraryOf([{ title: 'A hydra with a head' }, { title: 'Another hydra head' }])
  settle(temp)
  expect(temp.library.searchCount('hyrda head')).toEqual({
    count: 0,
    suggestion: { text: 'hydra head', count: 2 },
  })
  expect(temp.library.searchCount('qqqqqq').suggestion).toBeNull()
  expect(temp.library.searchCount('hydra').suggestion).toBeNull()
})

test('papers that are marked are taken into the index without being searched for', async () => {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-17', 120), temp.now)
  const marks = (): unknown[] => temp.query('SELECT * FROM search_marks')
  expect(marks()).toHaveLength(120)
  await expect.poll(() => marks().length, { timeout: 10_000 }).toBe(0)
})
