/**
 * The contract in memory, for tests of the window: papers in a map, a journal that can be undone, failures on demand.
 * It keeps no more of the library's rules than the window can see.
 */
import type { EventMessage, EventName, Events, Input, Method, Outputs } from '../shared/contract.ts'
import { addDays } from '../shared/days.ts'
import { dayList } from '../shared/domain.ts'
import type { PaperDetail, PaperId, SyncStatus } from '../shared/domain.ts'
import type { Envelope, Failure } from '../shared/errors.ts'
import { firstPaper, firstQuery } from '../shared/first-list.ts'
import type { ExportedFile, ExportFormat } from '../shared/export-formats.ts'
import { nothingKept } from '../shared/kept.ts'
import type { Bridge } from './bridge.ts'
import { storageHandlers } from './fake-storage.ts'
import { bringsPapers, feedHandlers } from './fake-feed.ts'
import { searchHandlers } from './fake-search.ts'
import { twinsHandlers } from './fake-twins.ts'
import { statsOf, weekReview } from './fake-reviews.ts'
import { keepSearch, saveSettings } from './fake-settings.ts'
import { journalPage, revertStep } from './fake-journal.ts'
import { FakeFailure, Memory, summaryOf, type FakeOptions } from './fake-memory.ts'

export interface FakeBridge extends Bridge {
  /** Every call so far, oldest first. */
  readonly calls: readonly { readonly method: Method; readonly input: unknown }[]
  /** The next call of the method fails so. */
  failNext(method: Method, failure: Failure): void
  /** The next call of the method is carried out at once, and its answer arrives when the returned function is called. */
  holdNext(method: Method): () => void
  emit<E extends EventName>(name: E, payload: Events[E]): void
  /** Something happens that the window does not hear of. */
  miss(): void
  paper(id: PaperId): PaperDetail
  /** Adds a paper as a sync would, without telling. */
  add(paper: PaperDetail): void
  setSync(patch: Partial<SyncStatus>): void
}

const firstRows = 100

/** Methods that no test of the window needs have no handler: calling one is a failure. */
type Handlers = { [M in Method]?: (input: Input<M>) => Outputs[M] }

/** A bridge onto papers in memory. */
export function createFakeBridge(options: FakeOptions): FakeBridge {
  const memory = new Memory(options)
  const handlers = handlersOf(memory)
  const calls: { method: Method; input: unknown }[] = []
  const failing = new Map<Method, Failure>()
  const held = new Map<Method, Promise<void>>()
  const listeners = new Set<(message: EventMessage) => void>()
  let sequence = 0
  return {
    shell: 'browser',
    calls,
    seen() {},
    async call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>> {
      calls.push({ method, input })
      // The answer of a real bridge is never there in the same turn.
      await Promise.resolve()
      const failure = failing.get(method)
      failing.delete(method)
      const arrival = held.get(method)
      held.delete(method)
      if (failure) return { ok: false, error: failure }
      try {
        const handle = handlers[method]
        if (!handle) throw new Error(`the fake bridge has no ${method}`)
        const { settings } = memory
        const value = handle(input)
        if (memory.settings !== settings) this.emit('settings.changed', memory.settings)
        if (bringsPapers.has(method))
          this.emit('papers.changed', { days: memory.fetchedDays(), counts: memory.counts() })
        await arrival
        return { ok: true, value }
      } catch (error) {
        return { ok: false, error: asFailure(error) }
      }
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    failNext: (method, failure) => void failing.set(method, failure),
    holdNext(method) {
      let release = (): void => {}
      held.set(method, new Promise((resolve) => (release = resolve)))
      return () => release()
    },
    miss: () => void (sequence += 1),
    emit(name, payload) {
      if (name !== 'stream.opened') sequence += 1
      const message = { name, payload, sequence } as EventMessage
      for (const listener of listeners) listener(message)
    },
    paper: (id) => memory.paper(id),
    add: (paper) => void memory.papers.set(paper.id, paper),
    setSync: (patch) => (memory.sync = { ...memory.sync, ...patch }),
  }
}

function asFailure(error: unknown): Failure {
  return error instanceof FakeFailure ? error.failure : { code: 'internal', message: String(error) }
}

function handlersOf(memory: Memory): Handlers {
  return {
    ...paperHandlers(memory),
    'papers.first': () => firstList(memory),
    ...storageHandlers,
    ...keptHandlers(memory),
    ...reviewHandlers(memory),
    ...twinsHandlers(memory),
  }
}

function reviewHandlers(memory: Memory): Handlers {
  return {
    'journal.list': (page) => journalPage(memory, page),
    'journal.revert': (command) => revertStep(memory, command),
    'week.review': ({ week }) => weekReview(memory, week, (day) => dayFacts(memory, day)),
    'stats.get': (query) => statsOf(memory, query),
  }
}

function keptHandlers({ options }: Memory): Handlers {
  return {
    'kept.list': () => ({
      papers: options.kept ?? [],
      usage: nothingKept,
    }),
    'kept.keep': () => null,
    'pictures.get': () => options.pictures?.() ?? { still: null, rest: 'none', motion: null },
    'pictures.ask': () => null,
    'pictures.remove': () => null,
    'kept.remove': () => null,
    'kept.restore': () => null,
    'zotero.send': ({ ids }) => ids.length,
    'kept.pages': () => options.pages ?? { text: null, figures: [], pdf: null },
  }
}

function exported(memory: Memory, ids: readonly number[], format: ExportFormat): ExportedFile {
  const text = ids.map((id) => memory.paper(id).title.feed ?? '').join('\n')
  return { name: `octavo.${format}`, mediaType: 'text/plain', encoding: 'utf8', text, count: ids.length }
}

function paperHandlers(memory: Memory): Handlers {
  const { options } = memory
  const stored = { added: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0 }
  return {
    'app.state': () => ({
      settings: memory.settings,
      counts: memory.counts(),
      sync: memory.sync,
      view: memory.view,
      latestDay: memory.days().at(-1) ?? null,
      today: options.today,
      libraryPath: '~/Octavo/library.sqlite',
      version: '0.1.0',
      tags: memory.tags(),
    }),
    'view.save': (view) => ((memory.view = view), null),
    'settings.save': (patch) => saveSettings(memory, patch),
    'papers.list': (query) => {
      const papers = memory.list(query)
      return { ids: papers.map(({ id }) => id), rows: papers.slice(0, firstRows) }
    },
    'papers.rows': ({ ids }) => ids.flatMap((id) => memory.papers.get(id) ?? []),
    'papers.get': ({ id }) => memory.paper(id),
    'papers.export': ({ ids, format }) => exported(memory, ids ?? [...memory.papers.keys()], format),
    'vault.write': ({ ids, folder }) => ({
      folder,
      written: ids?.length ?? memory.papers.size,
      unchanged: 0,
      conflicts: [],
      problem: folder.startsWith('/') ? null : 'not-absolute',
    }),
    ...searchHandlers(memory.papers),
    'searches.keep': (search) => keepSearch(memory, search),
    ...feedHandlers(memory),
    'days.facts': ({ day }) => dayFacts(memory, day),
    'days.near': ({ day }) => nearDays(memory, day),
    'papers.change': ({ ids, change }) => ({ command: memory.change(ids, change), counts: memory.counts() }),
    'journal.undo': () => ({
      command: memory.travel(memory.done, memory.undone, 'before'),
      counts: memory.counts(),
    }),
    'journal.redo': () => ({
      command: memory.travel(memory.undone, memory.done, 'after'),
      counts: memory.counts(),
    }),
    'notes.save': (edit) => saveNote(memory, edit),
    'sync.start': () => memory.sync,
    'sync.stop': () => memory.sync,
    'import.text': () => ({ stored, counts: memory.counts() }),
    'sample.open': () => ({ stored, counts: memory.counts() }),
    'sample.remove': () => removeSample(memory),
    'tags.list': () => memory.tags(),
    'shell.open': () => null,
  }
}

function firstList(memory: Memory): Outputs['papers.first'] {
  const query = firstQuery(memory.view, memory.days().at(-1) ?? null)
  const papers = memory.list(query)
  const [ids, rows] = [papers.map(({ id }) => id), papers.slice(0, firstRows)]
  const opened = firstPaper(memory.view, { ids, rows })
  return {
    query,
    ids,
    rows,
    facts: query.day === null ? null : dayFacts(memory, query.day),
    near: query.day === null ? null : nearDays(memory, query.day),
    paper: papers.find(({ id }) => id === opened) ?? null,
  }
}

function removeSample(memory: Memory): Outputs['sample.remove'] {
  for (const paper of memory.papers.values()) if (paper.isSample) memory.papers.delete(paper.id)
  return { command: null, counts: memory.counts() }
}

function dayFacts(memory: Memory, day: string): Outputs['days.facts'] {
  const papers = memory.ofDay(day).map(({ id, verdict }) => ({ id, verdict }))
  const isFetched = memory.fetched.has(dayList(day))
  const state =
    papers.length === 0
      ? isFetched
        ? 'empty'
        : 'unknown'
      : day === memory.options.today
        ? 'filling'
        : 'settled'
  return {
    day,
    state,
    rejected: 0,
    checkedAt: memory.sync.checkedAt,
    changedAt: null,
    newSince: null,
    papers,
  }
}

function nearDays(memory: Memory, day: string): Outputs['days.near'] {
  const days = memory.days()
  const undecided = (of: string): number =>
    memory.ofDay(of).filter(({ verdict }) => verdict === 'unread').length
  const open = days.filter((other) => other < day && undecided(other) > 0).at(-1)
  return {
    previous: days.filter((other) => other < day).at(-1) ?? addDays(day, -1),
    next: days.find((other) => other > day) ?? null,
    previousUndecided: open === undefined ? null : { day: open, count: undecided(open) },
  }
}

function saveNote(
  memory: Memory,
  { paperId, text, baseRevision }: Input<'notes.save'>,
): Outputs['notes.save'] {
  const before = memory.paper(paperId)
  if (before.note.revision !== baseRevision) throw new FakeFailure('conflict')
  const note = { text, revision: baseRevision + 1, editedAt: memory.now() }
  const after = { ...before, note, noteLine: text.split('\n')[0] || null }
  const summary = summaryOf({ field: 'star', value: true }, [before], memory.now())
  memory.commit(
    { ...summary, kind: 'note', value: null },
    new Map([[paperId, before]]),
    new Map([[paperId, after]]),
  )
  return { note, counts: memory.counts() }
}
