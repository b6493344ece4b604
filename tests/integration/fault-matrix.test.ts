/**
 * Whatever goes wrong on the way (issue: the feed, complete, honest, polite): nothing that the reader did is changed,
 * nothing good is lost, the failure has a code that a sentence exists for, and the next good sync heals it.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../src/shared/errors.ts'
import { statusLine } from '../../src/text/messages.ts'
import { isSilence, type Fault } from '../feed-server/faults.ts'
import type { Asked } from '../feed-server/feed-server.ts'
import { makeEntries, makeEntry } from '../feed-server/make-entry.ts'
import { openSynced, type SyncedLibrary } from './synced-library.ts'

const today = '2026-06-23'
const yesterday = '2026-06-22'
const noon = Date.parse('2026-06-23T16:00:00Z')
const newcomer = '2606.90001'

let synced: SyncedLibrary
let before: readonly unknown[]

/** Everything the reader made, and everything good that the library knows. */
function state(): readonly unknown[] {
  return [today, yesterday].flatMap((day) =>
    synced.rowsOf(day).map((row) => {
      const { title, abstract, authors, verdict, isStarred, note, tags, history } = synced.library.paper(
        row.id,
      )
      return { id: row.id, title, abstract, authors, verdict, isStarred, note, tags, history }
    }),
  )
}

beforeEach(async () => {
  const days = new Map([
    [today, makeEntries(today, 5)],
    [yesterday, makeEntries(yesterday, 4)],
  ])
  synced = await openSynced(noon, { days })
  await synced.run()
  const [first, second, third] = synced.rowsOf(today)
  if (first === undefined || second === undefined || third === undefined) throw new Error('no papers')
  synced.library.change([first.id], { field: 'verdict', value: 'later' })
  synced.library.change([first.id], { field: 'star', value: true })
  synced.library.change([second.id], { field: 'verdict', value: 'skipped' })
  synced.library.change([third.id], { field: 'tag', name: 'mine', value: true })
  synced.library.saveNote({ paperId: third.id, text: 'A note of $x$', baseRevision: 0, session: 'one' })
  before = state()
  // There is something new to miss.
  synced.server.days.set(today, [...makeEntries(today, 5), makeEntry({ id: newcomer, day: today })])
})
afterEach(async () => {
  expect(synced.errors).toEqual([])
  await synced.close()
})

/** Nothing lost, nothing changed; then a good sync brings what was missed. */
async function expectHealed(): Promise<void> {
  expect(state()).toEqual(before)
  synced.server.failWhen(null)
  synced.client.hurry(false)
  synced.client.moveTo(synced.client.now() + 7 * 3_600_000)
  expect(await synced.run()).toMatchObject({ added: 1, failure: null, offlineSince: null, retryAt: null })
  expect(synced.paper(newcomer).verdict).toBe('unread')
  expect(state().slice(0, 5)).toEqual(before.slice(0, 5))
}

const everyDay: readonly [string, Fault, ErrorCode, string][] = [
  ['closed connection', { kind: 'close' }, 'feed-unavailable', 'connection-lost'],
  ['timeout before the body', { kind: 'delay', ms: 5000 }, 'feed-unavailable', 'timeout'],
  ['timeout inside the body', { kind: 'stall', bytes: 300 }, 'feed-unavailable', 'timeout'],
  ['connection broken in the body', { kind: 'break', bytes: 300 }, 'feed-unavailable', 'connection-lost'],
  ['truncated JSON', { kind: 'truncate', bytes: 1 }, 'feed-changed', 'not-json'],
  ['wrong content type', { kind: 'body', body: '[]', type: 'text/plain' }, 'feed-changed', 'content-type'],
  ['HTML page', { kind: 'body', body: '<h1>Sorry</h1>', type: 'text/html' }, 'feed-changed', 'content-type'],
  [
    'HTML error page',
    { kind: 'status', status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>' },
    'feed-unavailable',
    '500',
  ],
  ['gzip bomb', { kind: 'bomb', bytes: 100_000_000 }, 'feed-changed', 'too-large'],
  ['301 loop', { kind: 'redirect' }, 'feed-changed', 'redirects'],
  ['400', { kind: 'status', status: 400 }, 'feed-changed', '400'],
  ['403', { kind: 'status', status: 403 }, 'feed-unavailable', '403'],
  ['404', { kind: 'status', status: 404 }, 'feed-changed', '404'],
  ['408', { kind: 'status', status: 408 }, 'feed-unavailable', '408'],
  ['414', { kind: 'status', status: 414 }, 'feed-changed', '414'],
  ['500', { kind: 'status', status: 500 }, 'feed-unavailable', '500'],
  ['503', { kind: 'status', status: 503 }, 'feed-unavailable', '503'],
  [
    '503 with a wait',
    { kind: 'status', status: 503, headers: { 'retry-after': '300' } },
    'feed-unavailable',
    '503',
  ],
]

/** What the reader is told of each. */
const sentences: Readonly<Record<string, string>> = {
  'connection-lost': 'The feed does not answer.',
  timeout: 'The feed does not answer.',
  'not-json': 'This day could not be read.',
  'content-type': 'Something else answered in the feed’s place.',
  'too-large': 'The feed sent more than a list can be.',
  redirects: 'Something else answered in the feed’s place.',
  '400': 'This day could not be read.',
  '403': 'The feed answered with an error (403).',
  '404': 'This day could not be read.',
  '408': 'The feed answered with an error (408).',
  '414': 'This day could not be read.',
  '500': 'The feed answered with an error (500).',
  '503': 'The feed answered with an error (503).',
}

describe('a fault on every day', () => {
  it.each(everyDay)('%s', async (_name, fault, code, detail) => {
    synced.client.hurry(isSilence(fault))
    synced.server.failWhen(() => fault)
    const status = await synced.run()
    expect(status.failure).toEqual({ code, detail })
    expect(status).toMatchObject({ phase: 'idle', done: status.total, offlineSince: null, added: 0 })
    expect(statusLine(status, null, synced.client.now()).text).toContain(sentences[detail])
    expect(synced.failed[0]).toMatchObject({ code })
    await expectHealed()
  })
})

describe('a fault on one day', () => {
  it.each(everyDay)('%s leaves the other days alone', async (_name, fault, code, detail) => {
    synced.server.days.set(yesterday, [
      ...makeEntries(yesterday, 4),
      makeEntry({ id: '2606.90002', day: yesterday }),
    ])
    synced.client.hurry(isSilence(fault))
    synced.server.failWhen((asked) => (asked.day === today ? fault : null))
    const status = await synced.run()
    // The newest day alone may be refused with 400: that is how the feed says that it does not know it yet.
    const isNotYet = detail === '400'
    expect(status).toMatchObject({ added: 1, failure: isNotYet ? null : { code, detail } })
    expect(state().filter((_item, index) => index < 5)).toEqual(before.slice(0, 5))
    synced.server.failWhen(null)
    synced.client.hurry(false)
    synced.client.moveTo(synced.client.now() + 3_600_000)
    expect(await synced.run()).toMatchObject({ added: 1, failure: null })
  })
})

describe('no way to the feed', () => {
  it('refused connection', async () => {
    await synced.server.stopListening()
    const status = await synced.run()
    expect(status.failure).toEqual({ code: 'offline', detail: 'no-connection' })
    expect(status.offlineSince).not.toBe(null)
    await synced.server.listenAgain()
    await expectHealed()
  })

  it('DNS failure', async () => {
    const url = synced.server.url
    synced.useFeed('http://no-such-host.invalid')
    expect((await synced.run()).failure).toEqual({ code: 'offline', detail: 'no-connection' })
    synced.useFeed(url)
    await expectHealed()
  })
})

describe('429', () => {
  it.each<[string, Record<string, string>, number]>([
    ['with RateLimit', { ratelimit: '"api";r=0;t=55' }, 56_000],
    ['with Retry-After', { 'retry-after': '90' }, 90_000],
    ['without headers', {}, 60_000],
  ])('%s ends the run, names the time, and is left in peace until then', async (_name, headers, wait) => {
    synced.server.failWhen(() => ({ kind: 'status', status: 429, headers }))
    const asked = synced.server.asked.length
    const at = synced.client.now()
    expect(await synced.run()).toMatchObject({
      failure: { code: 'rate-limited' },
      retryAt: at + wait,
      done: 1,
    })
    await synced.run()
    expect(synced.server.asked.length - asked).toBe(1)
    await expectHealed()
  })
})

describe('clocks and lists that do not agree', () => {
  it('this machine’s clock a day ahead: the newest day is not there yet, and that is no failure', async () => {
    synced.server.failWhen((asked) => (asked.day === '2026-06-24' ? { kind: 'status', status: 400 } : null))
    synced.client.moveTo(Date.parse('2026-06-24T16:00:00Z'))
    expect(await synced.run()).toMatchObject({ added: 1, failure: null })
    expect(synced.library.dayFacts('2026-06-24').state).toBe('unknown')
  })

  it('this machine’s clock a day behind: the days that are due are stored as ever', async () => {
    synced.client.moveTo(Date.parse('2026-06-22T16:00:00Z'))
    synced.server.days.set(yesterday, [
      ...makeEntries(yesterday, 4),
      makeEntry({ id: newcomer, day: yesterday }),
    ])
    expect(await synced.run()).toMatchObject({ added: 1, rejected: 0, failure: null })
    expect(
      state().filter((item) =>
        before.some((known) => (known as { id: number }).id === (item as { id: number }).id),
      ),
    ).toEqual(before)
  })

  it('a cache that answers every day with yesterday’s list', async () => {
    const stale = { kind: 'body', body: JSON.stringify(makeEntries(yesterday, 4)) } as const
    synced.server.failWhen((asked: Asked) => (asked.day === yesterday ? null : stale))
    expect(await synced.run()).toMatchObject({
      failure: { code: 'feed-changed', detail: 'other-day' },
      added: 0,
    })
    await expectHealed()
  })

  it('the same paper twice on a page', async () => {
    const entries = makeEntries(today, 5)
    synced.server.days.set(today, [...entries, ...entries, makeEntry({ id: newcomer, day: today })])
    expect(await synced.run()).toMatchObject({ added: 1, failure: null })
    expect(synced.rowsOf(today)).toHaveLength(6)
    expect(state().slice(0, 5)).toEqual(before.slice(0, 5))
  })

  it('a page that comes twice: its papers count once, and the rest comes with the next good sync', async () => {
    const many = makeEntries(today, 130)
    synced.server.days.set(today, many)
    const again = { kind: 'body', body: JSON.stringify(many.slice(0, 100)) } as const
    synced.server.failWhen((asked) => (asked.day === today && asked.page === 1 ? again : null))
    await synced.run()
    expect(synced.rowsOf(today)).toHaveLength(100)
    expect(state().slice(0, 5)).toEqual(before.slice(0, 5))
    synced.server.failWhen(null)
    expect(await synced.run()).toMatchObject({ added: 30, failure: null })
    expect(synced.rowsOf(today)).toHaveLength(130)
  })

  it('pages that change places while they are read', async () => {
    const many = makeEntries(today, 130)
    synced.server.days.set(today, many)
    let isFirst = true
    synced.server.failWhen((asked) => {
      if (asked.day === today && asked.page === 0 && isFirst) {
        isFirst = false
        setTimeout(() => synced.server.days.set(today, [...many.slice(50), ...many.slice(0, 50)]), 0)
      }
      return null
    })
    expect(await synced.run()).toMatchObject({ added: 125, failure: null })
    expect(synced.rowsOf(today)).toHaveLength(130)
  })

  it('a paper moved to another day is listed on both and stays one row', async () => {
    const [moved, ...rest] = makeEntries(today, 5)
    if (moved === undefined) throw new Error('no paper')
    const paper = moved['paper'] as { id: string }
    const there = { ...moved, paper: { ...paper, submittedOnDailyAt: `${yesterday}T00:00:00.000Z` } }
    synced.server.days.set(today, rest)
    synced.server.days.set(yesterday, [there, ...makeEntries(yesterday, 4)])
    expect(await synced.run()).toMatchObject({ added: 0, failure: null })
    const detail = synced.paper(paper.id)
    expect(detail).toMatchObject({ verdict: 'later', isStarred: true })
    expect(detail.listings.map((listing) => listing.list).sort()).toEqual([
      `day:${yesterday}`,
      `day:${today}`,
    ])
  })
})

describe('papers that change', () => {
  const id = (): string => synced.rowsOf(today)[0]?.arxivId ?? ''
  function change(patch: Record<string, unknown>, top: Record<string, unknown> = {}): void {
    const [first, ...rest] = makeEntries(today, 5)
    if (first === undefined) throw new Error('no paper')
    synced.server.days.set(today, [
      { ...first, ...top, paper: { ...(first['paper'] as object), ...patch } },
      ...rest,
    ])
  }

  it('withdrawn: it stays, with the day of its withdrawal', async () => {
    const paper = id()
    change({ withdrawnAt: '2026-06-23T10:00:00.000Z' })
    await synced.run()
    expect(synced.paper(paper)).toMatchObject({ withdrawnAt: today, verdict: 'later', isStarred: true })
  })

  it('gone from the list: it stays', async () => {
    const paper = id()
    synced.server.days.set(today, makeEntries(today, 5).slice(1))
    await synced.run()
    expect(synced.paper(paper)).toMatchObject({ verdict: 'later', isStarred: true })
  })

  it('a new title and a new abstract are taken over, and the reader’s part is left alone', async () => {
    const paper = id()
    change({ summary: 'A new abstract.' }, { title: 'A new title' })
    expect(await synced.run()).toMatchObject({ added: 0, failure: null })
    expect(synced.paper(paper)).toMatchObject({
      title: { feed: 'A new title' },
      abstract: { feed: 'A new abstract.' },
      verdict: 'later',
      isStarred: true,
    })
  })

  it('an abstract that is gone does not take the old one away', async () => {
    const paper = id()
    const old = synced.paper(paper).abstract
    change({ summary: '' }, { summary: '' })
    expect(await synced.run()).toMatchObject({ rejected: 1 })
    expect(synced.paper(paper).abstract).toEqual(old)
  })
})
