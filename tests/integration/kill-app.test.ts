/**
 * The whole program is killed at random moments: in the middle of a sync, and right after a verdict or a note was
 * answered. Whatever was answered must be there at the next start, and the library must be whole.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildIfStale } from '../../scripts/start/build.ts'
import type { Verdict } from '../../src/shared/domain.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import type { FeedServer } from '../feed-server/feed-server.ts'
import { startHost } from '../support/host-process.ts'
import type { HostProcess } from '../support/host-process.ts'

const moments = 52
/** A library is begun anew after so many deaths, so that there is always something left to sync. */
const deathsPerLibrary = 13

const realDays = join(import.meta.dirname, '../../../shared/data/hf/days')
const ownDays = join(import.meta.dirname, '../fixtures/days')
const folder = mkdtempSync(join(tmpdir(), 'octavo-kill-'))
let feed: FeedServer

beforeAll(async () => {
  expect(buildIfStale(console.error)).toBe(true)
  feed = await createFeedServer({ folder: existsSync(realDays) ? realDays : ownDays, shift: true })
  feed.failWhen(() => ({ kind: 'delay', ms: random(60) }))
})
afterAll(async () => {
  await feed.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the program has answered with success. */
interface Answered {
  readonly verdicts: Map<number, Verdict>
  readonly notes: Map<number, { readonly text: string; readonly revision: number }>
}

it(`loses nothing that it answered, killed at ${moments} random moments`, async () => {
  let killedInSync = 0
  let decided = 0
  for (let death = 0; death < moments; death += deathsPerLibrary) {
    const dataDir = join(folder, `library-${death}`)
    const answered: Answered = { verdicts: new Map(), notes: new Map() }
    for (let turn = 0; turn < deathsPerLibrary; turn += 1) {
      const host = await startHost(dataDir, feed.url)
      await expectAll(host, answered)
      // As a window does first of all; without it the sync waits a while for one.
      valueOf(await host.call('network.tell', { isMetered: false, isOnline: true }))
      const act = turn % 3 === 0 ? waitAMoment : turn % 3 === 1 ? decideSome : writeANote
      decided += await act(host, answered)
      if (valueOf(await host.call('app.state', {})).sync.phase === 'running') killedInSync += 1
      // Not even the last answer's connection is waited for: from here on nothing may be missing.
      await host.end('SIGKILL')
    }
    const host = await startHost(dataDir, feed.url)
    await expectAll(host, answered)
    expect(await host.end('SIGTERM')).toBe(0)
    expectWhole(join(dataDir, 'library', 'library.sqlite'))
  }
  expect(decided).toBeGreaterThan(moments / 2)
  expect(killedInSync).toBeGreaterThan(moments / 4)
})

async function waitAMoment(): Promise<number> {
  await pause(random(250))
  return 0
}

/** Gives verdicts one after the other, for a random while, and remembers those that were answered. */
async function decideSome(host: HostProcess, { verdicts }: Answered): Promise<number> {
  const ids = await somePapers(host)
  const count = 1 + random(6)
  let given = 0
  for (const id of ids.slice(0, count)) {
    const value = (['later', 'read', 'skipped'] as const)[random(3)] ?? 'later'
    valueOf(await host.call('papers.change', { ids: [id], change: { field: 'verdict', value } }))
    verdicts.set(id, value)
    given += 1
  }
  return given
}

async function writeANote(host: HostProcess, { notes }: Answered): Promise<number> {
  const [id] = await somePapers(host)
  if (id === undefined) return 0
  const { note } = valueOf(await host.call('papers.get', { id }))
  const text = `${note.text}\nThought ${random(1_000_000)}: $e^{i\\pi} + 1 = 0$`
  const edit = { paperId: id, text, baseRevision: note.revision, session: `s${random(1_000_000)}` }
  notes.set(id, valueOf(await host.call('notes.save', edit)).note)
  return 1
}

/** Papers of the library in no particular order; waits for the sync to bring the first. */
async function somePapers(host: HostProcess): Promise<readonly number[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { ids } = valueOf(await host.call('papers.list', { place: 'everything', day: null, order: 'feed' }))
    if (ids.length > 0) {
      const first = random(ids.length)
      return [...ids.slice(first), ...ids.slice(0, first)]
    }
    await pause(20)
  }
  return []
}

async function expectAll(host: HostProcess, { verdicts, notes }: Answered): Promise<void> {
  for (const [id, verdict] of verdicts) {
    expect(valueOf(await host.call('papers.get', { id })).verdict).toBe(verdict)
  }
  for (const [id, note] of notes) {
    expect(valueOf(await host.call('papers.get', { id })).note).toMatchObject(note)
  }
}

function expectWhole(path: string): void {
  const db = new Database(path, { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
}

function valueOf<T>(envelope: Envelope<T>): T {
  if (!envelope.ok) throw new Error(`${envelope.error.code}: ${envelope.error.message}`)
  return envelope.value
}

/** A whole number from 0 up to `below`. */
function random(below: number): number {
  return Math.floor(Math.random() * below)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
