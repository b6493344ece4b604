import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { sendToZotero } from '../../../electron/service/zotero.ts'
import type { PaperDetail } from '../../../src/shared/domain.ts'
import { makeList, makePageEntry, makePaper, tempLibrary, testNow } from '../../support/temp-library.ts'

interface Call {
  readonly path: string
  readonly version: string | undefined
  readonly body: { readonly sessionID?: string; readonly items?: readonly Record<string, unknown>[] }
}

/** The far end of Zotero's connector on a port of its own. `status` is what saving answers. */
async function zotero(status = 201): Promise<{ readonly address: string; readonly calls: readonly Call[] }> {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString()))
    request.on('end', () => {
      const path = request.url ?? ''
      const version = request.headers['x-zotero-connector-api-version']?.toString()
      calls.push({ path, version, body: JSON.parse(text) })
      response.writeHead(path === '/connector/ping' ? 200 : status, { 'Content-Type': 'application/json' })
      response.end('{"prefs":{}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, calls }
}

/** A paper of the feed that was decided on, and one of a saved page. */
function papers(): readonly PaperDetail[] {
  const { library } = tempLibrary()
  const math = makePaper({ title: 'Sorting in $O(n \\log n)$ by <b>hand</b>', keywords: ['sorting'] })
  library.storeList(makeList('day:2026-06-22', [math]), testNow)
  library.importList(makeList('page:mine', [makePageEntry({ title: 'From a page', abstract: '' })]))
  library.change([1], { field: 'verdict', value: 'later' })
  library.change([1], { field: 'star', value: true })
  library.change([1], { field: 'tag', name: 'rl', value: true })
  library.saveNote({ paperId: 1, text: 'One <idea>.\n\nTwo.', baseRevision: 0, session: 's' })
  return [library.paper(1), library.paper(2)]
}

test('papers arrive as Zotero’s own translator would make them, with the reading list’s words', async () => {
  const { address, calls } = await zotero()
  await sendToZotero({ fetch, address }, papers())
  expect(calls.map(({ path }) => path)).toEqual(['/connector/ping', '/connector/saveItems'])
  expect(calls.every(({ version }) => version === '3')).toBe(true)
  const [first, second] = calls[1]?.body.items ?? []
  expect(first).toMatchObject({
    itemType: 'preprint',
    creators: [
      { firstName: 'Ada', lastName: 'Lovelace', creatorType: 'author' },
      { firstName: 'Emmy', lastName: 'Noether', creatorType: 'author' },
    ],
    date: '2026-06-20',
    DOI: '10.48550/arXiv.2606.00001',
    url: 'https://arxiv.org/abs/2606.00001',
    repository: 'arXiv',
    archiveID: 'arXiv:2606.00001',
    tags: [{ tag: 'To Read' }, { tag: 'Starred' }, { tag: 'rl' }],
    notes: [{ note: '<p>One &lt;idea&gt;.</p><p>Two.</p>' }],
  })
  expect(String(first?.['extra']).split('\n')).toEqual([
    'arXiv:2606.00001',
    'Read_Status: To Read',
    'Read_Status_Date: 2026-06-23T12:00:00.000Z',
  ])
  expect(second).toMatchObject({ title: 'From a page', tags: [{ tag: 'New' }], notes: [] })
  expect(second).not.toHaveProperty('url')
  expect(second).not.toHaveProperty('DOI')
})

test.each([
  ['read', 'Read'],
  ['skipped', 'Not Reading'],
  ['unread', 'New'],
] as const)('%s is %s there', async (verdict, word) => {
  const { address, calls } = await zotero()
  const [paper] = papers()
  if (paper === undefined) throw new Error('no paper')
  await sendToZotero({ fetch, address }, [{ ...paper, verdict }])
  expect(calls[1]?.body.items?.[0]?.['tags']).toContainEqual({ tag: word })
})

test('many papers go in several calls, each a session of its own', async () => {
  const { address, calls } = await zotero()
  const [paper] = papers()
  await sendToZotero(
    { fetch, address },
    Array.from({ length: 60 }, () => paper).flatMap((one) => one ?? []),
  )
  const saves = calls.filter(({ path }) => path === '/connector/saveItems')
  expect(saves.map(({ body }) => body.items?.length)).toEqual([25, 25, 10])
  expect(new Set(saves.map(({ body }) => body.sessionID)).size).toBe(3)
})

test('a Zotero that does not run, and one that cannot save, are told apart', async () => {
  const { address } = await zotero(500)
  await expect(sendToZotero({ fetch, address }, papers())).rejects.toMatchObject({
    code: 'zotero-refused',
    detail: { status: 500, saved: 0 },
  })
  const gone = { fetch, address: 'http://127.0.0.1:9' }
  await expect(sendToZotero(gone, papers())).rejects.toMatchObject({ code: 'zotero-away' })
})
