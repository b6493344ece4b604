/** The pictures of listed papers: real HTTP, real files, a real decoder, a clock that jumps. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArxiv } from '../../electron/feed/arxiv.ts'
import { keptFiles } from '../../electron/kept/files.ts'
import { pictureFacts } from '../../electron/kept/picture-facts.ts'
import { createPictureKeeper, type PictureKeeper } from '../../electron/kept/picture-keeper.ts'
import { createShrinker } from '../../electron/kept/shrinker.ts'
import { localLibrary } from '../../electron/rpc/local.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const noon = Date.parse('2026-06-23T16:00:00Z')
const [still, moving, gif, plain] = ['2606.10001', '2606.10002', '2606.10003', '2606.10004'] as const
const entries = [
  makeEntry({ id: still, day: today, upvotes: 9, media: ['a.png', 'b.png'] }),
  makeEntry({ id: moving, day: today, upvotes: 8, media: ['c.mp4'] }),
  makeEntry({ id: gif, day: today, upvotes: 7, media: ['d.gif'] }),
  makeEntry({ id: plain, day: today, upvotes: 6 }),
]
const shrinker = createShrinker(new URL('../../electron/worker/shrink.ts', import.meta.url))

let synced: SyncedLibrary
let pictures: PictureKeeper
let wishes: { isAutomatic: boolean; budget: number }
let changed: string[]
let errors: unknown[]
let root: string

beforeEach(async () => {
  synced = await openSynced(noon, { days: new Map([[today, entries]]) })
  await synced.run()
  synced.server.asked.length = 0
  root = join(synced.folder, 'kept', 'pictures')
  wishes = { isAutomatic: true, budget: 100_000_000 }
  changed = []
  errors = []
  pictures = open()
})
afterEach(async () => {
  pictures.stop()
  await pictures.whenIdle()
  await synced.close()
})

/** As a new process would. */
function open(): PictureKeeper {
  const { client, server } = synced
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    signal?.throwIfAborted()
    client.moveTo(client.now() + ms)
  }
  const hosts = { api: server.url, oai: server.url, rss: server.url, site: 'https://arxiv.org' }
  return createPictureKeeper({
    library: localLibrary(synced.library),
    files: keptFiles(root),
    source: {
      client,
      arxiv: createArxiv({ client, now: client.now, sleep, hosts }),
      feedUrl: async () => server.url,
    },
    shrinker,
    now: client.now,
    sleep,
    wishes: async () => wishes,
    address: 'kept:/pictures/',
    onChanged: (ids) => changed.push(...ids),
    onError: (error) => errors.push(error),
  })
}

async function run(): Promise<void> {
  pictures.start()
  await pictures.whenIdle()
  expect(errors).toEqual([])
}

const asked = (): string[] => synced.server.asked.map(({ path }) => path)
const page = (id: string) => pictures.page(synced.paper(id).id)
const states = (id: string): string[] =>
  synced.library.pictures(id).map(({ kind, state }) => `${kind} ${state}`)

describe('pictures of listed papers', () => {
  it('come once each, small, in the order of the list, and stay over a restart', async () => {
    await run()
    expect(asked()).toEqual([
      `/social-thumbnails/papers/${still}.png`,
      '/production/uploads/a.png',
      `/social-thumbnails/papers/${moving}.png`,
      '/production/uploads/c.mp4',
      `/social-thumbnails/papers/${gif}.png`,
      '/production/uploads/d.gif',
      '/production/uploads/d.gif',
      `/social-thumbnails/papers/${plain}.png`,
    ])
    expect(pictureFacts(readFileSync(join(root, still, 'medium.jpg')))).toEqual({
      format: 'jpeg',
      width: 1000,
      height: 625,
    })
    expect(readdirSync(join(root, moving)).sort()).toEqual(['motion.mp4', 'thumbnail.jpg'])
    expect(await page(still)).toEqual({
      still: { address: `kept:/pictures/${still}/medium.jpg`, width: 1000, height: 625 },
      rest: 'none',
      motion: null,
    })
    expect(await page(moving)).toMatchObject({
      still: { address: `kept:/pictures/${moving}/thumbnail.jpg`, width: 1000, height: 540 },
      motion: { kind: 'video', address: `kept:/pictures/${moving}/motion.mp4` },
    })
    expect(await page(gif)).toMatchObject({
      motion: { kind: 'gif', address: `kept:/pictures/${gif}/motion.gif` },
    })
    expect(new Set(changed)).toEqual(new Set([still, moving, gif, plain]))
    pictures = open()
    await run()
    expect(asked()).toHaveLength(8)
  })

  it('of a paper that is looked at before its turn are on their way', async () => {
    expect(await page(plain)).toEqual({ still: null, rest: 'coming', motion: null })
    await pictures.whenIdle()
    expect((await page(plain)).still).not.toBeNull()
  })

  it('leave a second between any two requests', async () => {
    const at: number[] = []
    synced.server.failWhen(() => {
      at.push(synced.client.now())
      return null
    })
    await run()
    for (const [index, time] of at.slice(1).entries())
      expect(time - (at[index] ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  it('are not fetched unasked when that is switched off, and then come for one paper', async () => {
    wishes.isAutomatic = false
    await run()
    expect(asked()).toEqual([])
    expect(await page(plain)).toEqual({ still: null, rest: 'askable', motion: null })
    await pictures.ask(synced.paper(plain).id)
    await pictures.whenIdle()
    expect(asked()).toEqual([`/social-thumbnails/papers/${plain}.png`])
    expect((await page(plain)).still).not.toBeNull()
  })

  it('are nothing but what they say they are', async () => {
    const bodies: Record<string, { body: string; type: string }> = {
      [`/social-thumbnails/papers/${still}.png`]: { body: '<h1>Sign in</h1>', type: 'text/html' },
      '/production/uploads/a.png': { body: '<svg onload="alert(1)"/>', type: 'image/png' },
      '/production/uploads/c.mp4': { body: '<html>No.</html>', type: 'video/mp4' },
    }
    synced.server.failWhen(({ path }) => {
      const wrong = bodies[path]
      return wrong === undefined ? null : { kind: 'body', body: wrong.body, type: wrong.type }
    })
    for (let tries = 0; tries < 3; tries += 1) {
      await run()
      synced.client.moveTo(synced.client.now() + 24 * 3_600_000)
    }
    expect(states(still)).toEqual(['medium absent', 'thumbnail absent'])
    expect(states(moving)).toEqual(['motion absent', 'thumbnail kept'])
    expect(await page(still)).toEqual({ still: null, rest: 'none', motion: null })
    expect(existsSync(join(root, still)) ? readdirSync(join(root, still)) : []).toEqual([])
  })

  it('that are missing or somewhere else are not asked for again', async () => {
    synced.server.failWhen(({ path }) => (path.endsWith('a.png') ? { kind: 'status', status: 404 } : null))
    synced.library.storeList(
      {
        list: `day:${today}`,
        rejected: [],
        papers: [{ ...incoming(plain), thumbnail: 'https://evil.example/x.png' }],
      },
      noon,
    )
    await run()
    expect(states(still)).toEqual(['medium absent', 'thumbnail kept'])
    expect((await page(still)).still?.address).toContain('thumbnail.jpg')
    expect(states(plain)).toEqual(['thumbnail absent'])
    expect(asked().filter((path) => path.includes('x.png'))).toEqual([])
  })

  it('that are large come only for papers that are Later, starred or asked for', async () => {
    synced.server.failWhen(({ path }) =>
      path.endsWith('c.mp4')
        ? { kind: 'body', body: `\0\0\0\x24ftyp${' '.repeat(9_000_000)}`, type: 'video/mp4' }
        : null,
    )
    await run()
    expect(states(moving)).toEqual(['motion large', 'thumbnail kept'])
    expect(await page(moving)).toMatchObject({ rest: 'askable', motion: { address: null } })
    expect((await page(moving)).motion?.bytes).toBeGreaterThan(9_000_000)
    synced.server.failWhen(null)
    synced.library.change([synced.paper(moving).id], { field: 'star', value: true })
    await run()
    expect(states(moving)).toEqual(['motion kept', 'thumbnail kept'])
  })

  describe('that break off', () => {
    const video = '/production/uploads/long.mp4'
    const path = (): string => join(root, moving, 'motion.mp4')

    beforeEach(async () => {
      const media = ['https://cdn-uploads.huggingface.co/production/uploads/long.mp4']
      const papers = [{ ...incoming(moving), media }]
      synced.library.storeList({ list: `day:${today}`, rejected: [], papers }, noon)
      synced.server.failWhen((asked) => (asked.path === video ? { kind: 'break', bytes: 300_000 } : null))
      await run()
      expect(states(moving)).toEqual(['motion wanted', 'thumbnail kept'])
      synced.client.moveTo(synced.client.now() + 3_600_000)
      pictures = open()
    })

    it('go on where they were, in another process, too', async () => {
      expect(statSync(`${path()}.part`).size).toBeGreaterThan(0)
      synced.server.failWhen(null)
      await run()
      expect(states(moving)).toEqual(['motion kept', 'thumbnail kept'])
      const asked = synced.server.asked.filter((each) => each.path === video)
      expect(asked.map(({ headers }) => headers.range)).toEqual([
        undefined,
        expect.stringMatching(/^bytes=[1-9]\d*-$/),
      ])
      const moves = readFileSync(new URL('../fixtures/moving.mp4', import.meta.url))
      expect(readFileSync(path()).equals(Buffer.concat([moves, Buffer.alloc(500_000)]))).toBe(true)
      expect(readdirSync(join(root, moving)).sort()).toEqual(['motion.mp4', 'thumbnail.jpg'])
    })

    it('come whole where they are others by then', async () => {
      const body = `\0\0\0\x24ftyp${'b'.repeat(2000)}`
      synced.server.failWhen((asked) =>
        asked.path === video ? { kind: 'body', body, type: 'video/mp4' } : null,
      )
      await run()
      expect(readFileSync(path(), 'latin1')).toBe(body)
    })
  })

  it('wait for the network and for a server that asks for patience', async () => {
    synced.server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '7200' } })
    await run()
    expect(asked()).toHaveLength(1)
    await run()
    expect(states(still)).toEqual(['medium wanted', 'thumbnail wanted'])
    synced.client.moveTo(synced.client.now() + 7_300_000)
    await synced.server.stopListening()
    await run()
    await synced.server.listenAgain()
    await run()
    expect(states(still)).toEqual(['medium kept', 'thumbnail kept'])
  })

  it('stay within a quarter of the space; the oldest go, and do not come back by themselves', async () => {
    await run()
    const { bytes } = synced.library.pictureUsage()
    synced.library.change([synced.paper(plain).id], { field: 'star', value: true })
    await pictures.yieldSpace(1)
    expect(states(gif)).toEqual(['medium dropped', 'motion dropped', 'thumbnail dropped'])
    expect(existsSync(join(root, gif))).toBe(false)
    expect(await page(gif)).toMatchObject({ still: null, rest: 'askable' })
    expect(synced.library.pictureUsage()).toMatchObject({ papers: 3, dropped: 1 })
    expect(synced.library.pictureUsage().bytes).toBeLessThan(bytes)
    const before = asked().length
    await run()
    expect(asked()).toHaveLength(before)
    // A newer list makes the older pictures go.
    wishes.budget = 4 * synced.library.pictureUsage().bytes
    synced.library.storeList({ list: 'day:2026-06-24', rejected: [], papers: [incoming('2606.20001')] }, noon)
    await run()
    expect(states('2606.20001')).toEqual(['thumbnail kept'])
    expect(states(moving)).toEqual(['motion dropped', 'thumbnail dropped'])
    expect(states(plain)).toEqual(['thumbnail kept'])
  })

  it('are fetched again when their file is no longer what it was', async () => {
    await run()
    writeFileSync(join(root, plain, 'thumbnail.jpg'), 'x')
    expect(await page(plain)).toEqual({ still: null, rest: 'coming', motion: null })
    await pictures.whenIdle()
    expect((await page(plain)).still).not.toBeNull()
    await pictures.remove()
    expect(readdirSync(root)).toEqual([])
    expect(await page(plain)).toEqual({ still: null, rest: 'askable', motion: null })
  })
})

function incoming(arxivId: string) {
  const { abstract, title, ...facts } = synced.paper(still)
  return {
    ...facts,
    arxivId,
    title: title.feed ?? '',
    abstract: abstract.feed ?? '',
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${arxivId}.png`,
    media: [],
  }
}
