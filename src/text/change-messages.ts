/** What a change did, in a line as short as a notice. */
import type { LastChange } from '../stores/notices.ts'
import { parse, toPlainText } from '../shared/math/index.ts'
import { counted, longDay } from './format.ts'
import { settingSentence } from './setting-messages.ts'

/** What a change did: "Skipped “World Action Models: A Survey”". */
export function changeSentence({ kind, value, isRemoval, count, title }: LastChange): string {
  const what = count === 1 && title !== null ? `“${shortened(titleText(title))}”` : counted(count, 'paper')
  switch (kind) {
    case 'verdict':
      if (value === 'unread') return `Back to unread: ${what}`
      return `${value === 'later' ? 'Later' : value === 'read' ? 'Read' : 'Skipped'} ${what}`
    case 'star':
      return value === 'unstarred' ? `Unstarred ${what}` : `Starred ${what}`
    case 'snooze':
      return value === null ? `Woke ${what}` : `Snoozed ${what} until ${longDay(value, value)}`
    case 'tag':
      return isRemoval ? `Took #${value ?? ''} off ${what}` : `Tagged ${what} #${value ?? ''}`
    case 'note':
      return `Note on ${what}`
    case 'import':
      return count === 0 ? 'Import of settings' : `Import of ${counted(count, 'paper')}`
    case 'remove-sample':
      return `Removed ${counted(count, 'sample paper')}`
    case 'delete':
      return `Deleted ${what}`
    case 'merge':
      return mergedSentence(what, count)
    case 'apart':
      return apartSentence(what)
    case 'save-search':
    case 'remove-search':
    case 'rename-search':
      return searchSentence(kind, value ?? '')
    case 'set':
      return settingSentence(value)
    case 'revert':
      return `Took back a change of ${what}`
  }
}

/** A title on one line of text, its formulas as they look. */
function titleText(title: string): string {
  return toPlainText(parse(title))
}

function shortened(title: string): string {
  if (title.length <= 34) return title
  const cut = title.slice(0, 33)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)).replace(/[\s:,;.–—-]+$/, '')}…`
}

/** Several copies have become one paper. */
export function mergedSentence(what: string, count: number): string {
  return count === 1 ? `Merged ${what} with its other copy` : `Merged ${what} into one`
}

/** Two papers that look like one are two. */
export function apartSentence(what: string): string {
  return `Kept ${what} and its near copy apart`
}

/** What became of a saved search, by the name that it had or was given. */
export function searchSentence(
  kind: 'save-search' | 'remove-search' | 'rename-search',
  name: string,
): string {
  if (kind === 'rename-search') return `Renamed a search “${name}”`
  return `${kind === 'save-search' ? 'Saved' : 'Removed'} the search “${name}”`
}
