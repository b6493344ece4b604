/** The sentences that users see: short, exact, calm; what is so, then what to do. */
import { addDays, firstFeedDay, isWeekend, localDayAt, type Day } from '../shared/days.ts'
import type { DayFacts, Order, Place, StoredList, SyncStatus, Verdict } from '../shared/domain.ts'
import type { CommandId } from '../shared/commands.ts'
import type { Screen } from '../stores/view.ts'
import { failureText } from './failure-messages.ts'
import { counted, dayAndMonth, longDay, moment, number } from './format.ts'

/** A sentence with keycaps in it. */
export type Sentence = readonly (string | { readonly keyOf: CommandId })[]

/** A note is longer than one can be, by so many characters. */
export function noteTooLong(beyond: number): string {
  return `This note is too long by ${counted(beyond, 'character')}, and is not saved. It stays here until it is shorter.`
}

/** A file that was dropped or chosen is none that can be read: a folder, or one that is gone or too large. */
export function fileUnreadable(name: string): string {
  return `“${name}” could not be read. Nothing was changed.`
}

/** The name of a place, as in the sidebar and above its list. */
export const placeNames: Readonly<Record<Place, string>> = {
  triage: 'Triage',
  queue: 'Queue',
  starred: 'Starred',
  read: 'Read',
  skipped: 'Skipped',
  everything: 'Everything',
  notes: 'Notes',
}

/** The name of every screen. */
export const screenNames: Readonly<Record<Screen, string>> = {
  ...placeNames,
  search: 'Search',
  week: 'Week',
  stats: 'Stats',
  history: 'History',
  twins: 'Duplicates',
  settings: 'Settings',
}

const orderNames: Readonly<Record<Order, string>> = {
  feed: 'Feed order',
  upvotes: 'Most upvotes first',
  newest: 'Newest first',
  oldest: 'Oldest first',
}

const ownOrderNames: Readonly<Partial<Record<Place, string>>> = {
  queue: 'Longest waiting first',
  starred: 'Last starred first',
  read: 'Last read first',
  skipped: 'Last skipped first',
  notes: 'Last edited first',
}

/** The name of an order, as the button says it; of papers by their days, but for a place's own order. */
export function orderName(order: Order, place: Place): string {
  return (order === 'feed' ? ownOrderNames[place] : undefined) ?? orderNames[order]
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  unread: 'unread',
  later: 'later',
  read: 'read',
  skipped: 'skipped',
}

/** A verdict in one word, for screen readers and the history. */
export function verdictWord(verdict: Verdict): string {
  return verdictWords[verdict]
}

/** There is nothing more to undo or redo. */
export function nothingLeft(direction: 'undo' | 'redo'): string {
  return direction === 'undo' ? 'Nothing left to undo.' : 'Nothing left to redo.'
}

/** What an import brought. */
export function importedSentence({ added, updated, unchanged, merged, rejected }: StoredList): string {
  const known = updated + unchanged
  const parts = [`${counted(added, 'new paper')}.`]
  if (known > 0) parts.push(`${number(known)} ${known === 1 ? 'was' : 'were'} here already.`)
  if (merged > 0)
    parts.push(`${number(merged)} ${merged === 1 ? 'is' : 'are'} now one with a paper of the feed.`)
  if (rejected > 0) parts.push(`${counted(rejected, 'entry', 'entries')} could not be read; kept in the log.`)
  return parts.join(' ')
}

export interface StatusLine {
  readonly icon: 'sync' | 'offline' | 'attention' | null
  readonly text: string
  /** The reader can do something about it. */
  readonly isWarning: boolean
}

/** The left half of the status line: when the feed was asked, and what that means. */
export function statusLine(sync: SyncStatus, facts: DayFacts | null, now: number): StatusLine {
  const today = localDayAt(now)
  if (sync.phase === 'running') {
    const day = sync.day === null ? 'the feed' : dayAndMonth(sync.day, today)
    const of =
      sync.total > 0 ? `, ${Math.min(sync.done + 1, sync.total)} of ${counted(sync.total, 'list')}` : ''
    const added = sync.added > 0 ? ` ${number(sync.added)} new.` : ''
    return { icon: 'sync', text: `Fetching ${day}${of}.${added}`, isWarning: false }
  }
  if (sync.offlineSince !== null) {
    const shown =
      sync.checkedAt === null
        ? 'Nothing fetched yet.'
        : `Showing what was fetched at ${moment(sync.checkedAt, now)}.`
    return {
      icon: 'offline',
      text: `Offline since ${moment(sync.offlineSince, now)}. ${shown}`,
      isWarning: false,
    }
  }
  if (sync.failure !== null) return failedStatus(sync, now)
  if (sync.checkedAt === null) return { icon: null, text: 'Nothing fetched yet.', isWarning: false }
  const rejected =
    sync.rejected > 0 ? ` ${counted(sync.rejected, 'entry', 'entries')} could not be read.` : ''
  const text = `Checked ${moment(sync.checkedAt, now)}. ${dayMeaning(facts, today, now)}${rejected}`.trim()
  return { icon: null, text, isWarning: false }
}

function failedStatus({ failure, retryAt }: SyncStatus, now: number): StatusLine {
  const again = retryAt === null ? '' : ` Trying again at ${moment(retryAt, now)}.`
  const code = failure?.code ?? 'internal'
  const word = failure?.detail ?? ''
  const { title } = failureText({
    code,
    message: '',
    detail: /^\d{3}$/.test(word) ? { status: Number(word) } : { reason: word },
  })
  return { icon: 'attention', text: `${title}${again}`, isWarning: true }
}

function dayMeaning(facts: DayFacts | null, today: Day, now: number): string {
  if (isWeekend(today)) return 'No lists at weekends.'
  if (facts === null) return ''
  switch (facts.state) {
    case 'filling':
      return 'The day is still filling.'
    case 'settled': {
      const hours = facts.changedAt === null ? 0 : Math.floor((now - facts.changedAt) / 3_600_000)
      const quiet = hours >= 1 && hours < 48 ? `, nothing new for ${counted(hours, 'hour')}` : ''
      const changed = hours >= 48 ? `, last changed ${moment(facts.changedAt ?? now, now)}` : ''
      return `${counted(facts.papers.length, 'paper')}${quiet}${changed}.`
    }
    case 'partial':
      return `${counted(facts.rejected, 'entry', 'entries')} of the day could not be read; kept in the log.`
    case 'empty':
    case 'unknown':
      return ''
  }
}

/** The sentence under the day's rule: "6 of 37 decided · still filling · 5 new since 09:12". Also its label. */
export function daySentence(facts: DayFacts, now: number): { readonly lead: string; readonly rest: string } {
  const total = facts.papers.length
  const decided = facts.papers.filter(({ verdict }) => verdict !== 'unread').length
  const parts: string[] = []
  if (facts.state === 'filling') parts.push('still filling')
  if (facts.state === 'settled') parts.push('settled')
  if (facts.state === 'partial') parts.push(`${number(facts.rejected)} could not be read`)
  if (facts.newSince)
    parts.push(`${number(facts.newSince.count)} new since ${moment(facts.newSince.at, now)}`)
  if (facts.checkedAt !== null) parts.push(`checked ${moment(facts.checkedAt, now)}`)
  const lead =
    decided === total && total > 0 ? `All ${number(total)}` : `${number(decided)} of ${number(total)}`
  return { lead, rest: [' decided', ...parts].join(' · ') }
}

/** How a finished day was decided: "3 for later, 6 read, 28 skipped." */
export function decidedSentence({ papers }: DayFacts): string {
  const having = (wanted: Verdict): number => papers.filter(({ verdict }) => verdict === wanted).length
  return `${number(having('later'))} for later, ${number(having('read'))} read, ${number(having('skipped'))} skipped.`
}

/** What an empty place says: a title and a sentence with the next key. */
export function emptyPlace(
  place: Place,
  tag: string | null,
): { readonly title: string; readonly body: Sentence } {
  if (tag !== null)
    return {
      title: `Nothing tagged #${tag} here`,
      body: ['Everything with this tag is in ', { keyOf: 'go.everything' }, '.'],
    }
  switch (place) {
    case 'triage':
      return { title: 'All decided', body: ['Read what you kept with ', { keyOf: 'go.queue' }, '.'] }
    case 'queue':
      return {
        title: 'The queue is empty',
        body: [
          'Papers you mark Later with ',
          { keyOf: 'decide.later' },
          ' wait here until you read or skip them.',
        ],
      }
    case 'starred':
      return {
        title: 'Nothing starred yet',
        body: ['Star a paper with ', { keyOf: 'decide.star' }, ' and it stays here, whatever its verdict.'],
      }
    case 'read':
      return {
        title: 'Nothing read yet',
        body: ['Papers you mark Read with ', { keyOf: 'decide.read' }, ' are kept here.'],
      }
    case 'skipped':
      return {
        title: 'Nothing skipped yet',
        body: ['Papers you skip with ', { keyOf: 'decide.skip' }, ' are kept here, and can come back.'],
      }
    case 'notes':
      return {
        title: 'No notes yet',
        body: ['Write one with ', { keyOf: 'paper.note' }, ' beside any paper.'],
      }
    case 'everything':
      return { title: 'The library is empty', body: ['Fetch the feed with ', { keyOf: 'sync.start' }, '.'] }
  }
}

/** Why a day has no list, in words: a weekend, not asked yet, or nothing there. */
export function emptyDay(day: Day, facts: DayFacts | null, today: Day | null): string {
  if (isWeekend(day)) {
    const monday = addDays(day, new Date(`${day}T00:00:00Z`).getUTCDay() === 6 ? 2 : 1)
    if (today === null || monday <= today) return 'No list at weekends.'
    const due = monday === addDays(today, 1) ? 'tomorrow' : `on ${longDay(monday, today)}`
    return `No list at weekends. The next one is due ${due}.`
  }
  if (day < firstFeedDay) return `The feed began on ${longDay(firstFeedDay, today)}.`
  if (facts?.state === 'partial')
    return `None of its ${counted(facts.rejected, 'entry', 'entries')} could be read; they are kept in the log.`
  if (facts?.state === 'empty') return 'The feed had no list on this day.'
  if (today !== null && day >= today) return 'The list of this day has not appeared yet.'
  return 'This day has not been fetched yet.'
}
