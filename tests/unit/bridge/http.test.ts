/** The page's side of the wire against the real server: what it hears when the stream breaks and comes back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { startHostServer, type HostServer } from '../../../electron/host/server.ts'
import { createEventHub } from '../../../electron/rpc/events.ts'
import { httpBridge } from '../../../src/bridge/http.ts'
import type { EventMessage } from '../../../src/shared/contract.ts'

const token = 't'.repeat(43)
const root = mkdtempSync(join(tmpdir(), 'octavo-bridge-'))
const ends: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  vi.unstubAllGlobals()
  rmSync(root, { recursive: true, force: true })
})

it('is told again where the stream is when it comes back, also when nothing happens after that', async () => {
  const events = createEventHub()
  const start = (port: number): Promise<HostServer> =>
    startHostServer({
      root,
      kept: { root, path: '/kept/x/' },
      token,
      handle: async () => ({ ok: true, value: null }),
      events,
      port,
    })
  const first = await start(0)
  // Only a page has addresses of its own to leave out.
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (path: string, options: RequestInit) => fetch(new URL(path, first.address), options))

  events.emit('command.run', { id: 'go.queue' })
  const heard: EventMessage[] = []
  ends.push(httpBridge(token).on((message) => heard.push(message)))
  await vi.waitFor(() => expect(heard).toEqual([{ name: 'stream.opened', payload: null, sequence: 1 }]))
  events.emit('command.run', { id: 'go.starred' })
  await vi.waitFor(() => expect(heard).toHaveLength(2))

  await first.close()
  events.emit('command.run', { id: 'go.read' })
  const second = await start(Number(new URL(first.address).port))
  ends.unshift(() => second.close())
  await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 20_000 })
  expect(heard[2]).toEqual({ name: 'stream.opened', payload: null, sequence: 3 })
})
