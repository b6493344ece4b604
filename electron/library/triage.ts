/** What the reader decides about papers, and how such a decision is carried out, taken back and given again. */
import { localDayAt } from '../../src/shared/days.ts'
import { isAsleep } from '../../src/shared/domain.ts'
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
    /**
     * The changes that `change` means for those of `ids` that do not have the value already, those of one kind after
     * each other. A verdict wakes what is snoozed: whoever decides on a paper has it before them.
     */
    plan: (ids: readonly PaperId[], change: Change, at: number): Recorded[] => {
      const list = JSON.stringify([...new Set(ids)])
      const rows = wanted.all({ ids: list })
      if (change.field === 'verdict') {
        const today = localDayAt(at)
        const decided = rows.filter(
          (row) => row.verdict !== change.value || isAsleep({ snoozedUntil: row.snoozed_until }, today),
        )
        return [...decided.flatMap(waking), ...decided.flatMap((row) => planned(row, change, at) ?? [])]
      }
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
    apply: (change: Recorded, id: PaperId): boolean =>
      applyAll(appliers, [{ ...change, paperId: id }]).length > 0,

    /** Carries out changes of one kind, one for each paper (of tags, for each paper and tag); gives those that it did. */
    applyAll: (changes: readonly Recorded[]): readonly Recorded[] => applyAll(appliers, changes),
  }
}

/** Whether changes of this kind are this module's. Notes, listings and what papers are to each other are others'. */
export function isDecision(kind: Recorded['kind']): kind is keyof Appliers {
  return kind === 'verdict' || kind === 'star' || kind === 'snooze' || kind === 'tag' || kind === 'delete'
}

/**
 * One statement for all of them, however many: a statement for each would keep the way back for each, which for a whole
 * library are gigabytes written for nothing.
 */
function applyAll(appliers: Appliers, changes: readonly Recorded[]): readonly Recorded[] {
  const kind = changes[0]?.kind
  if (kind === undefined || !isDecision(kind)) return []
  const rows = changes.map(({ paperId, before, after, afterFact }) => [paperId, before, after, afterFact])
  const done = new Set(appliers[kind].all({ changes: JSON.stringify(rows) }).map(({ thing }) => thing))
  return changes.filter(({ paperId, before, after }) =>
    done.has(kind === 'tag' ? `${paperId} ${folded(after ?? before ?? '')}` : String(paperId)),
  )
}

/** As SQLite's `lower`, which knows the letters of ASCII alone. */
function folded(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

type Appliers = ReturnType<typeof prepareAppliers>

function prepareAppliers(db: Db) {
  const steps = `
    (SELECT value ->> 0 AS id, value ->> 1 AS before, value ->> 2 AS after, value ->> 3 AS fact
     FROM json_each(@changes)) AS w`
  const step = (sql: string) => db.prepare<{ changes: string }, { thing: string }>(sql)
  const change = (columns: string, condition: string) =>
    step(`UPDATE triage SET ${columns} FROM ${steps} WHERE paper_id = w.id AND ${condition}
      RETURNING CAST(paper_id AS TEXT) AS thing`)
  const tag = step(`
    INSERT INTO tags (paper_id, name) SELECT w.id, w.after FROM ${steps} WHERE w.after IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM tags WHERE paper_id = w.id AND name = w.after)
    RETURNING paper_id || ' ' || lower(name) AS thing`)
  const untag = step(`
    DELETE FROM tags WHERE (paper_id, name) IN (SELECT w.id, w.before FROM ${steps} WHERE w.after IS NULL)
    RETURNING paper_id || ' ' || lower(name) AS thing`)
  return {
    verdict: change('verdict = w.after, decided_at = w.fact', 'verdict = w.before'),
    star: change(
      "is_starred = (w.after = 'starred'), starred_at = w.fact",
      "is_starred = (w.before = 'starred')",
    ),
    snooze: change('snoozed_until = w.after, put_off = w.fact', 'snoozed_until IS w.before'),
    delete: change("is_removed = (w.after = 'removed')", "is_removed = (w.before = 'removed')"),
    tag: { all: (given: { changes: string }) => [...tag.all(given), ...untag.all(given)] },
  }
}

function waking({ paper_id: paperId, snoozed_until: before, put_off }: DecidedRow): Recorded[] {
  if (before === null) return []
  return [{ kind: 'snooze', paperId, before, after: null, beforeFact: put_off, afterFact: put_off }]
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
