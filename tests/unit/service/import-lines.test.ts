import { describe, expect, it } from 'vitest'
import { localLibrary } from '../../../electron/rpc/local.ts'
import { exportPapers } from '../../../electron/service/export-papers.ts'
import { importLines } from '../../../electron/service/import-lines.ts'
import type { Library } from '../../../electron/library/library.ts'
import type { PaperDetail } from '../../../src/shared/domain.ts'
import {
  idsOf,
  makeDay,
  makeList,
  makePageEntry,
  makePaper,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'

const today = '2026-06-23'

/** A library in which something of every kind has happened. */
function used(): Library {
  const { library } = tempLibrary()
  library.storeList(makeDay('2026-06-22', 3), testNow)
  library.storeList(makeDay('2026-06-23', 3), testNow)
  library.importList(makeList('page:saved', [makePageEntry({ title: 'Only a title: α and “quotes”' })]))
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = idsOf(library, 'everything')
  library.change([first], { field: 'verdict', value: 'later' })
  library.change([first], { field: 'snooze', value: '2026-07-01' })
  library.change([second, third], { field: 'verdict', value: 'skipped' })
  library.change([fourth], { field: 'verdict', value: 'read' })
  library.change([fourth, fifth], { field: 'star', value: true })
  library.change([fifth, first], { field: 'tag', name: 'to cite', value: true })
  library.saveNote({ paperId: fifth, text: 'A note\nwith $x^2$', baseRevision: 0, session: 'one' })
  const { arxivId } = library.paper(first)
  library.storeOriginals([arxivId ?? ''], [original(arxivId ?? '')], testNow)
  return library
}

function original(arxivId: string): Parameters<Library['storeOriginals']>[1][number] {
  return {
    arxivId,
    version: 2,
    title: 'At $\\mathcal{O}(n)$',
    abstract: 'It costs $\\mathcal{O}(n)$.',
    authors: ['Ada Lovelace', 'Emmy Noether'],
    categories: ['cs.LG', 'cs.CL'],
    comment: '9 pages',
    doi: null,
    journalRef: null,
    publishedOn: '2026-06-20',
    updatedOn: '2026-06-22',
  }
}

const exported = async (library: Library, isWhole = false): Promise<string> =>
  (
    await exportPapers({
      library: localLibrary(library),
      ids: isWhole ? null : idsOf(library, 'everything'),
      format: 'jsonl',
      today,
      printPdf: () => Promise.reject(new Error('no printer')),
    })
  ).text

/** All that a reader sees of a library: everything but row numbers and instants. */
function seen(library: Library): readonly unknown[] {
  return idsOf(library, 'everything').map((id) => {
    const {
      id: _id,
      addedAt,
      decidedAt,
      history,
      listings,
      note,
      putOff,
      ...facts
    }: PaperDetail = library.paper(id)
    const lists = listings.map(({ list, rank }) => ({ list, rank }))
    return {
      ...facts,
      isDecided: decidedAt !== null,
      note: note.text,
      lists,
      times: [addedAt, putOff, history].length,
    }
  })
}

describe('an export taken in', () => {
  it('gives an empty library everything that was in the other', async () => {
    const before = used()
    const { library } = tempLibrary()
    const stored = await importLines(
      localLibrary(library),
      { name: 'all', text: await exported(before) },
      testNow,
    )
    expect(stored).toEqual({ added: 7, updated: 0, unchanged: 0, merged: 0, rejected: 0 })
    expect(seen(library)).toEqual(seen(before))
    expect(library.counts()).toEqual(before.counts())
  })

  it('changes nothing the second time', async () => {
    const library = used()
    const [before, counts] = [seen(library), library.counts()]
    const text = await exported(library)
    const stored = await importLines(localLibrary(library), { name: 'all', text }, testNow)
    expect(stored).toEqual({ added: 0, updated: 0, unchanged: 7, merged: 0, rejected: 0 })
    expect(seen(library)).toEqual(before)
    expect(library.counts()).toEqual(counts)
  })

  it('brings along which days the feed was asked for, and forgets that with the papers when it is undone', async () => {
    const text = await exported(used(), true)
    const { library } = tempLibrary()
    await importLines(localLibrary(library), { name: 'all', text }, testNow)
    const known = (): readonly string[] =>
      library.checkedDays('2026-06-01', '2026-06-30').map(({ day }) => day)
    expect(known()).toEqual(['2026-06-22', '2026-06-23'])
    library.undo()
    expect(known()).toEqual([])
  })

  it('takes neither folders nor the address of the feed from a file, and gives none away', async () => {
    const own = {
      feedUrl: 'https://feed.example',
      vaultFolder: '/home/ada/notes',
      backupFolder: '/home/ada/kept',
    }
    const from = used()
    from.saveSettings({ ...own, theme: 'dark' })
    const text = await exported(from, true)
    for (const value of Object.values(own)) expect(text).not.toContain(value)
    const { library } = tempLibrary()
    const before = library.settings()
    const forged = text.replace('"settings":{', `"settings":{${JSON.stringify(own).slice(1, -1)},`)
    expect(forged).toContain(own.feedUrl)
    await importLines(localLibrary(library), { name: 'all', text: forged }, testNow)
    expect(library.settings()).toEqual({ ...before, theme: 'dark' })
  })

  it('never overrules what was decided or written here', async () => {
    const text = await exported(used())
    const { library } = tempLibrary()
    library.storeList(makeDay('2026-06-23', 3), testNow)
    const ids = idsOf(library, 'everything')
    library.change(ids, { field: 'verdict', value: 'read' })
    for (const paperId of ids) library.saveNote({ paperId, text: 'mine', baseRevision: 0, session: 'x' })
    await importLines(localLibrary(library), { name: 'all', text }, testNow)
    for (const id of ids) expect(library.paper(id)).toMatchObject({ verdict: 'read', note: { text: 'mine' } })
    expect(library.counts().everything).toBe(7)
  })

  it('takes the real copies of two sample papers of which the reader has made one, each for what it is', async () => {
    const [{ library: real }, { library }] = [tempLibrary(), tempLibrary()]
    const day = makeDay('2026-06-22', 2)
    library.storeList({ ...day, isSample: true }, testNow)
    const [first = 0, second = 0] = idsOf(library, 'everything')
    const { arxivId, title } = library.paper(first)
    library.merge([first, second])
    real.storeList({ ...day, papers: day.papers.toReversed() }, testNow)
    real.change([real.named(arxivId ?? '') ?? 0], { field: 'verdict', value: 'later' })
    const file = { name: 'all.jsonl', text: await exported(real, true) }
    expect(await importLines(localLibrary(library), file, testNow)).toMatchObject({ added: 0, rejected: 0 })
    expect(library.recordIds()).toEqual([first])
    expect(library.paper(first)).toMatchObject({ arxivId, title, isSample: false, verdict: 'later' })
  })

  it('reads what can be read of a damaged file and counts the rest', async () => {
    const { library } = tempLibrary()
    library.storeList(makeList('day:2026-06-23', [makePaper()]), testNow)
    const [line = ''] = (await exported(library)).split('\n')
    const text = `${line}\n${line.slice(0, 40)}\n`
    expect(await importLines(localLibrary(library), { name: 'all', text }, testNow)).toMatchObject({
      rejected: 1,
    })
  })
})
