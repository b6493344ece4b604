import { describe, expect, test } from 'vitest'
import {
  idsOf,
  makeDay,
  makeList,
  makePageEntry,
  makePaper,
  only,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

const title = 'Learning to Rank Papers: A Study of $O(n \\log n)$ Sorting'
/** The same title as the feed has it: without TeX, in another case, with other quotes and spaces. */
const feedTitle = 'Learning  to rank papers -- a study of O(n log n)\n  sorting'

function page(...entries: ReturnType<typeof makePageEntry>[]) {
  return makeList('page:search', entries)
}

function decide(temp: TempLibrary, id: number, note: string) {
  temp.library.change([id], { field: 'verdict', value: 'later' })
  temp.library.change([id], { field: 'star', value: true })
  temp.library.change([id], { field: 'tag', name: `tag of ${id}`, value: true })
  temp.library.saveNote({ paperId: id, text: note, baseRevision: 0, session: `s${id}` })
}

describe('a saved page', () => {
  test('becomes papers, once; the same page again changes nothing', () => {
    const { library } = tempLibrary()
    const list = page(makePageEntry({ title: 'One' }), makePageEntry({ title: 'Two' }))
    expect(library.importList(list)).toEqual({ added: 2, updated: 0, unchanged: 0, merged: 0, rejected: 0 })
    expect(library.importList(list)).toEqual({ added: 0, updated: 0, unchanged: 2, merged: 0, rejected: 0 })
    expect(library.counts()).toMatchObject({ triage: 2, everything: 2 })
    expect(library.paper(1)).toMatchObject({
      arxivId: null,
      authorCount: 2,
      firstAuthor: null,
      listedOn: null,
      rank: null,
    })
    // One command: the second import was none.
    expect(library.undo()).toMatchObject({ kind: 'import', value: 'page:search', count: 2 })
    expect(library.undo()).toBeNull()
  })

  test('gives a paper that is here already nothing but a listing and what was not known', () => {
    const { library } = tempLibrary()
    library.storeList(
      makeList('day:2026-06-22', [makePaper({ title: feedTitle, githubRepo: null })]),
      testNow,
    )
    const entry = makePageEntry({
      title,
      abstract: 'Older abstract.',
      upvotes: 2,
      githubRepo: 'https://github.com/x/y',
    })
    expect(library.importList(page(entry))).toMatchObject({ added: 0, merged: 1 })
    expect(library.paper(only(idsOf(library, 'everything')))).toMatchObject({
      title: { feed: feedTitle },
      abstract: { feed: 'What 2606.00001 is about.' },
      upvotes: 10,
      githubRepo: 'https://github.com/x/y',
      listings: [{ list: 'page:search' }, { list: 'day:2026-06-22' }],
    })
    library.undo()
    expect(library.paper(1).listings.map((listing) => listing.list)).toEqual(['day:2026-06-22'])
    library.redo()
    expect(library.paper(1).listings).toHaveLength(2)
  })

  test('undone takes its papers away and redone brings them back, with all that was decided', () => {
    const temp = tempLibrary()
    temp.library.importList(page(makePageEntry({ title: 'One' })))
    decide(temp, 1, 'Mine.')
    const before = temp.library.paper(1)
    for (let step = 0; step < 5; step += 1) temp.library.undo()
    expect(temp.library.counts()).toMatchObject({ everything: 0, starred: 0, notes: 0 })
    expect(temp.library.tags()).toEqual([])
    expect(temp.library.list({ place: 'everything', day: null, order: 'feed', tag: null }, 9).ids).toEqual([])
    expect(() => temp.library.paper(1)).toThrow(expect.objectContaining({ code: 'not-found' }))
    temp.reopen()
    while (temp.library.redo() !== null);
    const { note, ...rest } = temp.library.paper(1)
    expect(rest).toEqual({ ...before, note: undefined, history: rest.history, noteLine: 'Mine.' })
    expect(note).toMatchObject({ text: 'Mine.', editedAt: before.note.editedAt })
  })

  test('after its undo, imported again, brings its papers back under their old ids', () => {
    const { library } = tempLibrary()
    const list = page(makePageEntry({ title: 'One' }))
    library.importList(list)
    library.undo()
    expect(library.importList(list)).toMatchObject({ added: 1 })
    expect(idsOf(library, 'everything')).toEqual([1])
    library.undo()
    expect(library.counts().everything).toBe(0)
  })
})

describe('a paper whose arXiv id becomes known', () => {
  test('keeps its row, its id and all that was decided about it', () => {
    const temp = tempLibrary()
    temp.library.importList(page(makePageEntry({ title, abstract: 'Page text.' })))
    decide(temp, 1, 'Mine.')
    const stored = temp.library.storeList(
      makeList('day:2026-06-22', [makePaper({ title: feedTitle })]),
      testNow,
    )
    expect(stored).toMatchObject({ added: 0, merged: 1 })
    expect(temp.library.counts().everything).toBe(1)
    expect(temp.library.paper(1)).toMatchObject({
      arxivId: '2606.00001',
      abstract: { feed: 'What 2606.00001 is about.' },
      verdict: 'later',
      isStarred: true,
      tags: ['tag of 1'],
      noteLine: 'Mine.',
      listedOn: '2026-06-22',
    })
    expect(
      temp.library.storeList(makeList('day:2026-06-22', [makePaper({ title: feedTitle })]), testNow),
    ).toMatchObject({
      unchanged: 1,
    })
    // Undoing everything leaves the paper: the feed lists it now.
    while (temp.library.undo() !== null);
    expect(temp.library.counts()).toMatchObject({ triage: 1, everything: 1, starred: 0, notes: 0 })
  })

  test('becomes one with the row that had the id, and both rows’ decisions are kept', () => {
    const temp = tempLibrary()
    const { library } = temp
    library.importList(page(makePageEntry({ title })))
    library.storeList(makeList('day:2026-06-22', [makePaper({ title: 'A working title' })]), testNow)
    decide(temp, 1, 'On the page.')
    temp.now += 10
    decide(temp, 2, 'On the feed.')
    temp.now += 1
    library.change([1], { field: 'verdict', value: 'skipped' })
    // The feed corrects the title, and the two turn out to be one.
    temp.now += 10
    const corrected = makeList('day:2026-06-22', [makePaper({ title: feedTitle })])
    expect(library.storeList(corrected, temp.now)).toMatchObject({ merged: 1 })

    expect(idsOf(library, 'everything')).toEqual([2])
    expect(library.paper(2)).toMatchObject({
      arxivId: '2606.00001',
      verdict: 'skipped',
      isStarred: true,
      tags: ['tag of 1', 'tag of 2'],
      note: { text: 'On the feed.\n\nOn the page.' },
    })
    expect(
      library
        .paper(2)
        .listings.map((listing) => listing.list)
        .sort(),
    ).toEqual(['day:2026-06-22', 'page:search'])
    // The old id leads to the paper, for reading and for deciding.
    expect(library.paper(1).id).toBe(2)
    expect(library.change([1], { field: 'verdict', value: 'read' })).toMatchObject({ paperIds: [2] })
    expect(library.counts()).toMatchObject({ everything: 1, read: 1 })
    // The page names the paper still.
    expect(library.importList(page(makePageEntry({ title })))).toMatchObject({ unchanged: 1, added: 0 })
  })

  test('can still be undone all the way, and redone, without losing the joined note', () => {
    const temp = tempLibrary()
    const { library } = temp
    library.importList(page(makePageEntry({ title })))
    library.storeList(makeList('day:2026-06-22', [makePaper({ title: 'A working title' })]), testNow)
    decide(temp, 1, 'On the page.')
    decide(temp, 2, 'On the feed.')
    library.storeList(makeList('day:2026-06-22', [makePaper({ title: feedTitle })]), testNow + 1)
    while (library.undo() !== null);
    expect(library.paper(2).note.text).toBe('On the feed.\n\nOn the page.')
    expect(library.counts()).toMatchObject({ everything: 1, notes: 1 })
    while (library.redo() !== null);
    temp.reopen()
    expect(temp.library.paper(2)).toMatchObject({ verdict: 'later', isStarred: true })
    expect(temp.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(temp.query('PRAGMA foreign_key_check')).toEqual([])
  })
})

describe('papers with the same title', () => {
  test('and different arXiv ids are never one', () => {
    const { library } = tempLibrary()
    const two = [makePaper({ title }), makePaper({ title, arxivId: '2606.00002' })]
    expect(library.storeList(makeList('day:2026-06-22', two), testNow)).toMatchObject({ added: 2 })
  })

  test('are told apart by their authors where there are two; where that fails, the import stays apart', () => {
    const { library } = tempLibrary()
    const two = [
      makePaper({ title, authorCount: 5, authors: [] }),
      makePaper({ title, arxivId: '2606.00002', authorCount: 7, authors: [] }),
    ]
    library.storeList(makeList('day:2026-06-22', two), testNow)
    expect(library.importList(page(makePageEntry({ title, authorCount: 7 })))).toMatchObject({ merged: 1 })
    expect(library.paper(2).listings).toHaveLength(2)
    const other = makeList('page:other', [makePageEntry({ title, authorCount: 6 })])
    expect(library.importList(other)).toMatchObject({ added: 1, merged: 0 })
    expect(library.importList(other)).toMatchObject({ added: 0, unchanged: 1 })
    expect(library.counts().everything).toBe(3)
  })

  test('but other authors altogether are two papers', () => {
    const { library } = tempLibrary()
    const named = (name: string, authorCount: number) => ({ authors: [{ name, login: null }], authorCount })
    library.importList(makeList('import:bib', [makePageEntry({ title, ...named('Ada Lovelace', 1) })]))
    const list = makeList('day:2026-06-22', [makePaper({ title, ...named('Emmy Noether', 4) })])
    expect(library.storeList(list, testNow)).toMatchObject({ added: 1 })
  })
})

describe('the sample', () => {
  const sample = () => makeList('day:2026-06-22', makeDay('2026-06-22', 3).papers, { isSample: true })

  test('is marked, leaves in one step and comes back in one', () => {
    const { library } = tempLibrary()
    library.storeList(sample(), testNow)
    expect(library.counts()).toMatchObject({ everything: 3, sample: 3 })
    expect(library.paper(1).isSample).toBe(true)
    expect(library.dayFacts('2026-06-22')).toMatchObject({ state: 'unknown', checkedAt: null })
    expect(library.removeSample()).toMatchObject({ kind: 'remove-sample', count: 3 })
    expect(library.counts()).toMatchObject({ everything: 0, sample: 0 })
    expect(library.latestDay()).toBeNull()
    expect(library.dayFacts('2026-06-22').papers).toEqual([])
    expect(library.removeSample()).toBeNull()
    library.undo()
    expect(library.counts()).toMatchObject({ everything: 3, sample: 3 })
    library.redo()
    expect(library.storeList(sample(), testNow + 1)).toMatchObject({ added: 3 })
    expect(library.counts().sample).toBe(3)
  })

  test('turns real where the feed has the same paper: its text is the feed’s, the decisions stay', () => {
    const temp = tempLibrary()
    const { library } = temp
    library.storeList(sample(), testNow)
    decide(temp, 1, 'Mine.')
    const real = makePaper({
      arxivId: '2606.22000',
      title: 'The real title',
      abstract: 'Real.',
      aiSummary: null,
      upvotes: 3,
    })
    library.storeList(makeList('day:2026-06-22', [real]), testNow)
    expect(library.paper(1)).toMatchObject({
      isSample: false,
      title: { feed: 'The real title' },
      abstract: { feed: 'Real.' },
      aiSummary: null,
      verdict: 'later',
      noteLine: 'Mine.',
    })
    expect(library.removeSample()).toMatchObject({ count: 2 })
    expect(idsOf(library, 'everything')).toEqual([1])
  })

  test('removed, comes back as a real paper when the feed lists it, and only then', () => {
    const temp = tempLibrary()
    const { library } = temp
    library.storeList(sample(), testNow)
    decide(temp, 1, 'Mine.')
    library.removeSample()
    const real = makeList('day:2026-06-22', [makePaper({ arxivId: '2606.22000' })])
    expect(library.storeList(real, testNow)).toMatchObject({ added: 1 })
    expect(library.paper(1)).toMatchObject({ isSample: false, verdict: 'later', noteLine: 'Mine.' })
    expect(library.counts()).toMatchObject({ everything: 1, sample: 0 })
    // Undo brings the other two back; redo takes only these away again.
    library.undo()
    expect(library.counts()).toMatchObject({ everything: 3, sample: 2 })
    library.redo()
    expect(idsOf(library, 'everything')).toEqual([1])
  })

  test('adds nothing to a real paper', () => {
    const { library } = tempLibrary()
    library.storeList(
      makeList('day:2026-06-22', [makePaper({ arxivId: '2606.22000', aiSummary: null })]),
      testNow,
    )
    library.storeList(sample(), testNow)
    expect(library.paper(1)).toMatchObject({
      isSample: false,
      title: { feed: 'Paper 2606.22000' },
      aiSummary: null,
    })
  })
})
