/** The place that shows what was done: pages of the journal, and the revert of any one command. */
import type { JournalPage } from '../shared/reviews.ts'
import type { App } from '../stores/app.ts'
import type { JournalState } from '../stores/journal.ts'
import { obstacleSentence } from '../text/journal-messages.ts'
import { changeSentence } from '../text/change-messages.ts'
import { takeCounts } from './load.ts'
import { announce, tellFailure, toast } from './notify.ts'

const pageSize = 100
/** As many as one call may ask for. */
const mostAtOnce = 200

/** Opens the journal at its newest entries. */
export async function openJournal(app: App): Promise<void> {
  app.journal.setState({ status: 'loading', entries: [], next: null, refused: null })
  await fetchPage(app, null, pageSize, (page) => ({ ...page, status: 'ready' }))
}

/** Fetches the newest entries again, and keeps the older ones that are here. */
export async function refreshJournal(app: App): Promise<void> {
  const { entries } = app.journal.getState()
  const limit = Math.min(mostAtOnce, Math.max(pageSize, entries.length))
  await fetchPage(app, null, limit, (page, before) => {
    const last = page.entries.at(-1)?.number ?? 0
    const older = page.next === null ? [] : before.entries.filter(({ number }) => number < last)
    return older.length === 0
      ? { ...page, status: 'ready' }
      : { entries: [...page.entries, ...older], status: 'ready' }
  })
}

/** Fetches the next older page. */
export async function showOlder(app: App): Promise<void> {
  const { next } = app.journal.getState()
  if (next === null) return
  await fetchPage(app, next, pageSize, (page, before) => ({
    entries: [...before.entries, ...page.entries],
    next: page.next,
  }))
}

async function fetchPage(
  app: App,
  before: number | null,
  limit: number,
  taken: (page: JournalPage, state: JournalState) => Partial<JournalState>,
): Promise<void> {
  const answer = await app.bridge.call('journal.list', { before, limit })
  if (answer.ok) app.journal.setState((state) => taken(answer.value, state))
  else {
    app.journal.setState({ status: 'failed' })
    tellFailure(app, answer.error)
  }
}

/** Takes back one command by a new one, or says why that cannot be. */
export async function revert(app: App, commandId: string): Promise<void> {
  const entry = app.journal.getState().entries.find((each) => each.commandId === commandId)
  const answer = await app.write('journal.revert', { commandId })
  if (!answer.ok) return tellFailure(app, answer.error)
  const { obstacle, counts } = answer.value
  app.journal.setState({ refused: obstacle && { commandId, obstacle } })
  if (obstacle) return announce(app, obstacleSentence(obstacle, app.now()))
  // No list is on the screen here, and whatever place comes next fetches its own.
  takeCounts(app, counts)
  app.library.setState({ rows: new Map(), details: new Map() })
  app.notices.setState({ lastChange: null })
  if (entry) toast(app, `Reverted: ${changeSentence(entry)}`, { command: 'journal.undo', words: 'undo' })
}
