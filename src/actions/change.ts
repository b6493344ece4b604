/**
 * Changing papers: shown at once, then asked of the library, and put back with a notice should it refuse. Undo and redo
 * belong to the library's journal, so they survive a restart; the window only shows what they did.
 */
import {
  isAsleep,
  type Change,
  type CommandSummary,
  type Counts,
  type DayFacts,
  type PaperId,
  type PaperRow,
  type Verdict,
} from '../shared/domain.ts'
import { localDayAt, type Day } from '../shared/days.ts'
import type { App } from '../stores/app.ts'
import type { LibraryState } from '../stores/library.ts'
import type { LastChange } from '../stores/notices.ts'
import { refetchDays } from './feed.ts'
import { fetchPaper, fetchRows, loadCurrent, loadDay, loadList, queryOf, takeCounts } from './load.ts'
import { tellChange, tellFailure, tellJournal, toast } from './notify.ts'
import { isOpen, isOpenAs } from './position.ts'
import { lookThrough } from './select.ts'
import { nothingLeft } from '../text/messages.ts'

type Rows = ReadonlyMap<PaperId, PaperRow>

/** Makes one change of a set of papers, as one command. */
export async function change(app: App, ids: readonly PaperId[], wanted: Change): Promise<void> {
  const before = app.library.getState()
  const today = localDayAt(app.now())
  const affected = ids.filter((id) => !hasAlready(before.rows.get(id), wanted, today))
  if (affected.length === 0) return
  app.library.setState((state) => changed(state, affected, wanted, app.now()))
  tellChange(app, summaryOf(before.rows, affected, wanted))
  const answer = await app.write('papers.change', { ids: affected, change: wanted }, affected)
  if (!answer.ok) {
    app.library.setState((state) => putBack(state, before, affected))
    app.notices.setState({ lastChange: null })
    tellFailure(app, answer.error)
    return
  }
  takeCounts(app, answer.value.counts)
  await refreshTold(app, affected, wanted)
}

/** What a change makes stale besides the rows: the open paper's history, the tags of the sidebar. */
async function refreshTold(app: App, ids: readonly PaperId[], wanted: Change): Promise<void> {
  forgetDetails(app, ids)
  const { currentId } = app.view.getState()
  if (currentId !== null && ids.includes(currentId)) await fetchPaper(app, currentId)
  if (wanted.field === 'tag') await refreshTags(app)
}

/** Fetches the tags of the sidebar. */
export async function refreshTags(app: App): Promise<void> {
  const answer = await app.bridge.call('tags.list', {})
  if (answer.ok) app.library.setState({ tags: answer.value })
}

/** Takes back the last command, or gives it again, and shows the papers it concerned. */
export async function journal(app: App, direction: 'undo' | 'redo'): Promise<void> {
  const answer = await app.write(direction === 'undo' ? 'journal.undo' : 'journal.redo', {})
  if (!answer.ok) return tellFailure(app, answer.error)
  const { command, counts } = answer.value
  if (!command) return toast(app, nothingLeft(direction))
  takeCounts(app, counts)
  const concerned = concernedBy(app, command)
  app.tellChanged([...concerned])
  if (bringsPapers.has(command.kind)) {
    await refetchDays(app)
    await loadList(app)
  } else await showAgain(app, command, concerned)
  tellJournal(app, direction === 'undo' ? 'Undone' : 'Redone', command)
}

/** Commands that put papers into the library or take them out: every list may be another one. */
const bringsPapers: ReadonlySet<CommandSummary['kind']> = new Set([
  'import',
  'remove-sample',
  'delete',
  'revert',
  'merge',
])

/** The papers that a command was about; of a large one, which names only its first, whatever is known here. */
function concernedBy(app: App, { paperIds, count }: CommandSummary): ReadonlySet<PaperId> {
  if (count <= paperIds.length) return new Set(paperIds)
  const { rows, details } = app.library.getState()
  return new Set([...paperIds, ...rows.keys(), ...details.keys()])
}

async function showAgain(app: App, command: CommandSummary, concerned: ReadonlySet<PaperId>): Promise<void> {
  const { list } = app.library.getState()
  const shown = [...concerned].filter((id) => list.positions.has(id))
  forgetDetails(app, concerned)
  const first = shown[0]
  if (first !== undefined) app.view.setState({ currentId: first })
  const query = queryOf(app.view.getState())
  const isBulk = command.count > command.paperIds.length
  // What is cached of papers outside this list is stale as well, and is fetched again when it is shown.
  app.library.setState((state) => ({
    rows: new Map([...state.rows].filter(([id]) => list.positions.has(id) || !concerned.has(id))),
    list: isBulk ? { ...state.list, verdicts: new Map() } : state.list,
  }))
  if (shown.length > 0) await fetchRows(app, shown)
  const { rows } = app.library.getState()
  app.library.setState((state) => {
    const verdicts = new Map(state.list.verdicts)
    for (const id of shown) {
      const verdict = rows.get(id)?.verdict
      if (verdict) verdicts.set(id, verdict)
    }
    return { list: { ...state.list, verdicts } }
  })
  if (command.kind === 'tag') await refreshTags(app)
  if (query) await loadDay(app, query)
  const { currentId } = app.view.getState()
  if (currentId !== null && concerned.has(currentId)) await fetchPaper(app, currentId)
  await loadCurrent(app)
}

/** Marks every paper that still waits here as skipped, in one command. */
export async function skipRest(app: App): Promise<void> {
  const { list, rows } = app.library.getState()
  // Triage has nothing but what waits, or was decided since; of other places the window knows what it has shown.
  const rest =
    list.query.place === 'triage'
      ? list.ids.filter((id) => isOpen(list, rows, id))
      : await lookThrough(app, (row) => isOpenAs(list, row.id, row))
  if (rest !== null) await change(app, [...rest], { field: 'verdict', value: 'skipped' })
}

function forgetDetails(app: App, ids: Iterable<PaperId>): void {
  const { currentId } = app.view.getState()
  app.library.setState((state) => {
    const details = new Map(state.details)
    // The open one stays on the screen until the fresh one is there.
    for (const id of ids) if (id !== currentId) details.delete(id)
    return { details }
  })
}

function hasAlready(row: PaperRow | undefined, wanted: Change, today: Day): boolean {
  if (!row) return false
  switch (wanted.field) {
    case 'verdict':
      return row.verdict === wanted.value && !isAsleep(row, today)
    case 'star':
      return row.isStarred === wanted.value
    case 'snooze':
      return row.snoozedUntil === wanted.value
    case 'tag':
      return row.tags.includes(wanted.name) === wanted.value
  }
}

/** A paper's row or detail with the change made: a verdict wakes what is snoozed. */
function withChange<T extends PaperRow>(row: T, wanted: Change, now: number): T {
  switch (wanted.field) {
    case 'verdict':
      return { ...row, verdict: wanted.value, snoozedUntil: null, decidedAt: now }
    case 'star':
      return { ...row, isStarred: wanted.value }
    case 'snooze':
      return { ...row, snoozedUntil: wanted.value }
    case 'tag': {
      const others = row.tags.filter((tag) => tag !== wanted.name)
      return { ...row, tags: wanted.value ? [...others, wanted.name].sort() : others }
    }
  }
}

function changed(
  state: LibraryState,
  ids: readonly PaperId[],
  wanted: Change,
  now: number,
): Partial<LibraryState> {
  const rows = new Map(state.rows)
  const details = new Map(state.details)
  const today = localDayAt(now)
  let counts = state.counts
  for (const id of ids) {
    const row = rows.get(id)
    if (row) {
      const next = withChange(row, wanted, now)
      counts = recounted(counts, { before: row, after: next, today })
      rows.set(id, next)
    }
    const detail = details.get(id)
    if (detail) details.set(id, withChange(detail, wanted, now))
  }
  if (wanted.field !== 'verdict') return { rows, details, counts }
  return { rows, details, counts, ...withVerdicts(state, ids, () => wanted.value) }
}

function withVerdicts(
  state: LibraryState,
  ids: readonly PaperId[],
  verdictOf: (id: PaperId) => Verdict | undefined,
): Pick<LibraryState, 'list' | 'dayFacts'> {
  const verdicts = new Map(state.list.verdicts)
  for (const id of ids) {
    const verdict = verdictOf(id)
    if (verdict) verdicts.set(id, verdict)
    else verdicts.delete(id)
  }
  const concerned = new Set(ids)
  const dayFacts: DayFacts | null = state.dayFacts && {
    ...state.dayFacts,
    papers: state.dayFacts.papers.map((paper) => ({
      ...paper,
      verdict: concerned.has(paper.id) ? (verdictOf(paper.id) ?? paper.verdict) : paper.verdict,
    })),
  }
  return { list: { ...state.list, verdicts }, dayFacts }
}

const placeOfVerdict = { unread: 'triage', later: 'queue', read: 'read', skipped: 'skipped' } as const

interface Recounting {
  readonly before: PaperRow
  readonly after: PaperRow
  readonly today: Day
}

/** The counts as the library will have them: only Triage and the queue leave out what is snoozed. */
function recounted(counts: Counts, { before, after, today }: Recounting): Counts {
  const next = { ...counts }
  const count = (row: PaperRow, by: 1 | -1): void => {
    const waits = row.verdict === 'unread' || row.verdict === 'later'
    if (!waits || !isAsleep(row, today)) next[placeOfVerdict[row.verdict]] += by
    if (row.isStarred) next.starred += by
  }
  count(before, -1)
  count(after, 1)
  return next
}

function putBack(state: LibraryState, before: LibraryState, ids: readonly PaperId[]): Partial<LibraryState> {
  const rows = new Map(state.rows)
  const details = new Map(state.details)
  let counts = state.counts
  for (const id of ids) {
    const [row, now, detail] = [before.rows.get(id), rows.get(id), before.details.get(id)]
    if (row && now) counts = recounted(counts, { before: now, after: row, today: state.list.today })
    if (row) rows.set(id, row)
    if (detail) details.set(id, detail)
  }
  const known = (id: PaperId): Verdict | undefined =>
    before.list.verdicts.get(id) ?? before.rows.get(id)?.verdict
  return { rows, details, counts, ...withVerdicts(state, ids, known) }
}

function summaryOf(rows: Rows, ids: readonly PaperId[], wanted: Change): LastChange {
  const row = ids.length === 1 && ids[0] !== undefined ? rows.get(ids[0]) : undefined
  const title = row ? (row.title.original ?? row.title.feed) : null
  const about = { title, count: ids.length, isRemoval: false }
  switch (wanted.field) {
    case 'verdict':
      return { kind: 'verdict', value: wanted.value, ...about }
    case 'star':
      return { kind: 'star', value: wanted.value ? 'starred' : 'unstarred', ...about }
    case 'snooze':
      return { kind: 'snooze', value: wanted.value, ...about }
    case 'tag':
      return { kind: 'tag', value: wanted.name, ...about, isRemoval: !wanted.value }
  }
}
