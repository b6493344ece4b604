import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { silentLog } from '../../../electron/log/logger.ts'
import { startLibraryThread } from '../../../electron/rpc/library-thread.ts'
import { linesName } from '../../../electron/service/backup-lines.ts'
import { openProgram } from '../../../electron/service/program.ts'
import type { Program } from '../../../electron/service/program.ts'

const workerFile = new URL('../../../electron/worker/index.ts', import.meta.url)

let dataDir: string
let program: Program
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'octavo-safe-'))
})
afterEach(async () => {
  await program.close(5_000)
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  program = await openProgram({
    dataDir,
    shell: {
      openExternal: async () => {},
      notify: () => {},
      pick: async () => null,
      printPdf: () => Promise.reject(new Error('no printer')),
    },
    weightsFile: new URL('../../../resources/recovery.weights', import.meta.url),
    thread: startLibraryThread(workerFile, { dataDir, shell: 'browser' }, silentLog),
    fetch: () => Promise.reject(new TypeError('no network')),
    feedUrl: null,
    keptAddress: '/kept/',
    shrinkFile: new URL('../../../electron/worker/shrink.ts', import.meta.url),
    now: Date.now,
    version: '0.0.0',
    log: silentLog,
  })
}

const library = (): string => join(dataDir, 'library', 'library.sqlite')

it('starts with a damaged library, says so to every call, and goes on after the repair', async () => {
  await start()
  await program.handle('sample.open', {})
  const state = await program.handle('app.state', {})
  await program.handle('backups.make', {})
  await program.close(5_000)
  writeFileSync(library(), 'Nothing of this is a library. '.repeat(500))

  await start()
  expect(await program.handle('app.state', {})).toMatchObject({
    ok: false,
    error: { code: 'library-damaged' },
  })
  expect(await program.handle('storage.get', {})).toMatchObject({
    ok: true,
    value: { backups: [{ kind: 'daily' }], setAside: [] },
  })
  const replaced = vi.fn()
  program.events.subscribe(({ name }) => name === 'library.replaced' && replaced())
  expect(await program.handle('library.repair', {})).toMatchObject({ ok: true })
  expect(replaced).toHaveBeenCalledOnce()
  const after = await program.handle('app.state', {})
  expect(after.ok && state.ok && after.value).toMatchObject({
    counts: (state.ok && (state.value as { counts: object }).counts) || {},
  })
  expect(await program.handle('storage.get', {})).toMatchObject({ value: { setAside: [{ counts: null }] } })
})

it('makes a backup once a sync has succeeded, and none after one that failed', async () => {
  await start()
  await program.handle('sample.open', {})
  const status = {
    phase: 'idle',
    day: null,
    done: 1,
    total: 1,
    added: 0,
    rejected: 0,
    checkedAt: Date.now(),
    failure: null,
    offlineSince: null,
    retryAt: null,
  } as const
  const backups = join(dataDir, 'backups')
  program.events.emit('sync.status', { ...status, phase: 'running' })
  program.events.emit('sync.status', { ...status, failure: { code: 'feed-unavailable', detail: '503' } })
  // Calls of the library are answered in order, so a backup would have been made by now.
  await program.handle('app.state', {})
  expect(existsSync(backups)).toBe(false)
  program.events.emit('sync.status', { ...status, phase: 'running' })
  program.events.emit('sync.status', status)
  // The library's own file, and the same in words: enough for an empty library to be the same again.
  const names = [expect.stringMatching(/^octavo-\d{4}-\d\d-\d\d\.sqlite$/), linesName]
  await vi.waitFor(() => expect(readdirSync(backups)).toEqual(names), 20_000)
  const counts = await countsOf()
  const text = readFileSync(join(backups, linesName), 'utf8')
  await program.handle('library.startOver', {})
  await program.handle('import.text', { name: linesName, text })
  expect(await countsOf()).toEqual(counts)
})

async function countsOf(): Promise<unknown> {
  const state = await program.handle('app.state', {})
  return state.ok && (state.value as { counts: unknown }).counts
}
