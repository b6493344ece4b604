/** What the reader decides about papers, and how such a decision is carried out, taken back and given again. */
import type { Change, PaperId, Verdict } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import type { Change as Recorded } from './journal.ts'

interface DecidedRow {
  readonly paper_id: PaperId
  readonly verdict: Verdict
  readonly decided_at: number | null
  readonly is_starred: number
  readonly starred_at: number | null
  readonly snoozed_until: string | null
  readonly put_off: number
}

interface Step {
  readonly id: PaperId
  readonly before: string | null
  readonly after: string | null
  readonly afterFact: number | null
}

interface Tagging {
  readonly id: PaperId
  readonly name: string | null
}

export type Triage = ReturnType<typeof createTriage>

export function createTriage(db: Db) {
  const wanted = db.prepare<{ ids: string }, DecidedRow>(`
    SELECT paper_id, verdict, decided_at, is_starred, starred_at, snoozed_until, put_off
    FROM json_each(@ids) AS wanted CROSS JOIN triage ON paper_id = wanted.value
    WHERE is_removed = 0 ORDER BY wanted.key`)
  const spelling = db.prepare<{ name: string }, { name: string }>(
    'SELECT name FROM tags WHERE name = @name LIMIT 1',
  )
  const tagged = db.prepare<{ ids: string; name: string }, { paper_id: PaperId }>(`
    SELECT paper_id FROM json_each(@ids) AS wanted CROSS JOIN tags ON paper_id = wanted.value AND name = @name`)
  const appliers = prepareAppliers(db)

  return {
    /** The changes that `change` means for those of `ids` that do not have the value already. */
    plan: (ids: readonly PaperId[], change: Change, at: number): Recorded[] => {
      const list = JSON.stringify([...new Set(ids)])
      const rows = wanted.all({ ids: list })
      if (change.field !== 'tag') return rows.flatMap((row) => planned(row, change, at) ?? [])
      const name = spelling.get({ name: change.name })?.name ?? change.name
      const having = new Set(tagged.all({ ids: list, name }).map((row) => row.paper_id))
      return rows
        .filter((row) => having.has(row.paper_id) !== change.value)
        .map((row) => ({
          kind: 'tag',
          paperId: row.paper_id,
          before: change.value ? null : name,
          after: change.value ? name : null,
          beforeFact: null,
          afterFact: null,
        }))
    },

    /** Carries out one change if things are still as they were before it; says whether it did. */
    apply: (change: Recorded, id: PaperId): boolean => {
      const { before, after } = change
      // These are carried out by their own modules.
      if (change.kind === 'note' || change.kind === 'listing') return false
      if (change.kind === 'merge' || change.kind === 'apart') return false
      if (change.kind === 'tag') {
        const tagging = after === null ? appliers.untag : appliers.tag
        return tagging.run({ id, name: after ?? before }).changes > 0
      }
      return appliers[change.kind].run({ id, before, after, afterFact: change.afterFact }).changes > 0
    },
  }
}

function prepareAppliers(db: Db) {
  return {
    verdict: db.prepare<Step>(`
      UPDATE triage SET verdict = @after, decided_at = @afterFact WHERE paper_id = @id AND verdict = @before`),
    star: db.prepare<Step>(`
      UPDATE triage SET is_starred = (@after = 'starred'), starred_at = @afterFact
      WHERE paper_id = @id AND is_starred = (@before = 'starred')`),
    snooze: db.prepare<Step>(`
      UPDATE triage SET snoozed_until = @after, put_off = @afterFact
      WHERE paper_id = @id AND snoozed_until IS @before`),
    delete: db.prepare<Step>(`
      UPDATE triage SET is_removed = (@after = 'removed')
      WHERE paper_id = @id AND is_removed = (@before = 'removed')`),
    tag: db.prepare<Tagging>(`
      INSERT INTO tags (paper_id, name)
      SELECT @id, @name WHERE NOT EXISTS (SELECT 1 FROM tags WHERE paper_id = @id AND name = @name)`),
    untag: db.prepare<Tagging>('DELETE FROM tags WHERE paper_id = @id AND name = @name'),
  }
}

/** The change that gives a paper the wanted value, or null if it has it. */
function planned(row: DecidedRow, change: Exclude<Change, { field: 'tag' }>, at: number): Recorded | null {
  const paperId = row.paper_id
  if (change.field === 'verdict') {
    if (row.verdict === change.value) return null
    const facts = { beforeFact: row.decided_at, afterFact: at }
    return { kind: 'verdict', paperId, before: row.verdict, after: change.value, ...facts }
  }
  if (change.field === 'star') {
    if ((row.is_starred === 1) === change.value) return null
    const facts = { beforeFact: row.starred_at, afterFact: change.value ? at : null }
    const names = change.value
      ? { before: 'unstarred', after: 'starred' }
      : { before: 'starred', after: 'unstarred' }
    return { kind: 'star', paperId, ...names, ...facts }
  }
  if (row.snoozed_until === change.value) return null
  const isPutOff = change.value !== null && row.verdict === 'later'
  const facts = { beforeFact: row.put_off, afterFact: row.put_off + (isPutOff ? 1 : 0) }
  return { kind: 'snooze', paperId, before: row.snoozed_until, after: change.value, ...facts }
}
