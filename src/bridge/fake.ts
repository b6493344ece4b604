/**
 * The contract in memory, for tests of the window: papers in a map, a journal that can be undone, failures on demand.
 * It keeps no more of the library's rules than the window can see.
 */
import { defaultSettings } from '../shared/contract.ts'
import type { AppState, EventMessage, EventName, Events, Input, Method, Outputs } from '../shared/contract.ts'
import { addDays } from '../shared/days.ts'
import {
  dayList,
  type Change,
  type CommandSummary,
  type Counts,
  type PaperDetail,
  type PaperId,
  type PaperRow,
  type SyncStatus,
} from '../shared/domain.ts'
import type { Envelope, Failure } from '../shared/errors.ts'
import type { Bridge } from './bridge.ts'

export interface FakeOptions {
  readonly papers: readonly PaperDetail[]
  readonly today: string
  readonly now?: () => number
  readonly state?: Partial<AppState>
}

export interface FakeBridge extends Bridge {
  /** Every call so far, oldest first. */
  readonly calls: readonly { readonly method: Method; readonly input: unknown }[]
  /** The next call of the method fails so. */
  failNext(method: Method, failure: Failure): void
  emit<E extends EventName>(name: E, payload: Events[E]): void
  paper(id: PaperId): PaperDetail
  /** Adds a paper as a sync would, without telling. */
  add(paper: PaperDetail): void
  setSync(patch: Partial<SyncStatus>): void
}

interface Step {
  readonly summary: CommandSummary
  readonly before: ReadonlyMap<PaperId, PaperDetail>
  readonly after: ReadonlyMap<PaperId, PaperDetail>
}

const firstRows = 100

type Handlers = { [M in Method]: (input: Input<M>) => Outputs[M] }

/** A bridge onto papers in memory. */
export function createFakeBridge(options: FakeOptions): FakeBridge {
  const memory = new Memory(options)
  const handlers = handlersOf(memory)
  const calls: { method: Method; input: unknown }[] = []
  const failing = new Map<Method, Failure>()
  const listeners = new Set<(message: EventMessage) => void>()
  let sequence = 0
  return {
    shell: 'browser',
    calls,
    async call<M extends Method>(method: M, input: Input<M>): Promise<Envelope<Outputs[M]>> {
      calls.push({ method, input })
      // The answer of a real bridge is never there in the same turn.
      await Promise.resolve()
      const failure = failing.get(method)
      failing.delete(method)
      if (failure) return { ok: false, error: failure }
      try {
        return { ok: true, value: handlers[method](input) }
      } catch (error) {
        return { ok: false, error: asFailure(error) }
      }
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    failNext: (method, failure) => void failing.set(method, failure),
    emit(name, payload) {
      sequence += 1
      const message = { name, payload, sequence } as EventMessage
      for (const listener of listeners) listener(message)
    },
    paper: (id) => memory.paper(id),
    add: (paper) => void memory.papers.set(paper.id, paper),
    setSync: (patch) => (memory.sync = { ...memory.sync, ...patch }),
  }
}

class FakeFailure extends Error {
  readonly failure: Failure

  constructor(code: Failure['code']) {
    super(code)
    this.failure = { code, message: code }
  }
}

function asFailure(error: unknown): Failure {
  return error instanceof FakeFailure ? error.failure : { code: 'internal', message: String(error) }
}

class Memory {
  readonly papers: Map<PaperId, PaperDetail>
  readonly done: Step[] = []
  readonly undone: Step[] = []
  readonly options: FakeOptions
  settings = defaultSettings
  view: AppState['view'] = null
  sync: SyncStatus = {
    phase: 'idle',
    day: null,
    done: 0,
    total: 0,
    added: 0,
    rejected: 0,
    checkedAt: null,
    failure: null,
    offlineSince: null,
    retryAt: null,
  }

  constructor(options: FakeOptions) {
    this.options = options
    this.papers = new Map(options.papers.map((paper) => [paper.id, paper]))
    this.view = options.state?.view ?? null
    this.settings = options.state?.settings ?? defaultSettings
    this.sync = options.state?.sync ?? this.sync
  }

  now(): number {
    return this.options.now?.() ?? 0
  }

  paper(id: PaperId): PaperDetail {
    const paper = this.papers.get(id)
    if (!paper) throw new FakeFailure('not-found')
    return paper
  }

  ofDay(day: string): readonly PaperDetail[] {
    return [...this.papers.values()]
      .filter((paper) => paper.listings.some(({ list }) => list === dayList(day)))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  }

  days(): readonly string[] {
    return [...new Set([...this.papers.values()].flatMap(({ listedOn }) => listedOn ?? []))].sort()
  }

  counts(): Counts {
    const papers = [...this.papers.values()]
    const shown = papers.filter((paper) => !this.isAsleep(paper))
    const having = (verdict: string): number => shown.filter((paper) => paper.verdict === verdict).length
    return {
      triage: having('unread'),
      queue: having('later'),
      starred: shown.filter(({ isStarred }) => isStarred).length,
      read: having('read'),
      skipped: having('skipped'),
      everything: papers.length,
      notes: papers.filter(({ note }) => note.text !== '').length,
      sample: papers.filter(({ isSample }) => isSample).length,
    }
  }

  isAsleep({ snoozedUntil }: PaperRow): boolean {
    return snoozedUntil !== null && snoozedUntil > this.options.today
  }

  tags(): AppState['tags'] {
    const counts = new Map<string, number>()
    for (const { tags } of this.papers.values())
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
  }

  list({ place, day, order, tag }: Input<'papers.list'>): readonly PaperDetail[] {
    const belongs: Readonly<Record<typeof place, (paper: PaperDetail) => boolean>> = {
      triage: (paper) => (day === null ? paper.verdict === 'unread' && !this.isAsleep(paper) : true),
      queue: ({ verdict }) => verdict === 'later',
      starred: ({ isStarred }) => isStarred,
      read: ({ verdict }) => verdict === 'read',
      skipped: ({ verdict }) => verdict === 'skipped',
      everything: () => true,
      notes: ({ note }) => note.text !== '',
    }
    const from = place === 'triage' && day !== null ? this.ofDay(day) : [...this.papers.values()]
    const found = from.filter((paper) => belongs[place](paper) && (tag == null || paper.tags.includes(tag)))
    if (order === 'upvotes') return found.toSorted((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))
    const sorted =
      order === 'oldest' ? found.toSorted((a, b) => (a.decidedAt ?? 0) - (b.decidedAt ?? 0)) : found
    return sorted.toSorted((a, b) => Number(this.isAsleep(a)) - Number(this.isAsleep(b)))
  }

  change(ids: readonly PaperId[], change: Change): CommandSummary | null {
    const before = new Map(ids.map((id) => [id, this.paper(id)]))
    const after = new Map([...before].map(([id, paper]) => [id, this.changed(paper, change)]))
    return this.commit(summaryOf(change, [...before.values()], this.now()), before, after)
  }

  commit(summary: CommandSummary, before: Step['before'], after: Step['after']): CommandSummary {
    for (const [id, paper] of after) this.papers.set(id, paper)
    this.done.push({ summary, before, after })
    this.undone.length = 0
    return summary
  }

  changed(paper: PaperDetail, change: Change): PaperDetail {
    const at = this.now()
    switch (change.field) {
      case 'verdict': {
        const entry = { at, kind: 'verdict', before: paper.verdict, after: change.value } as const
        const history = [entry, ...paper.history]
        return { ...paper, verdict: change.value, snoozedUntil: null, decidedAt: at, history }
      }
      case 'star':
        return { ...paper, isStarred: change.value }
      case 'snooze':
        return {
          ...paper,
          snoozedUntil: change.value,
          putOff: paper.putOff + (change.value === null ? 0 : 1),
        }
      case 'tag': {
        const others = paper.tags.filter((tag) => tag !== change.name)
        return { ...paper, tags: change.value ? [...others, change.name].sort() : others }
      }
    }
  }

  travel(from: Step[], to: Step[], side: 'before' | 'after'): CommandSummary | null {
    const step = from.pop()
    if (!step) return null
    for (const [id, paper] of step[side]) this.papers.set(id, paper)
    to.push(step)
    return step.summary
  }
}

function summaryOf(change: Change, papers: readonly PaperDetail[], at: number): CommandSummary {
  const value =
    change.field === 'tag' ? change.name : change.field === 'star' ? starWord(change.value) : change.value
  return {
    commandId: crypto.randomUUID(),
    kind: change.field,
    value,
    count: papers.length,
    title: papers.length === 1 ? (papers[0]?.title.feed ?? null) : null,
    paperIds: papers.map(({ id }) => id),
    at,
  }
}

function starWord(isStarred: boolean): string {
  return isStarred ? 'starred' : 'unstarred'
}

function handlersOf(memory: Memory): Handlers {
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
    'settings.save': (patch) =>
      (memory.settings = { ...memory.settings, ...(patch as typeof memory.settings) }),
    'papers.list': (query) => {
      const papers = memory.list(query)
      return { ids: papers.map(({ id }) => id), rows: papers.slice(0, firstRows) }
    },
    'papers.rows': ({ ids }) => ids.flatMap((id) => memory.papers.get(id) ?? []),
    'papers.get': ({ id }) => memory.paper(id),
    'papers.export': ({ ids, format }) => ({
      name: `octavo.${format}`,
      mediaType: 'text/plain',
      text: ids.map((id) => memory.paper(id).title.feed ?? '').join('\n'),
      count: ids.length,
    }),
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
    'sample.remove': () => {
      for (const paper of memory.papers.values()) if (paper.isSample) memory.papers.delete(paper.id)
      return { command: null, counts: memory.counts() }
    },
    'tags.list': () => memory.tags(),
    'shell.open': () => null,
  }
}

function dayFacts(memory: Memory, day: string): Outputs['days.facts'] {
  const papers = memory.ofDay(day).map(({ id, verdict }) => ({ id, verdict }))
  const state = papers.length === 0 ? 'unknown' : day === memory.options.today ? 'filling' : 'settled'
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
