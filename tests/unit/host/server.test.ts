import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startHostServer } from '../../../electron/host/server.ts'
import type { HostServer } from '../../../electron/host/server.ts'
import { createEventHub } from '../../../electron/rpc/events.ts'

const token = 't'.repeat(43)
const folder = mkdtempSync(join(tmpdir(), 'octavo-host-'))
const root = join(folder, 'renderer')
const events = createEventHub()
let server: HostServer

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(root, 'assets', 'a.js'), 'export {}')
  writeFileSync(join(folder, 'secret.json'), '{}')
  mkdirSync(join(folder, 'kept', '2606.00001'), { recursive: true })
  writeFileSync(join(folder, 'kept', '2606.00001', '2606.00001.pdf'), '%PDF-1.4 %%EOF')
  writeFileSync(join(folder, 'kept', '2606.00001', '2606.00002.pdf.part'), '%PDF-1.4')
  writeFileSync(join(folder, 'kept', '2606.00001', '2606.00001.md'), '# Text')
  const handle = async (method: string, input: unknown) => ({ ok: true, value: { method, input } }) as const
  const kept = { root: join(folder, 'kept'), path: '/kept/secret/' }
  server = await startHostServer({ root, kept, token, handle, events, port: 0 })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request as it is given, down to the path: `fetch` would tidy it up. */
function send(method: string, path: string, headers: OutgoingHttpHeaders = {}, body = ''): Promise<Answer> {
  const { hostname, port } = new URL(server.address)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Asks for a file and goes away with its first bytes. */
function leave(path: string): Promise<void> {
  const { hostname, port } = new URL(server.address)
  return new Promise((resolve) => {
    const asked = request({ hostname, port, path }, (response) => {
      response.once('data', () => {
        asked.destroy()
        resolve()
      })
    })
    asked.on('error', () => undefined).end()
  })
}

/** What this process has open. */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)]
    } catch {
      return []
    }
  })
}

const json = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

describe('the loopback server', () => {
  it('serves the page with its policy, and no other site may read it', async () => {
    const { status, headers, body } = await send('GET', '/')
    expect(status).toBe(200)
    expect(body).toContain('<title>page</title>')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect((await send('GET', '/assets/a.js')).headers['content-type']).toContain('javascript')
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/',
    '/nothing.js',
    '//secret.json',
  ])('has nothing at %s', async (path) => expect((await send('GET', path)).status).toBe(404))

  it('serves kept files below their secret path, to be framed by our page alone', async () => {
    const { status, headers } = await send('GET', '/kept/secret/2606.00001/2606.00001.pdf')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('serves a part of a kept file, as players ask for it', async () => {
    const { status, headers, body } = await send('GET', '/kept/secret/2606.00001/2606.00001.pdf', {
      range: 'bytes=1-3',
    })
    expect([status, headers['content-range'], headers['content-length'], body]).toEqual([
      206,
      'bytes 1-3/14',
      '3',
      'PDF',
    ])
  })

  it.skipIf(process.platform !== 'linux')('closes a file whose reader went away, as players do', async () => {
    const video = join(folder, 'kept', '2606.00001', 'motion.mp4')
    writeFileSync(video, Buffer.alloc(8 * 1024 * 1024))
    for (let times = 0; times < 3; times += 1) await leave('/kept/secret/2606.00001/motion.mp4')
    await vi.waitFor(() => expect(openFiles()).not.toContain(video))
  })

  it.each([
    '/kept/2606.00001/2606.00001.pdf',
    '/kept/guess/2606.00001/2606.00001.pdf',
    '/kept/secret/2606.00001/2606.00001.md',
    '/kept/secret/2606.00001/2606.00002.pdf.part',
    '/kept/secret/2606.00001/',
    '/kept/secret/../secret.json',
    '/kept/secret/2606.00001/../../secret.json',
    '/kept/secret/..%2f..%2fsecret.json/x.pdf',
  ])('has no kept file at %s', async (path) => expect((await send('GET', path)).status).toBe(404))

  it('answers a call that carries the token', async () => {
    const { status, body } = await send('POST', '/rpc/papers.get', json, '{"id":1}')
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual({ ok: true, value: { method: 'papers.get', input: { id: 1 } } })
  })

  it.each([
    ['no token', 'POST /rpc/app.state', { 'content-type': 'application/json' }, 401],
    ['a wrong token', 'POST /rpc/app.state', { ...json, authorization: `Bearer ${'x'.repeat(43)}` }, 401],
    ['no token for events', 'GET /events', {}, 401],
    ['another site', 'POST /rpc/app.state', { ...json, origin: 'https://evil.example' }, 403],
    ['a preflight of another site', 'OPTIONS /rpc/app.state', { origin: 'https://evil.example' }, 403],
    ['another name', 'GET /', { host: 'evil.example' }, 421],
    ['a form', 'POST /rpc/app.state', { ...json, 'content-type': 'text/plain' }, 415],
    ['a call by GET', 'GET /rpc/app.state', json, 405],
    ['a file by POST', 'POST /', json, 405],
  ])('refuses %s', async (_name, line, headers, status) => {
    const [method = '', path = ''] = line.split(' ')
    expect((await send(method, path, headers)).status).toBe(status)
  })

  it('calls a body that is not JSON invalid, and one without end too large', async () => {
    const broken = await send('POST', '/rpc/app.state', json, '{')
    expect(JSON.parse(broken.body)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect((await send('POST', '/rpc/app.state', json, ' '.repeat(26 * 1024 * 1024))).status).toBe(413)
  })

  it('ends its streams when it closes', async () => {
    const other = await startHostServer({
      root,
      kept: { root: folder, path: '/kept/secret/' },
      token,
      handle: async () => ({ ok: true, value: null }),
      events,
      port: 0,
    })
    const stream = await fetch(`${other.address}events`, { headers: json })
    events.emit('command.run', { id: 'go.queue' })
    await other.close()
    const lines = (await stream.text()).split('\n').filter((line) => line !== '')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { name: 'stream.opened', payload: null, sequence: 0 },
      { name: 'command.run', payload: { id: 'go.queue' }, sequence: 1 },
    ])
  })
})
