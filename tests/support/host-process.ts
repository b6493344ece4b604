/** The built browser shell as a process of its own, and its page's side of the wire. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Input, Method, Outputs } from '../../src/shared/contract.ts'
import type { Envelope } from '../../src/shared/errors.ts'

const root = join(import.meta.dirname, '..', '..')

export interface HostProcess {
  /** The address that it printed, token and all. */
  readonly address: string
  readonly child: ChildProcess
  /** Rejects if the process is gone. */
  call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>>
  /** Ends it as Ctrl+C does, or as the kernel does; resolves with its exit code, or null for a signal. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/**
 * Starts it, after a module of the caller's if one is given. Rejects with what it wrote to standard error if it ends
 * before it prints an address.
 */
export async function startHost(dataDir: string, feedUrl: string, first?: string): Promise<HostProcess> {
  const before = first === undefined ? [] : ['--import', first]
  const host = [join(root, 'out', 'main', 'host.cjs'), `--data-dir=${dataDir}`]
  const child = spawn(process.execPath, [...before, ...host], {
    env: { ...process.env, OCTAVO_FEED_URL: feedUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const address = await firstAddress(child)
  if (address === null) throw new Error(`exit ${await ended}: ${complaint}`)
  const url = new URL(address)
  const token = url.hash.slice('#token='.length)
  return {
    address,
    child,
    async call(method, input) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = JSON.stringify(input)
      const response = await fetch(`${url.origin}/rpc/${method}`, { method: 'POST', headers, body })
      return (await response.json()) as Envelope<Outputs[typeof method]>
    },
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

async function firstAddress(child: ChildProcess): Promise<string | null> {
  if (child.stdout === null) return null
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Octavo is at (\S+)$/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  return null
}
