/** Making two rows one when they turn out to be one paper: nothing that the reader did to either is lost. */
import type { PaperId, Verdict } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { combine, isSame, mergeFacts } from './facts.ts'
import type { Change, Journal } from './journal.ts'
import type { Listings } from './listings.ts'
import type { Notes } from './notes.ts'
import type { Papers, StoredPaper } from './papers.ts'
import type { Triage } from './triage.ts'

interface DecidedRow {
  readonly verdict: Verdict
  readonly decided_at: number | null
  readonly is_starred: number
  readonly starred_at: number | null
  readonly snoozed_until: string | null
  readonly put_off: number
  readonly is_removed: number
}

export type Join = ReturnType<typeof createJoin>

export function createJoin(
  db: Db,
  parts: { papers: Papers; listings: Listings; notes: Notes; triage: Triage; journal: Journal },
) {
  const { papers, listings, notes, triage, journal } = parts
  const decided = db.prepare<{ id: PaperId }, DecidedRow>(`
    SELECT verdict, decided_at, is_starred, starred_at, snoozed_until, put_off, is_removed
    FROM triage WHERE paper_id = @id`)
  const tags = db.prepare<{ id: PaperId }, { name: string }>('SELECT name FROM tags WHERE paper_id = @id')

  /** Gives `into` what was decided and written about `from` as well; returns what that changed. */
  function decisions(from: StoredPaper, into: StoredPaper, at: number): Change[] {
    const [other, own] = [decided.get({ id: from.id }), decided.get({ id: into.id })]
    if (other === undefined || own === undefined) return []
    const changes = decisionChanges(into.id, own, other)
    for (const { name } of tags.all({ id: from.id })) {
      changes.push({
        kind: 'tag',
        paperId: into.id,
        before: null,
        after: name,
        beforeFact: null,
        afterFact: null,
      })
    }
    const done = changes.filter((change) => triage.apply(change, into.id))
    const note = joinNotes(from.id, into.id, at)
    if (note !== null) done.push(note)
    return done
  }

  function rows(from: StoredPaper, into: StoredPaper, at: number): void {
    journal.recordMerge(decisions(from, into, at))
    listings.copy(from.id, into.id)
    const facts = { ...mergeFacts(into, from), origin: combine(into, from).origin }
    if (!isSame(into, facts)) papers.update(into, facts)
    papers.restand(into.id)
    papers.retire(from.id, into.id)
    triage.apply(removal(from.id), from.id)
  }

  function joinNotes(from: PaperId, into: PaperId, at: number): Change | null {
    const [other, own] = [notes.read(from), notes.read(into)]
    if (other.text === '' || other.text === own.text) return null
    const text = own.text === '' ? other.text : `${own.text}\n\n${other.text}`
    const written = notes.write(into, text, own.text === '' ? (other.editedAt ?? at) : at)
    return {
      kind: 'note',
      paperId: into,
      before: String(own.revision),
      after: String(written.revision),
      beforeFact: own.editedAt,
      afterFact: written.editedAt,
    }
  }

  return {
    decisions,

    /** Makes `from` part of `into` for good. Old ids and old journal entries keep leading to the paper. */
    rows,
  }
}

/** The later verdict, either star, either snooze. */
function decisionChanges(paperId: PaperId, own: DecidedRow, other: DecidedRow): Change[] {
  const changes: Change[] = []
  if ((other.decided_at ?? 0) > (own.decided_at ?? 0)) {
    const facts = { beforeFact: own.decided_at, afterFact: other.decided_at }
    changes.push({ kind: 'verdict', paperId, before: own.verdict, after: other.verdict, ...facts })
  }
  if (other.is_starred === 1 && own.is_starred === 0) {
    const facts = { beforeFact: null, afterFact: other.starred_at }
    changes.push({ kind: 'star', paperId, before: 'unstarred', after: 'starred', ...facts })
  }
  if (other.snoozed_until !== null && own.snoozed_until === null) {
    const facts = { beforeFact: own.put_off, afterFact: Math.max(own.put_off, other.put_off) }
    changes.push({ kind: 'snooze', paperId, before: null, after: other.snoozed_until, ...facts })
  }
  if (own.is_removed === 1 && other.is_removed === 0) {
    changes.push({ ...removal(paperId), before: 'removed', after: 'present' })
  }
  return changes
}

function removal(paperId: PaperId): Change {
  return { kind: 'delete', paperId, before: 'present', after: 'removed', beforeFact: null, afterFact: null }
}
