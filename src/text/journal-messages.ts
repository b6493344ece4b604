/** The sentences of the journal: what each command did, and why one cannot be reverted by itself. */
import { localDayAt } from '../shared/days.ts'
import type { JournalEntry, RevertObstacle, ToldCommand } from '../shared/reviews.ts'
import { apartSentence, mergedSentence, searchSentence } from './change-messages.ts'
import { settingSentence } from './setting-messages.ts'
import { counted, dayAndMonth, longDay, moment } from './format.ts'

const verdictSentences: Readonly<Record<string, string>> = {
  unread: 'Back to unread:',
  later: 'Later:',
  read: 'Read:',
  skipped: 'Skipped',
}

/** What a command did: "Skipped 37 papers of 12 June", "Starred “World Action Models: A Survey”". */
export function toldSentence(command: ToldCommand): string {
  const { kind, value } = command
  const what = papersOf(command)
  switch (kind) {
    case 'verdict':
      return `${verdictSentences[value ?? ''] ?? ''} ${what}`.trim()
    case 'star':
      return `${value === 'unstarred' ? 'Unstarred' : 'Starred'} ${what}`
    case 'snooze':
      return value === null
        ? `Woke ${what}`
        : `Snoozed until ${longDay(value, localDayAt(command.at))}: ${what}`
    case 'tag':
      return `${command.isRemoval ? 'Took off' : 'Tagged'} #${value ?? ''}: ${what}`
    case 'note':
      return `Wrote the note on ${what}`
    case 'import':
      return `Imported ${command.count === 0 ? 'settings' : what}${value === null ? '' : ` from “${value.slice(value.indexOf(':') + 1)}”`}`
    case 'remove-sample':
      return `Removed ${counted(command.count, 'sample paper')}`
    case 'delete':
      return `Deleted ${what}`
    case 'merge':
      return mergedSentence(what, command.count)
    case 'apart':
      return apartSentence(what)
    case 'save-search':
    case 'remove-search':
    case 'rename-search':
      return searchSentence(kind, value ?? '')
    case 'set':
      return settingSentence(value)
    case 'revert':
      return `Reverted a change of ${what}`
  }
}

/** A line of the journal: a revert names what it took back. */
export function entrySentence(entry: JournalEntry): string {
  return entry.reverted === null ? toldSentence(entry) : `Reverted: ${toldSentence(entry.reverted)}`
}

/** Why a command cannot be reverted by itself, and what can be done. */
export function obstacleSentence(obstacle: RevertObstacle, now: number): string {
  switch (obstacle.kind) {
    case 'newer':
      return `Something newer builds on this: ${toldSentence(obstacle.command)} (${moment(obstacle.command.at, now)}). Revert that first.`
    case 'merged':
      return 'One of its papers has become one with another since. Change that paper itself.'
    case 'undone':
      return 'This is undone already.'
    case 'elsewhere':
      return 'These copies were made one before this library was imported. Only the one paper came along.'
    case 'nothing':
      return 'All of it was changed back since. Nothing is left to revert.'
  }
}

function papersOf({ count, title, day, at }: ToldCommand): string {
  if (count === 1 && title !== null) return `“${title}”`
  const papers = counted(count, 'paper')
  return day === null ? papers : `${papers} of ${dayAndMonth(day, localDayAt(at))}`
}
