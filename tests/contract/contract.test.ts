import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { exportFormats } from '../../src/shared/export-formats.ts'
import type { Envelope } from '../../src/shared/errors.ts'
import { tempDataDir, transports } from './transports.ts'
import type { Client } from './transports.ts'

const triage = { place: 'triage', day: null, order: 'feed' } as const

describe.each(transports)('the contract %s', (_name, connect) => {
  let dataDir: ReturnType<typeof tempDataDir>
  let client: Client

  beforeEach(async () => {
    dataDir = tempDataDir()
    client = await connect(dataDir.path)
  })
  afterEach(async () => {
    await client.end()
    dataDir.remove()
  })

  /** Opens the sample library and returns the ids of its first papers. */
  async function papers(): Promise<readonly [number, number]> {
    valueOf(await client.call('sample.open', {}))
    const [first, second] = valueOf(await client.call('papers.list', triage)).ids
    return [first ?? 0, second ?? 0]
  }

  it('answers a first window', async () => {
    const state = valueOf(await client.call('app.state', {}))
    expect(state.counts.everything).toBe(0)
    expect(state.settings.theme).toBe('system')
    expect(state.libraryPath.startsWith(dataDir.path)).toBe(true)
  })

  it('gives every value as JSON has it', async () => {
    const [id] = await papers()
    const answers: readonly unknown[] = [
      await client.call('app.state', {}),
      await client.call('papers.list', triage),
      await client.call('papers.rows', { ids: [id] }),
      await client.call('papers.get', { id }),
      await client.call('papers.change', { ids: [id], change: { field: 'verdict', value: 'later' } }),
      await client.call('journal.undo', {}),
      await client.call('days.facts', { day: '2026-06-23' }),
      await client.call('days.near', { day: '2026-06-23' }),
      await client.call('tags.list', {}),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: true })
      expect(answer).toStrictEqual(JSON.parse(JSON.stringify(answer)))
    }
  })

  it('decides, takes back and gives again', async () => {
    const [id] = await papers()
    const verdict = async () => valueOf(await client.call('papers.get', { id })).verdict
    const change = { field: 'verdict', value: 'later' } as const
    const decided = valueOf(await client.call('papers.change', { ids: [id], change }))
    expect(decided.command).toMatchObject({ kind: 'verdict', value: 'later', count: 1 })
    expect(decided.counts.queue).toBe(1)
    expect(await verdict()).toBe('later')
    expect(valueOf(await client.call('journal.undo', {})).counts.queue).toBe(0)
    expect(await verdict()).toBe('unread')
    expect(valueOf(await client.call('journal.redo', {})).counts.queue).toBe(1)
    expect(valueOf(await client.call('journal.redo', {})).command).toBeNull()
  })

  it('writes papers down in every format, and leaves out those that are gone', async () => {
    const ids = await papers()
    for (const format of exportFormats) {
      const file = valueOf(await client.call('papers.export', { ids: [...ids, 99_999], format }))
      expect(file.count, format).toBe(2)
      expect(file.name).toMatch(/^octavo-\d{4}-\d\d-\d\d\.[a-z]+$/)
      expect(file.text.length, format).toBeGreaterThan(40)
    }
    const alone = valueOf(await client.call('papers.export', { ids: [ids[0]], format: 'bibtex' }))
    expect(alone.name).toMatch(/^\d{4}\.\d{5}\.bib$/)
    expect(codeOf(await client.call('papers.export', { ids: [99_999], format: 'ris' }))).toBe('not-found')
  })

  it('saves a note once per revision', async () => {
    const [id] = await papers()
    const save = (text: string, baseRevision: number) =>
      client.call('notes.save', { paperId: id, text, baseRevision, session: 'one' })
    const first = valueOf(await save('$O(n \\log n)$', 0))
    expect(first.note.text).toBe('$O(n \\log n)$')
    expect(first.counts.notes).toBe(1)
    expect(codeOf(await save('from elsewhere', 0))).toBe('conflict')
    expect(valueOf(await client.call('papers.get', { id })).note).toMatchObject({ text: '$O(n \\log n)$' })
  })

  it('keeps settings and says so to every window', async () => {
    const saved = valueOf(await client.call('settings.save', { theme: 'dark' }))
    expect(saved.theme).toBe('dark')
    expect(valueOf(await client.call('app.state', {})).settings).toEqual(saved)
    await vi.waitFor(() =>
      expect(client.heard).toContainEqual({ name: 'settings.changed', payload: saved, sequence: 1 }),
    )
  })

  it('keeps searches, takes that back, and says so to every window', async () => {
    const told = (searches: unknown): Promise<void> =>
      vi.waitFor(() =>
        expect(client.heard.at(-1)).toMatchObject({ name: 'settings.changed', payload: { searches } }),
      )
    valueOf(await client.call('searches.keep', { text: 'is:starred', name: 'is:starred' }))
    await told([{ text: 'is:starred', name: 'is:starred' }])
    valueOf(await client.call('searches.keep', { text: 'is:starred', name: 'Stars' }))
    await told([{ text: 'is:starred', name: 'Stars' }])
    const removed = valueOf(await client.call('searches.keep', { text: 'is:starred', name: null }))
    expect(removed.command).toMatchObject({ kind: 'remove-search', value: 'Stars', count: 0 })
    await told([])
    valueOf(await client.call('journal.undo', {}))
    await told([{ text: 'is:starred', name: 'Stars' }])
  })

  it('numbers its events without a gap', async () => {
    await papers()
    valueOf(await client.call('settings.save', { theme: 'dark' }))
    valueOf(await client.call('sample.remove', {}))
    await vi.waitFor(() => expect(client.heard.map(({ sequence }) => sequence)).toEqual([1, 2, 3]))
    expect(client.heard.map(({ name }) => name)).toEqual([
      'papers.changed',
      'settings.changed',
      'papers.changed',
    ])
  })

  it('gives back in one step what removing the sample took', async () => {
    await papers()
    expect(valueOf(await client.call('sample.remove', {})).counts.everything).toBe(0)
    expect(valueOf(await client.call('journal.undo', {})).counts.sample).toBeGreaterThan(30)
  })

  it('refuses what does not fit, by name, and goes on', async () => {
    await papers()
    const refused: readonly [string, unknown][] = [
      ['papers.erase', {}],
      ['constructor', {}],
      ['__proto__', {}],
      ['papers.get', {}],
      ['papers.get', { id: '1' }],
      ['papers.get', { id: 1, extra: true }],
      ['papers.get', null],
      ['papers.list', { ...triage, day: '2026-02-30' }],
      ['papers.change', { ids: [], change: { field: 'star', value: true } }],
      ['papers.change', { ids: [1], change: { field: 'verdict', value: 'maybe' } }],
      ['settings.save', { feedUrl: 'file:///etc/passwd' }],
      ['shell.open', { url: 'http://example.org' }],
      ['import.text', { name: 'notes', text: 'no page of the feed' }],
    ]
    for (const [method, input] of refused) {
      expect(codeOf(await client.callAnything(method, input)), `${method} ${JSON.stringify(input)}`).toBe(
        'invalid-input',
      )
    }
    expect(codeOf(await client.call('papers.get', { id: 999_999 }))).toBe('not-found')
    expect(valueOf(await client.call('app.state', {})).counts.everything).toBeGreaterThan(30)
  })

  it('imports an answer of the feed that was saved without line breaks', async () => {
    const entries = ['9901.00001', '9901.00002'].map((id) => ({
      paper: {
        id,
        title: `On ${id}`,
        summary: 'Short.',
        authors: [],
        publishedAt: '2026-01-01T00:00:00.000Z',
      },
    }))
    const answer = await client.call('import.text', { name: 'saved.json', text: JSON.stringify(entries) })
    expect(valueOf(answer)).toMatchObject({ stored: { added: 2 } })
  })

  it('answers many calls at once, each with its own', async () => {
    await papers()
    const { ids } = valueOf(await client.call('papers.list', triage))
    const rows = await Promise.all(ids.map((id) => client.call('papers.rows', { ids: [id] })))
    expect(rows.map((row) => valueOf(row)[0]?.id)).toEqual(ids)
  })
})

function valueOf<T>(envelope: Envelope<T>): T {
  if (!envelope.ok) throw new Error(`${envelope.error.code}: ${envelope.error.message}`)
  return envelope.value
}

function codeOf(envelope: Envelope<unknown>): string | null {
  return envelope.ok ? null : envelope.error.code
}
