/** The library behind the fake bridge: papers in a map and a journal of whole papers before and after. */
import { defaultSettings } from '../shared/default-settings.ts'
import type { AppState, Input, Settings } from '../shared/contract.ts'
import {
  dayList,
  isAsleep,
  neverSynced,
  type Change,
  type CommandSummary,
  type Counts,
  type PaperDetail,
  type PaperId,
  type PaperRow,
  type SyncStatus,
} from '../shared/domain.ts'
import type { KeptPages, KeptPaper } from '../shared/kept.ts'
import type { PagePictures } from '../shared/pictures.ts'
import type { Failure } from '../shared/errors.ts'

export interface FakeOptions {
  readonly papers: readonly PaperDetail[]
  readonly today: string
  readonly now?: () => number
  readonly state?: Partial<AppState>
  /** What is kept offline, and what can be read of every paper. */
  readonly kept?: readonly KeptPaper[]
  readonly pages?: KeptPages
  /** Of every paper, as they are now. */
  readonly pictures?: () => PagePictures
  /** Numbers of papers that may be one. */
  readonly twins?: readonly (readonly [PaperId, PaperId])[]
  /** What the feed has that the library does not know yet. */
  readonly feed?: readonly PaperDetail[]
}

export interface Step {
  readonly summary: CommandSummary
  readonly before: ReadonlyMap<PaperId, PaperDetail>
  readonly after: ReadonlyMap<PaperId, PaperDetail>
  /** The settings, where it was about those. */
  readonly settings: Readonly<Record<'before' | 'after', Partial<Settings>>> | null
}

/** A failure that the contract knows. */
export class FakeFailure extends Error {
  readonly failure: Failure

  constructor(code: Failure['code']) {
    super(code)
    this.failure = { code, message: code }
  }
}

/** Papers, settings and a journal in memory. */
export class Memory {
  readonly papers: Map<PaperId, PaperDetail>
  readonly done: Step[] = []
  readonly undone: Step[] = []
  readonly options: FakeOptions
  /** Lists that the feed was asked for. */
  readonly fetched = new Set<string>()
  settings = { ...defaultSettings, newsOf: '0.1.0' as string | null }
  view: AppState['view'] = null
  sync: SyncStatus = neverSynced

  constructor(options: FakeOptions) {
    this.options = options
    this.papers = new Map(options.papers.map((paper) => [paper.id, paper]))
    this.view = options.state?.view ?? null
    this.settings = options.state?.settings ?? this.settings
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
    return this.onList(dayList(day))
  }

  onList(name: string): readonly PaperDetail[] {
    return [...this.papers.values()]
      .filter((paper) => paper.listings.some(({ list }) => list === name))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  }

  days(): readonly string[] {
    return [...new Set([...this.papers.values()].flatMap(({ listedOn }) => listedOn ?? []))].sort()
  }

  /** Takes over what the feed has of a list; how many papers that were. */
  fetch(list: string): number {
    const fresh = (this.options.feed ?? []).filter(
      ({ id, listings }) => !this.papers.has(id) && listings.some((listing) => listing.list === list),
    )
    for (const paper of fresh) this.papers.set(paper.id, paper)
    this.fetched.add(list)
    return fresh.length
  }

  /** Days that the feed was asked for. */
  fetchedDays(): readonly string[] {
    return [...this.fetched].filter((list) => list.startsWith('day:')).map((list) => list.slice(4))
  }

  counts(): Counts {
    const papers = [...this.papers.values()]
    const awake = papers.filter((paper) => !this.isAsleep(paper))
    const having = (verdict: string, among = papers): number =>
      among.filter((paper) => paper.verdict === verdict).length
    return {
      triage: having('unread', awake),
      queue: having('later', awake),
      starred: papers.filter(({ isStarred }) => isStarred).length,
      read: having('read'),
      skipped: having('skipped'),
      everything: papers.length,
      notes: papers.filter(({ note }) => note.text !== '').length,
      sample: papers.filter(({ isSample }) => isSample).length,
    }
  }

  isAsleep(paper: PaperRow): boolean {
    return isAsleep(paper, this.options.today)
  }

  tags(): AppState['tags'] {
    const counts = new Map<string, number>()
    for (const { tags } of this.papers.values())
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
  }

  list({ place, day, order, tag, list }: Input<'papers.list'>): readonly PaperDetail[] {
    const belongs: Readonly<Record<typeof place, (paper: PaperDetail) => boolean>> = {
      triage: (paper) => (day === null ? paper.verdict === 'unread' && !this.isAsleep(paper) : true),
      queue: ({ verdict }) => verdict === 'later',
      starred: ({ isStarred }) => isStarred,
      read: ({ verdict }) => verdict === 'read',
      skipped: ({ verdict }) => verdict === 'skipped',
      everything: () => true,
      notes: ({ note }) => note.text !== '',
    }
    const from =
      list !== undefined
        ? this.onList(list)
        : place === 'triage' && day !== null
          ? this.ofDay(day)
          : [...this.papers.values()]
    const found = from.filter((paper) => belongs[place](paper) && (tag == null || paper.tags.includes(tag)))
    if (order === 'upvotes') return found.toSorted((a, b) => (b.upvotes ?? 0) - (a.upvotes ?? 0))
    const sorted =
      order === 'oldest' || place === 'queue'
        ? found.toSorted((a, b) => (a.decidedAt ?? 0) - (b.decidedAt ?? 0))
        : found
    return sorted.toSorted((a, b) => Number(this.isAsleep(a)) - Number(this.isAsleep(b)))
  }

  change(ids: readonly PaperId[], change: Change): CommandSummary | null {
    const before = new Map(ids.map((id) => [id, this.paper(id)]))
    const after = new Map([...before].map(([id, paper]) => [id, this.changed(paper, change)]))
    return this.commit(summaryOf(change, [...before.values()], this.now()), before, after)
  }

  commit(
    summary: CommandSummary,
    before: Step['before'],
    after: Step['after'],
    settings: Step['settings'] = null,
  ): CommandSummary {
    for (const [id, paper] of after) this.papers.set(id, paper)
    if (settings !== null) this.settings = { ...this.settings, ...settings.after }
    this.done.push({ summary, before, after, settings })
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
    if (step.settings) this.settings = { ...this.settings, ...step.settings[side] }
    to.push(step)
    return step.summary
  }
}

/** A summary of more papers names only the first. */
const mostNamed = 500

/** What a change did, as the journal tells it. */
export function summaryOf(change: Change, papers: readonly PaperDetail[], at: number): CommandSummary {
  const value =
    change.field === 'tag' ? change.name : change.field === 'star' ? starWord(change.value) : change.value
  return {
    commandId: crypto.randomUUID(),
    kind: change.field,
    value,
    isRemoval: change.field === 'tag' && !change.value,
    count: papers.length,
    title: papers.length === 1 ? (papers[0]?.title.feed ?? null) : null,
    paperIds: papers.slice(0, mostNamed).map(({ id }) => id),
    at,
  }
}

function starWord(isStarred: boolean): string {
  return isStarred ? 'starred' : 'unstarred'
}
