/** Papers kept offline: real HTTP, real files, a clock that jumps. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Keeper } from '../../electron/kept/keeper.ts'
import type { Pack } from '../../electron/kept/pack.ts'
import type { KeptPaper, KeptUsage } from '../../src/shared/kept.ts'
import { makePdf, type FullText } from '../feed-server/full-texts.ts'
import { makeEntries } from '../feed-server/make-entry.ts'
import { makeList, makePaper } from '../support/temp-library.ts'
import { openKeeper } from './open-keeper.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const noon = Date.parse('2026-06-23T16:00:00Z')
const entries = makeEntries(today, 4)
const ids = entries.map((entry) => (entry['paper'] as { id: string }).id)
const [first = '', second = '', third = ''] = ids

let synced: SyncedLibrary
let texts: Map<string, FullText>
let keeper: Keeper
let pack: Pack
let wishes: { isAutomatic: boolean; budget: number }
let told: { papers: readonly KeptPaper[]; usage: KeptUsage }[]
let errors: unknown[]
let root: string

beforeEach(async () => {
  texts = new Map(
    ids.map((id) => [
      id,
      {
        markdown: `# Paper ${id}\n\nIt is $x^2$.\n\n![A plot](${id}v1/x1.png) ![Elsewhere](https://evil.example/y.png)\n`,
        pdf: makePdf(id, 200_000),
        version: 2,
      },
    ]),
  )
  synced = await openSynced(noon, { days: new Map([[today, entries]]), fullTexts: texts })
  await synced.run()
  synced.server.asked.length = 0
  root = join(synced.folder, 'kept')
  wishes = { isAutomatic: true, budget: 10_000_000 }
  told = []
  errors = []
  open()
})
afterEach(async () => {
  keeper.stop()
  await keeper.whenIdle()
  await synced.close()
})

/** As a new process would. */
function open(): void {
  const opened = openKeeper(synced, root, {
    wishes: async () => wishes,
    onChanged: (papers, usage) => told.push({ papers, usage }),
    onError: (error) => errors.push(error),
  })
  keeper = opened.keeper
  pack = opened.pack
}

function later(arxivId: string): void {
  synced.library.change([synced.paper(arxivId).id], { field: 'verdict', value: 'later' })
}

async function run(): Promise<void> {
  keeper.start()
  await keeper.whenIdle()
  expect(errors).toEqual([])
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}

function kept(arxivId: string): KeptPaper | undefined {
  return synced.library.keptPapers([arxivId])[0]
}

const asked = (): string[] => synced.server.asked.map(({ path }) => path)
const pdfPath = (id: string): string => join(root, id, `${id}.pdf`)
const pages = (id: string) => pack.pages(synced.paper(id).id)

describe('keeping papers', () => {
  it('fetches text, PDF and pictures of what is Later, full texts first, and nothing of others', async () => {
    later(first)
    synced.library.change([synced.paper(second).id], { field: 'star', value: true })
    await run()
    expect(asked()).toEqual([
      `/papers/${second}.md`,
      `/papers/${first}.md`,
      `/pdf/${second}`,
      `/html/${second}v1/x1.png`,
      `/pdf/${first}`,
      `/html/${first}v1/x1.png`,
    ])
    expect(readdirSync(join(root, first)).sort()).toEqual([`${first}.md`, `${first}.pdf`, 'figure-01.png'])
    expect(readFileSync(pdfPath(first))).toEqual(Buffer.from(texts.get(first)?.pdf ?? []))
    expect(kept(first)).toMatchObject({
      state: 'kept',
      hasText: true,
      hasPdf: true,
      files: 3,
      missing: 0,
    })
    expect(await pages(first)).toEqual({
      text: texts.get(first)?.markdown,
      figures: [
        {
          source: `https://arxiv.org/html/${first}v1/x1.png`,
          address: `kept:/${first}/figure-01.png`,
          width: 1,
          height: 1,
        },
      ],
      pdf: `kept:/${first}/${first}.pdf`,
    })
    expect(kept(third)).toBeUndefined()
    expect(synced.library.keptFiles(first).find(({ kind }) => kind === 'pdf')?.version).toBe(2)
  })

  it('leaves three seconds between any two requests to arXiv', async () => {
    later(first)
    const at: number[] = []
    synced.server.failWhen(({ path }) => {
      if (!path.startsWith('/papers/')) at.push(synced.client.now())
      return null
    })
    await run()
    expect(at).toHaveLength(2)
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(3000)
  })

  it('does nothing unasked when that is switched off, and one paper when asked', async () => {
    wishes.isAutomatic = false
    later(first)
    // In the queue since before, as on a network that has become a metered one since.
    synced.library.queueKept(synced.client.now())
    await run()
    expect(asked()).toEqual([])
    await pack.keep([synced.paper(third).id])
    await keeper.whenIdle()
    expect(kept(third)?.state).toBe('kept')
    expect(kept(first)).toMatchObject({ state: 'waiting', files: 0 })
  })

  it('fetches nothing of a paper that was taken out again, until it is back', async () => {
    const other = '2606.19999'
    texts.set(other, { markdown: '# Another', pdf: makePdf(other, 20_000) })
    synced.library.importList(makeList('import:some', [makePaper({ arxivId: other })]))
    synced.library.askKept([synced.paper(other).id], noon)
    expect(synced.library.undo()).toMatchObject({ kind: 'import' })
    await run()
    expect(asked()).toEqual([])
    synced.library.redo()
    await run()
    expect(kept(other)).toMatchObject({ state: 'kept', hasPdf: true })
  })

  it('goes on where a download broke off, also in another process', async () => {
    later(first)
    synced.client.hurry(true)
    let cuts = 0
    synced.server.failWhen(({ path }) => {
      if (!path.startsWith('/pdf/') || cuts > 0) return null
      cuts += 1
      // Silence, not a broken connection, which may take back what is still in the buffers.
      return { kind: 'stall', bytes: 90_000 }
    })
    keeper.start()
    await until(() => kept(first)?.failure === 'feed-unavailable')
    keeper.stop()
    await keeper.whenIdle()
    expect(existsSync(`${pdfPath(first)}.part`)).toBe(true)
    expect((await pages(first)).pdf).toBeNull()
    open()
    await run()
    const ranges = synced.server.asked
      .filter(({ path }) => path.startsWith('/pdf/'))
      .map(({ headers }) => headers.range)
    expect(ranges[0]).toBeUndefined()
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/)
    expect(readFileSync(pdfPath(first))).toEqual(Buffer.from(texts.get(first)?.pdf ?? []))
  })

  it('begins anew when the server has another file by then', async () => {
    later(first)
    synced.server.failWhen(({ path }) => {
      if (!path.startsWith('/pdf/')) return null
      synced.server.failWhen(null)
      texts.set(first, { markdown: null, pdf: makePdf('another', 150_000), version: 3 })
      return { kind: 'break', bytes: 90_000 }
    })
    await run()
    expect(readFileSync(pdfPath(first))).toEqual(Buffer.from(texts.get(first)?.pdf ?? []))
    expect(synced.library.keptFiles(first).find(({ kind }) => kind === 'pdf')?.version).toBe(3)
  })

  it('keeps no PDF without its end, and none that is a page', async () => {
    later(first)
    synced.server.failWhen(({ path }) => {
      if (!path.startsWith('/pdf/')) return null
      const whole = synced.server.asked.filter((item) => item.path.startsWith('/pdf/')).length
      if (whole === 1) return { kind: 'truncate', bytes: 100_000 }
      return whole === 2 ? { kind: 'body', body: '<h1>Busy</h1>', type: 'text/html' } : null
    })
    await run()
    expect(readFileSync(pdfPath(first))).toEqual(Buffer.from(texts.get(first)?.pdf ?? []))
    expect(readdirSync(join(root, first)).some((name) => name.endsWith('.part'))).toBe(false)
  })

  it('is content with what there is, and says when there is nothing', async () => {
    texts.set(first, { markdown: null, pdf: makePdf(first) })
    texts.delete(second)
    later(first)
    later(second)
    await run()
    expect(kept(first)).toMatchObject({ state: 'kept', hasText: false, hasPdf: true })
    expect(kept(second)).toMatchObject({ state: 'absent', files: 0, bytes: 0 })
  })

  it('waits for arXiv after 429, and leaves it alone for a day after 403, but goes on with full texts', async () => {
    later(first)
    synced.server.failWhen(({ path }) =>
      path.startsWith('/pdf/') ? { kind: 'status', status: 429, headers: { 'retry-after': '120' } } : null,
    )
    keeper.start()
    await until(() => kept(first)?.failure === 'rate-limited')
    later(second)
    synced.server.failWhen(({ path }) => (path.startsWith('/pdf/') ? { kind: 'status', status: 403 } : null))
    keeper.start()
    await until(() => kept(second)?.hasText === true)
    await until(
      () => kept(first)?.failure === 'feed-unavailable' || kept(second)?.failure === 'feed-unavailable',
    )
    const refusedAt = synced.client.now()
    synced.server.failWhen(null)
    const before = asked().filter((path) => path.startsWith('/pdf/')).length
    await run()
    expect(synced.client.now() - refusedAt).toBeGreaterThanOrEqual(23 * 3_600_000)
    expect(asked().filter((path) => path.startsWith('/pdf/')).length).toBe(before + 2)
    expect([kept(first)?.state, kept(second)?.state]).toEqual(['kept', 'kept'])
  })

  it('waits without a network, over a restart, and begins when there is one', async () => {
    await synced.server.stopListening()
    later(first)
    keeper.start()
    await until(() => told.at(-1)?.usage.problem === 'offline')
    keeper.stop()
    await keeper.whenIdle()
    expect(kept(first)).toMatchObject({ state: 'waiting', files: 0 })
    open()
    await synced.server.listenAgain()
    await run()
    expect(kept(first)?.state).toBe('kept')
    expect(told.at(-1)?.usage.problem).toBeNull()
  })

  it('drops the oldest that is not starred to stay within the budget, and says so', async () => {
    wishes.budget = 500_000
    synced.library.change([synced.paper(first).id], { field: 'star', value: true })
    await run()
    for (const id of [second, third]) {
      synced.client.moveTo(synced.client.now() + 60_000)
      later(id)
      await run()
    }
    expect([first, second, third].map((id) => kept(id)?.state)).toEqual(['kept', 'dropped', 'kept'])
    expect(existsSync(join(root, second))).toBe(false)
    expect(await pages(second)).toMatchObject({ text: null, pdf: null })
    expect(told.at(-1)?.usage.bytes).toBeLessThanOrEqual(500_000)
    expect(told.flatMap(({ papers }) => papers).some(({ state }) => state === 'dropped')).toBe(true)
    // It does not come back by itself, but when asked for.
    await run()
    expect(kept(second)?.state).toBe('dropped')
    wishes.budget = 10_000_000
    await pack.keep([synced.paper(second).id])
    await keeper.whenIdle()
    expect(kept(second)?.state).toBe('kept')
  })

  it('removes one or all, brings them back, and deletes the files for good at the end', async () => {
    later(first)
    later(second)
    await run()
    const before = asked().length
    await pack.remove([synced.paper(first).id])
    expect(await pages(first)).toEqual({ text: null, figures: [], pdf: null })
    expect((await pack.list()).usage.removedBytes).toBeGreaterThan(200_000)
    await pack.restore()
    await keeper.whenIdle()
    expect((await pages(first)).pdf).not.toBeNull()
    expect(asked()).toHaveLength(before)
    await pack.remove(null)
    await pack.empty()
    expect(readdirSync(root)).toEqual([])
    await run()
    expect([kept(first)?.state, kept(second)?.state]).toEqual(['removed', 'removed'])
    expect(asked()).toHaveLength(before)
  })

  it('fetches again what is no longer what was fetched, and does not show it', async () => {
    later(first)
    await run()
    writeFileSync(
      pdfPath(first),
      Buffer.concat([readFileSync(pdfPath(first)).subarray(0, 1000), Buffer.from('x')]),
    )
    expect((await pages(first)).pdf).toBeNull()
    await keeper.whenIdle()
    expect((await pages(first)).pdf).not.toBeNull()
    expect(readFileSync(pdfPath(first))).toEqual(Buffer.from(texts.get(first)?.pdf ?? []))
  })

  it('sweeps away parts that nobody will go on with', async () => {
    mkdirSync(join(root, first), { recursive: true })
    writeFileSync(`${pdfPath(first)}.part`, 'half')
    await run()
    expect(readdirSync(join(root, first))).toEqual([])
  })
})
