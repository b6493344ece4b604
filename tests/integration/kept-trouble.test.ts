/** What goes wrong while papers are kept: a full space, a full disk, servers that answer with something else. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Keeper } from '../../electron/kept/keeper.ts'
import type { Pack } from '../../electron/kept/pack.ts'
import type { KeptPaper, KeptUsage } from '../../src/shared/kept.ts'
import type { Fault } from '../feed-server/faults.ts'
import { makePdf, type FullText } from '../feed-server/full-texts.ts'
import { makeEntries } from '../feed-server/make-entry.ts'
import { openKeeper } from './open-keeper.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const noon = Date.parse('2026-06-23T16:00:00Z')
const entries = makeEntries(today, 4)
const ids = entries.map((entry) => (entry['paper'] as { id: string }).id)
const [first = '', second = '', third = '', fourth = ''] = ids
const pdfBytes = 200_000

let synced: SyncedLibrary
let texts: Map<string, FullText>
let keeper: Keeper
let pack: Pack
let budget: number
let told: { papers: readonly KeptPaper[]; usage: KeptUsage }[]
let root: string

beforeEach(async () => {
  texts = new Map(ids.map((id) => [id, { markdown: `# Paper ${id}\n`, pdf: makePdf(id, pdfBytes) }]))
  synced = await openSynced(noon, { days: new Map([[today, entries]]), fullTexts: texts })
  await synced.run()
  synced.server.asked.length = 0
  root = join(synced.folder, 'kept')
  budget = 10_000_000
  told = []
  const opened = openKeeper(synced, root, {
    wishes: async () => ({ isAutomatic: true, budget }),
    onChanged: (papers, usage) => told.push({ papers, usage }),
    onError: (error) => expect.unreachable(String(error)),
  })
  keeper = opened.keeper
  pack = opened.pack
})
afterEach(async () => {
  keeper.stop()
  await keeper.whenIdle()
  await synced.close()
})

async function run(): Promise<void> {
  keeper.start()
  await keeper.whenIdle()
}

function star(arxivId: string): void {
  synced.client.moveTo(synced.client.now() + 60_000)
  synced.library.change([synced.paper(arxivId).id], { field: 'star', value: true })
}

function later(arxivId: string): void {
  synced.client.moveTo(synced.client.now() + 60_000)
  synced.library.change([synced.paper(arxivId).id], { field: 'verdict', value: 'later' })
}

const kept = (arxivId: string): KeptPaper | undefined => synced.library.keptPapers([arxivId])[0]
const pdfPath = (id: string): string => join(root, id, `${id}.pdf`)
const askedFor = (path: string): number => synced.server.asked.filter((item) => item.path === path).length
const problem = async () => (await keeper.usage()).problem
const pdfOf = (id: string): Buffer => Buffer.from(texts.get(id)?.pdf ?? [])

/** The first so many requests of a path meet a fault. */
function failFirst(path: string, count: number, fault: Fault): void {
  synced.server.failWhen((asked) => (asked.path === path && askedFor(path) <= count ? fault : null))
}

describe('a space full of starred papers', () => {
  beforeEach(async () => {
    budget = Math.round(2.5 * pdfBytes)
    for (const id of [first, second]) {
      star(id)
      await run()
    }
  })

  it('takes no more, drops none of them, and says so', async () => {
    star(third)
    await run()
    expect([first, second, third].map((id) => kept(id)?.state)).toEqual(['kept', 'kept', 'waiting'])
    expect(kept(third)).toMatchObject({ hasText: true, hasPdf: false, missing: 1 })
    expect(await problem()).toBe('no-room')
    expect(told.at(-1)?.usage.problem).toBe('no-room')
    expect((await keeper.usage()).bytes).toBeLessThanOrEqual(budget)
    expect(readdirSync(join(root, third))).toEqual([`${third}.md`])
    expect((await pack.pages(synced.paper(third).id)).text).toContain(third)
  })

  it('does not fetch what does not fit again and again, but goes on when there is space', async () => {
    star(third)
    await run()
    const before = askedFor(`/pdf/${third}`)
    await run()
    await run()
    expect(askedFor(`/pdf/${third}`)).toBe(before)
    budget = 4 * pdfBytes
    await run()
    expect(kept(third)?.state).toBe('kept')
    expect(await problem()).toBeNull()
  })

  it('goes on when something was removed', async () => {
    star(third)
    await run()
    await pack.remove([synced.paper(first).id])
    await keeper.whenIdle()
    expect(kept(third)?.state).toBe('kept')
  })

  it('is not emptied for one that is only Later, and takes a small one all the same', async () => {
    later(third)
    texts.set(fourth, { markdown: '# Small\n', pdf: makePdf('small') })
    later(fourth)
    await run()
    expect([first, second].map((id) => kept(id)?.state)).toEqual(['kept', 'kept'])
    expect(kept(third)).toMatchObject({ state: 'waiting', hasPdf: false })
    expect(kept(fourth)?.state).toBe('kept')
    expect(await problem()).toBe('no-room')
  })
})

describe('a disk that is full in the middle of a PDF', () => {
  it('ends the run, shows nothing of the file, and the next run fetches it', async () => {
    synced.server.failWhen(({ path }) => {
      if (path === `/pdf/${first}`) symlinkSync('/dev/full', `${pdfPath(first)}.part`)
      return null
    })
    later(first)
    await run()
    expect(await problem()).toBe('disk-full')
    expect(kept(first)).toMatchObject({ state: 'waiting', hasText: true, hasPdf: false })
    expect((await pack.pages(synced.paper(first).id)).pdf).toBeNull()
    expect(existsSync(pdfPath(first))).toBe(false)
    synced.server.failWhen(null)
    rmSync(`${pdfPath(first)}.part`)
    await run()
    expect(kept(first)?.state).toBe('kept')
    expect(readFileSync(pdfPath(first))).toEqual(pdfOf(first))
  })
})

describe('a server that answers with something else', () => {
  it('may send the PDF from another address', async () => {
    synced.server.failWhen(({ path }) =>
      path === `/pdf/${first}` && askedFor(path) === 1 ? { kind: 'redirect', to: `/pdf/${first}?v=1` } : null,
    )
    later(first)
    await run()
    expect(readFileSync(pdfPath(first))).toEqual(pdfOf(first))
  })

  it.each<[string, string, Fault]>([
    ['an endless redirect', '/pdf', { kind: 'redirect' }],
    ['a page for a PDF', '/pdf', { kind: 'body', body: '<h1>Busy</h1>', type: 'text/html' }],
    [
      'a page that says it is a PDF',
      '/pdf',
      { kind: 'body', body: '<h1>Busy</h1>', type: 'application/pdf' },
    ],
    ['a PDF without its end', '/pdf', { kind: 'truncate', bytes: 90_000 }],
  ])('keeps the text without the PDF after %s, again and again', async (_name, path, fault) => {
    failFirst(`${path}/${first}`, 1000, fault)
    later(first)
    await run()
    expect(kept(first)).toMatchObject({ state: 'kept', hasText: true, hasPdf: false })
    expect(readdirSync(join(root, first))).toEqual([`${first}.md`])
    expect(await pack.pages(synced.paper(first).id)).toMatchObject({ pdf: null })
  })

  it.each<[string, Fault]>([
    ['a page', { kind: 'body', body: '<!doctype html><h1>Sign in</h1>', type: 'text/plain' }],
    ['nothing', { kind: 'body', body: '', type: 'text/markdown' }],
    ['404', { kind: 'status', status: 404 }],
  ])('keeps the PDF without a text after %s', async (_name, fault) => {
    failFirst(`/papers/${first}.md`, 1000, fault)
    later(first)
    await run()
    expect(kept(first)).toMatchObject({ state: 'kept', hasText: false, hasPdf: true })
    expect((await pack.pages(synced.paper(first).id)).text).toBeNull()
  })

  it.each<[string, Fault]>([
    ['breaks off', { kind: 'break', bytes: 10 }],
    ['ends too soon', { kind: 'truncate', bytes: 0 }],
    ['fails', { kind: 'status', status: 500 }],
  ])('comes by its text after one that %s', async (_name, fault) => {
    failFirst(`/papers/${first}.md`, 2, fault)
    later(first)
    await run()
    expect((await pack.pages(synced.paper(first).id)).text).toBe(`# Paper ${first}\n`)
  })
})
