import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readResponse } from '../../../electron/feed/saved-response.ts'
import { papersIn } from '../../../src/shared/paper-address.ts'
import { makeEntries, makeEntry } from '../../feed-server/make-entry.ts'

const latest = '2026-06-23'

function lists(value: unknown): readonly (readonly [string, number, number])[] | null {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const read = readResponse(text, 'a file', latest)
  return read === null ? null : read.map((list) => [list.list, list.papers.length, list.rejected.length])
}

describe('a saved answer', () => {
  it('of one day is that day’s list, in its order', () => {
    const entries = makeEntries('2026-06-22', 4)
    expect(lists(entries)).toEqual([['day:2026-06-22', 4, 0]])
    const ids = readResponse(JSON.stringify(entries), 'a file', latest)?.[0]?.papers.map(
      (paper) => paper.arxivId,
    )
    expect(ids).toEqual(entries.map((entry) => (entry['paper'] as { id: string }).id))
  })

  it('of several days is a list for each; a paper twice on one is one', () => {
    const monday = makeEntries('2026-06-22', 2)
    expect(lists([...monday, ...makeEntries('2026-06-23', 3), ...monday])).toEqual([
      ['day:2026-06-23', 3, 0],
      ['day:2026-06-22', 2, 0],
    ])
  })

  it('of papers that were on no day is an import, as is a single paper', () => {
    const { paper, ...entry } = makeEntry({ id: '2606.00001', day: '2026-06-22' })
    const undated = { ...(paper as object), submittedOnDailyAt: undefined }
    expect(lists([{ ...entry, paper: undated }])).toEqual([['import:a file', 1, 0]])
    expect(lists(undated)).toEqual([['import:a file', 1, 0]])
  })

  it('with bad entries keeps the good ones and counts the bad', () => {
    expect(lists([...makeEntries('2026-06-22', 2), { paper: { id: 'x', title: 'y' } }, 7])).toEqual([
      ['day:2026-06-22', 2, 0],
      ['import:a file', 0, 2],
    ])
  })

  it.each(['', 'Some page\n• 3 authors', '{"octavo":1}', '[1,2]', '{', '[{"title":"x"}]', '"text"'])(
    'is not %j',
    (text) => {
      expect(lists(text)).toBe(null)
    },
  )
})

it('papers of a bibliography are found by their eprint', () => {
  const bibliography = `@misc{a2026, title={On $x$}, eprint={2606.13677}, archivePrefix={arXiv}}
@article{b1999, eprint = "hep-th/9901001", pages={1234.5678}}
@online{c, url={https://arxiv.org/abs/2604.00001v2}}`
  expect(papersIn(bibliography).map(({ id }) => id)).toEqual(['2606.13677', 'hep-th/9901001', '2604.00001'])
})

const real = new URL('../../../../shared/data/feed-samples/', import.meta.url)
describe.skipIf(!existsSync(real))('real answers', () => {
  it.each([
    ['hf_daily_papers_2026-08-21.json', 'day:2026-08-21'],
    ['hf_papers_search_kazakh_2025.json', 'import:a file'],
  ])('%s', (name, list) => {
    const text = readFileSync(new URL(name, real), 'utf8')
    const read = readResponse(text, 'a file', '2026-09-01')
    expect(read?.map((item) => item.list)).toEqual([list])
    expect(read?.[0]?.papers).toHaveLength((JSON.parse(text) as unknown[]).length)
  })
})
