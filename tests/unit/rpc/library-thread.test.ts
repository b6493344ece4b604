import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLog } from '../../../electron/log/logger.ts'
import { startLibraryThread } from '../../../electron/rpc/library-thread.ts'

const mortal = new URL('./mortal-worker.ts', import.meta.url)
const real = new URL('../../../electron/worker/index.ts', import.meta.url)
const data = (dataDir: string) => ({ dataDir, shell: 'test' })

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'octavo-thread-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

it('rejects the calls of a thread that dies, and answers again from a new one', async () => {
  const thread = await startLibraryThread(mortal, data(dataDir), silentLog)
  await thread.library.saveSettings({ theme: 'dark' })
  const dying = thread.library.tags()
  const waiting = thread.library.counts()
  await expect(dying).rejects.toMatchObject({ code: 'internal' })
  await expect(waiting).rejects.toMatchObject({ code: 'internal' })
  expect((await thread.library.settings()).theme).toBe('dark')
  await thread.close(5_000)
})

it('does not start a third time, and says so to every call', async () => {
  const thread = await startLibraryThread(mortal, data(dataDir), silentLog)
  await expect(thread.library.tags()).rejects.toMatchObject({ code: 'internal' })
  await expect(thread.library.tags()).rejects.toMatchObject({ code: 'internal' })
  await expect(thread.library.counts()).rejects.toMatchObject({ code: 'internal' })
  await thread.close(5_000)
})

it('tells a second owner who the first is, and lets the next one in after the first has closed', async () => {
  const first = await startLibraryThread(real, data(dataDir), silentLog)
  await expect(startLibraryThread(real, data(dataDir), silentLog)).rejects.toMatchObject({
    code: 'library-locked',
    detail: { pid: process.pid, shell: 'test' },
  })
  await first.close(5_000)
  const next = await startLibraryThread(real, data(dataDir), silentLog)
  await next.close(5_000)
})
