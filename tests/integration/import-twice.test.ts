/** Everything that can be imported, imported twice: the second time changes nothing at all. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArxiv } from '../../electron/feed/arxiv.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import { exportPapers } from '../../electron/service/export-papers.ts'
import { importText } from '../../electron/service/import-text.ts'
import { addPapers } from '../../electron/sync/add-papers.ts'
import type { StoredList } from '../../src/shared/domain.ts'
import { makeEntries, makeEntry } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const noon = Date.parse('2026-06-23T16:00:00Z')
const lonely = '2601.00042'
const paragraph = 'We study what is left of a page when a reader has saved it. '.repeat(5)

let synced: SyncedLibrary
const printPdf = (): Promise<Uint8Array> => Promise.reject(new Error('no printer'))

beforeEach(async () => {
  const days = new Map([['2026-05-05', [makeEntry({ id: '2605.00500', day: '2026-05-05' })]]])
  const record = { id: lonely, title: 'Only on $arXiv$', abstract: 'It is $x$.', authors: ['Ada Example'] }
  synced = await openSynced(noon, { days, originals: new Map([[lonely, record]]) })
})
afterEach(() => synced.close())

function bring(name: string, text: string): Promise<StoredList> {
  const { client, server, library } = synced
  const hosts = { api: server.url, oai: server.url, rss: server.url }
  const arxiv = createArxiv({ client, now: client.now, sleep: async () => undefined, hosts })
  const parts = { library: localLibrary(library), client, arxiv, feedUrl: server.url, now: client.now }
  const feed = { addPapers: (named: string) => addPapers(named, parts) } as Parameters<
    typeof importText
  >[0]['feed']
  return importText({ library: parts.library, feed, now: client.now }, name, text).then(
    ({ stored }) => stored,
  )
}

/** All tables but those of the search index, which follows in its own time. */
const tables =
  'papers paper_keys listings upvote_snapshots rejected_items days originals triage tags notes note_revisions commands triage_events settings'

function everyRow(): unknown {
  const db = new Database(join(synced.folder, 'library.sqlite'), { readonly: true })
  try {
    return tables.split(' ').map((name) => db.prepare(`SELECT * FROM ${name}`).all())
  } finally {
    db.close()
  }
}

const article = (id: string): string =>
  `<article><h3><a href="/papers/${id}">Paper ${id}</a></h3><p>${paragraph}</p><p>• 3 authors</p><p>·</p><p>Oct 18, 2024</p></article>`
const props = (value: unknown): string =>
  JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;')

const texts: readonly (readonly [string, string, number])[] = [
  ['an answer of the API', JSON.stringify(makeEntries('2026-06-18', 250)), 250],
  ['one paper of the API', JSON.stringify(makeEntry({ id: '2606.00001', day: '2026-06-18' })['paper']), 1],
  [
    'a page as text',
    readFileSync(join(import.meta.dirname, '../fixtures/pages/2026-03-05-search-sparse-solvers.txt'), 'utf8'),
    -1,
  ],
  [
    'a page as HTML with its data',
    `<!doctype html><div data-props="${props({ dailyPapers: makeEntries('2026-06-18', 3) })}"></div>`,
    3,
  ],
  [
    'a page as HTML without',
    `<!doctype html><body>${article('2410.00001')}${article('2410.00002')}</body>`,
    2,
  ],
  [
    'a page of links',
    `<!doctype html><body><a href="/papers/2605.00500">T</a><a href="https://arxiv.org/abs/${lonely}">U</a></body>`,
    2,
  ],
  [
    'ids and addresses',
    `arXiv:2605.00500v2\nhttps://www.alphaxiv.org/abs/${lonely}\nhttps://doi.org/10.48550/arXiv.${lonely}`,
    2,
  ],
  [
    'BibTeX with eprint',
    `@misc{a, title={One}, eprint={2605.00500}, archivePrefix={arXiv}}\n@article{b, eprint = "${lonely}"}`,
    2,
  ],
]

describe('the same import twice changes nothing', () => {
  it.each(texts)('%s', async (name, text, count) => {
    const first = await bring(name, text)
    if (count >= 0) expect(first).toMatchObject({ added: count, rejected: 0 })
    else expect(first.added).toBeGreaterThan(5)
    const before = everyRow()
    synced.client.moveTo(noon + 3_600_000)
    expect(await bring(name, text)).toMatchObject({ added: 0, updated: 0, merged: 0 })
    expect(everyRow()).toEqual(before)
    // One import is one step of undo, however long it is.
    expect(synced.library.undo()).toMatchObject({ kind: 'import', count: first.added })
    expect(synced.library.counts().everything).toBe(0)
  })

  it('an export of Octavo', async () => {
    await bring('answer', JSON.stringify(makeEntries('2026-06-18', 5)))
    const { ids } = synced.library.list({ place: 'everything', day: null, order: 'newest', tag: null }, 0)
    synced.library.change(ids.slice(0, 2), { field: 'verdict', value: 'later' })
    const library = localLibrary(synced.library)
    const { text } = await exportPapers({ library, ids, format: 'jsonl', today: '2026-06-23', printPdf })
    const before = everyRow()
    await bring('octavo.jsonl', text)
    expect(everyRow()).toEqual(before)
  })
})
