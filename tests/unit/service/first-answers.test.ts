import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/shared/default-settings.ts'
import { AppError, type Failure } from '../../../src/shared/errors.ts'
import type { FirstLook, Library } from '../../../electron/library/library.ts'
import { silentLog } from '../../../electron/log/logger.ts'
import type { LibraryThread } from '../../../electron/rpc/library-thread.ts'
import { localLibrary } from '../../../electron/rpc/local.ts'
import {
  answerFirst,
  tellOf,
  type FirstAnswers,
  type FirstTold,
} from '../../../electron/service/first-answers.ts'
import { openProgram } from '../../../electron/service/program.ts'
import { makeDay, tempLibrary, testNow, type TempLibrary } from '../../support/temp-library.ts'

const now = (): number => testNow

function threadOf({ path, library }: TempLibrary, failure: Failure | null = null): Promise<LibraryThread> {
  return Promise.resolve({
    library: localLibrary(library),
    libraryPath: path,
    failure,
    close: async () => {},
  })
}

const parts = { now, version: '1.2.3', log: silentLog }

const first = (thread: Promise<LibraryThread>): FirstAnswers =>
  answerFirst(Promise.resolve(null), () => thread, parts)

/** The library itself in place of a look at it. */
function lookAt(library: Library, more: Partial<FirstLook> = {}): Promise<FirstTold | null> {
  return tellOf(async () => ({ ...readsOf(library), ...more }), parts)
}

function readsOf(library: Library): FirstLook {
  return {
    settings: () => library.settings(),
    view: () => library.view(),
    counts: () => library.counts(),
    tags: () => library.tags(),
    place: () => library.place(),
    latestDay: () => library.latestDay(),
    checkedDays: (from, to) => library.checkedDays(from, to),
    list: (query, rowCount) => library.list(query, rowCount),
    dayFacts: (day) => library.dayFacts(day),
    nearDays: (day) => library.nearDays(day),
    paper: (id) => library.paper(id),
    close: () => {},
  }
}

const notOpened = (): Promise<LibraryThread> => Promise.reject(new Error('the thread was opened'))

describe('what a window asks first', () => {
  it('is answered without the program as the program answers it', async () => {
    const temp = tempLibrary()
    const thread = threadOf(temp)
    const program = await openProgram({
      dataDir: dirname(temp.path),
      shell: {
        openExternal: async () => {},
        notify: () => {},
        pick: async () => null,
        printPdf: () => Promise.reject(new Error('no printer')),
      },
      weightsFile: new URL('../../../resources/recovery.weights', import.meta.url),
      thread,
      fetch: () => Promise.reject(new TypeError('no network')),
      feedUrl: null,
      keptAddress: '/kept/',
      shrinkFile: new URL('../../../electron/worker/shrink.ts', import.meta.url),
      now,
      version: '1.2.3',
      log: silentLog,
    })
    try {
      await program.handle('sample.open', {})
      temp.library.saveView({
        place: 'everything',
        day: null,
        paperId: null,
        isReading: false,
        orders: {},
      })
      for (const method of ['app.state', 'papers.first']) {
        const answer = await first(thread).answer(method)
        expect(answer, method).toEqual(await program.handle(method, {}))
        expect(answer, method).toMatchObject({ ok: true })
      }
      expect(await first(thread).answer('papers.list')).toBeNull()
    } finally {
      await program.close(5_000)
    }
  })

  it('knows when the feed last answered a process before', async () => {
    const temp = tempLibrary()
    temp.library.storeList({ list: 'day:2026-06-22', papers: [], rejected: [] }, now() - 1000)
    const answer = await first(threadOf(temp)).answer('app.state')
    expect(answer).toMatchObject({ ok: true, value: { sync: { phase: 'idle', checkedAt: now() - 1000 } } })
  })

  it('carries the failure of a library that could not be opened', async () => {
    const locked = new AppError('library-locked', 'another program has it')
    const answers = first(Promise.reject(locked))
    expect(await answers.answer('app.state')).toMatchObject({
      ok: false,
      error: { code: 'library-locked' },
    })
    await expect(answers.settings).rejects.toBe(locked)
  })
})

describe('what a look told', () => {
  it('is the answer, and nothing is opened for it', async () => {
    const temp = tempLibrary()
    temp.library.storeList(makeDay('2026-06-22', 3), now() - 1000)
    temp.library.saveSettings({ theme: 'dark' })
    const seen = answerFirst(lookAt(temp.library), notOpened, parts)
    const opened = first(threadOf(temp))
    for (const method of ['app.state', 'papers.first'])
      expect(await seen.answer(method), method).toEqual(await opened.answer(method))
    expect(await seen.answer('papers.first')).toMatchObject({ ok: true, value: { ids: [1, 2, 3] } })
    expect((await seen.settings).theme).toBe('dark')
  })

  it('has the paper that the window opens with', async () => {
    const temp = tempLibrary()
    expect((await lookAt(temp.library))?.['papers.first'].paper).toBeNull()
    temp.library.storeList(makeDay('2026-06-22', 3), now() - 1000)
    temp.library.change([1], { field: 'verdict', value: 'read' })
    expect((await lookAt(temp.library))?.['papers.first'].paper).toEqual(temp.library.paper(2))
    temp.library.saveView({ place: 'triage', day: '2026-06-22', paperId: 3, isReading: false, orders: {} })
    expect((await lookAt(temp.library))?.['papers.first'].paper).toEqual(temp.library.paper(3))
  })

  it('has the row of every paper that came late to a day, however many: the window sets them apart', async () => {
    const temp = tempLibrary()
    const { papers, ...list } = makeDay('2026-06-22', 80)
    temp.library.storeList({ ...list, papers: papers.slice(0, 10) }, now() - 50_000)
    const early = temp.library.list({ place: 'everything', day: null, order: 'feed', tag: null }, 0).ids
    temp.library.change(early, { field: 'verdict', value: 'read' })
    temp.library.storeList({ ...list, papers }, now() + 50_000)
    const first = (await lookAt(temp.library))?.['papers.first']
    expect(first?.facts?.newSince).toMatchObject({ count: 70 })
    expect(first?.rows).toHaveLength(70)
  })

  it('is nothing where any of it cannot be read: the open library says why', async () => {
    const temp = tempLibrary()
    const damaged = (): never => {
      throw new Error('malformed')
    }
    const answers = answerFirst(
      lookAt(temp.library, { dayFacts: damaged, list: damaged }),
      () => threadOf(temp),
      parts,
    )
    expect(await lookAt(temp.library, { list: damaged })).toBeNull()
    expect(await answers.answer('papers.first')).toMatchObject({ ok: true, value: { ids: [] } })
  })

  it('is over when it is told, whatever came of it', async () => {
    const temp = tempLibrary()
    const counts = { closed: 0 }
    const close = (): void => void (counts.closed += 1)
    const fails = (): never => {
      throw new Error('malformed')
    }
    expect(await lookAt(temp.library, { close })).not.toBeNull()
    expect(await lookAt(temp.library, { close, list: fails })).toBeNull()
    expect(counts.closed).toBe(2)
  })

  it('is nothing where there was nothing to look at, or looking itself fails', async () => {
    const fails = (): never => {
      throw new Error('no such file')
    }
    expect(await tellOf(async () => null, parts)).toBeNull()
    expect(await tellOf(fails, parts)).toBeNull()
  })
})

describe('the settings at the start', () => {
  it('are those of the library', async () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ theme: 'dark' })
    expect((await first(threadOf(temp)).settings).theme).toBe('dark')
  })

  it('are the defaults for a library that waits for its repair', async () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ theme: 'dark' })
    const damaged = threadOf(temp, { code: 'library-damaged', message: 'not a library' })
    expect(await first(damaged).settings).toEqual(defaultSettings)
  })
})
