/** arXiv's texts beside the feed's: whom to ask for, what replaces what, and how fast that is found out. */
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { wantedSql } from '../../../electron/library/originals.ts'
import type { Library } from '../../../electron/library/library.ts'
import type { Original } from '../../../src/shared/domain.ts'
import { makeDay, makeList, makePaper, tempLibrary, testNow } from '../../support/temp-library.ts'

const dayMs = 86_400_000
const id = '2606.00001'

function original(facts: Partial<Original> = {}): Original {
  return {
    arxivId: id,
    version: 1,
    title: 'On $x$',
    abstract: 'It is $x$.',
    authors: ['Ada Lovelace'],
    categories: ['cs.LG'],
    comment: null,
    doi: null,
    journalRef: null,
    publishedOn: '2026-06-20',
    updatedOn: '2026-06-20',
    ...facts,
  }
}

function withPaper(first: Partial<Original> = {}) {
  const temp = tempLibrary()
  temp.library.storeList(makeList('day:2026-06-22', [makePaper({ arxivId: id })]), testNow)
  temp.library.storeOriginals([id], [original(first)], testNow)
  return temp
}

describe('who is asked for', () => {
  test('the newest days first, then by date; nobody twice', () => {
    const temp = tempLibrary()
    temp.library.storeList(makeDay('2026-06-19', 2), testNow)
    temp.library.storeList(makeDay('2026-06-22', 2), testNow)
    temp.library.importList(
      makeList('import:x', [makePaper({ arxivId: '2001.00001', publishedOn: '2020-01-01' })]),
    )
    expect(temp.library.papersWithoutOriginal(9)).toEqual([
      '2606.22000',
      '2606.22001',
      '2606.19000',
      '2606.19001',
      '2001.00001',
    ])
    expect(temp.library.papersWithoutOriginal(3)).toHaveLength(3)
    temp.library.storeOriginals(['2606.22000'], [], testNow)
    expect(temp.library.papersWithoutOriginal(9)).not.toContain('2606.22000')
  })

  test('a paper again when half its age has passed, a week at the soonest', () => {
    const temp = withPaper()
    const asksAt = (days: number): readonly string[] => {
      temp.now = testNow + days * dayMs
      return temp.library.papersWithoutOriginal(9)
    }
    expect(asksAt(6)).toEqual([])
    expect(asksAt(8)).toEqual([id])
    temp.library.storeOriginals([id], [original()], temp.now)
    expect(asksAt(14)).toEqual([])
    expect(asksAt(16)).toEqual([id])
    temp.now = testNow + 100 * dayMs
    temp.library.storeOriginals([id], [original()], temp.now)
    expect(asksAt(150)).toEqual([])
    expect(asksAt(153)).toEqual([id])
  })

  test('is found by indexes, without looking through or sorting all papers', () => {
    const temp = tempLibrary()
    const db = new Database(temp.path, { readonly: true })
    const given = { limit: 100, now: testNow }
    const plan = (sql: string) =>
      db
        .prepare<[typeof given], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(given)
        .map((row) => row.detail)
    const found = Object.values(wantedSql).map(plan)
    db.close()
    const byId = (table: string) => `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`
    expect(found).toEqual([
      // The newest thousand.
      [
        'CO-ROUTINE t',
        'SCAN triage USING COVERING INDEX triage_everything',
        'SCAN t',
        byId('p'),
        `${byId('o')} LEFT-JOIN`,
      ],
      // Only papers without arXiv's text are in this index.
      ['SCAN p USING INDEX papers_without_original', `${byId('o')} LEFT-JOIN`, byId('t')],
      ['SEARCH o USING COVERING INDEX originals_due (ask_again_at<?)', byId('p'), byId('t')],
    ])
  })
})

describe('a newer version', () => {
  const paperOf = (library: Library) => library.paper(1)

  test('replaces the text and what was said of the old one, and says on which day', () => {
    const temp = withPaper({ comment: '9 pages', doi: '10.1/x' })
    const newer = original({ version: 2, abstract: 'It is $y$.', updatedOn: '2026-07-01' })
    expect(temp.library.storeOriginals([id], [newer], testNow + dayMs)).toEqual(['2026-06-22'])
    expect(paperOf(temp.library)).toMatchObject({
      abstract: { feed: `What ${id} is about.`, original: 'It is $y$.' },
      arxiv: { version: 2, comment: null, doi: null, updatedOn: '2026-07-01' },
    })
  })

  test('is not undone by an older one, and the same again changes nothing', () => {
    const temp = withPaper({ version: 2 })
    const older = original({ version: 1, abstract: 'It was $z$.' })
    expect(temp.library.storeOriginals([id], [older], testNow + dayMs)).toEqual([])
    expect(temp.library.storeOriginals([id], [original({ version: 2 })], testNow + dayMs)).toEqual([])
    expect(paperOf(temp.library)).toMatchObject({
      abstract: { original: 'It is $x$.' },
      arxiv: { version: 2 },
    })
  })

  test('of a source that names none leaves number, comment and DOI of the same text', () => {
    const temp = withPaper({ version: 3, comment: '9 pages', doi: '10.1/x' })
    temp.library.storeOriginals([id], [original({ version: null })], testNow + dayMs)
    expect(paperOf(temp.library).arxiv).toMatchObject({ version: 3, comment: '9 pages', doi: '10.1/x' })
  })
})

describe('a withdrawn paper', () => {
  test.each<Partial<Original>>([
    { abstract: 'This paper has been withdrawn by the authors due to an error in Lemma 2.' },
    { comment: 'This submission has been withdrawn by arXiv administrators.' },
    { comment: 'Withdrawn: the data were wrong' },
  ])('%o is told, and its abstract stays', (facts) => {
    const temp = withPaper()
    temp.library.storeOriginals([id], [original({ version: 2, updatedOn: '2026-07-02', ...facts })], testNow)
    expect(temp.library.paper(1)).toMatchObject({
      withdrawnAt: '2026-07-02',
      abstract: { original: 'It is $x$.' },
      arxiv: { version: 2 },
    })
  })

  test.each(['We study papers that were withdrawn.', 'This paper is about withdrawing a hand.'])(
    '%s is none',
    (abstract) => {
      const temp = withPaper()
      temp.library.storeOriginals([id], [original({ version: 2, abstract })], testNow)
      expect(temp.library.paper(1)).toMatchObject({ withdrawnAt: null, abstract: { original: abstract } })
    },
  )
})

describe('what arXiv only announced', () => {
  const announced = (count: number) =>
    makeList(
      'arxiv:cs.LG:2026-06-23:new',
      Array.from({ length: count }, (_, index) => makePaper({ arxivId: `2606.3000${index}` })),
    )

  test('waits on its list and not in Triage, and is found everywhere else', () => {
    const temp = withPaper()
    temp.library.storeList(announced(3), testNow)
    expect(temp.library.counts()).toMatchObject({ triage: 1, everything: 4 })
    const query = { place: 'triage', day: null, order: 'feed', tag: null } as const
    for (const order of ['feed', 'upvotes', 'newest', 'oldest'] as const) {
      expect(temp.library.list({ ...query, order }, 0).ids).toEqual([1])
    }
    expect(temp.library.list({ ...query, place: 'everything' }, 0).ids).toHaveLength(4)
    temp.library.change([2], { field: 'verdict', value: 'later' })
    temp.library.change([3], { field: 'snooze', value: '2026-07-30' })
    expect(temp.library.counts()).toMatchObject({ triage: 1, queue: 1 })
  })

  test('comes to Triage when the feed lists it or the reader asks for it by name', () => {
    const temp = withPaper()
    temp.library.storeList(announced(3), testNow)
    temp.library.storeList(makeList('day:2026-06-23', [makePaper({ arxivId: '2606.30001' })]), testNow)
    temp.library.importList(makeList('import:named', [makePaper({ arxivId: '2606.30002' })]))
    expect(temp.library.counts()).toMatchObject({ triage: 3, everything: 4 })
    temp.library.storeList(announced(3), testNow)
    expect(temp.library.counts()).toMatchObject({ triage: 3, everything: 4 })
  })

  test('takes nothing from what the feed said of a paper', () => {
    const temp = withPaper()
    const said = makePaper({ arxivId: id, title: 'On $y$', authors: [{ name: 'A. Lovelace', login: null }] })
    temp.library.storeList(makeList('arxiv:cs.LG:2026-06-23:replace', [said]), testNow)
    expect(temp.library.paper(1)).toMatchObject({
      title: { feed: `Paper ${id}`, original: 'On $x$' },
      authors: [{ login: 'ada' }, { name: 'Emmy Noether' }],
    })
  })
})
