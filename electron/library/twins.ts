/**
 * Papers that are here twice: found by their titles as they are taken into the search index, offered to the reader, and
 * never made one without being asked. What is found can be found again; what the reader says of it is kept.
 */
import type { PaperId } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { bandsOf, isNearTitle } from './near-title.ts'

interface TitleRow {
  readonly id: PaperId
  readonly title: string
  readonly author_names: string
  readonly author_count: number
}

export interface IdPair {
  readonly one: PaperId
  readonly other: PaperId
}

/** Titles that are compared with one: more share a number only if somebody made them so. */
const mostCompared = 50

export type Twins = ReturnType<typeof createTwins>

export function createTwins(db: Db) {
  const sql = prepare(db)

  function look(id: PaperId): void {
    sql.forget.run({ id })
    const own = sql.title.get({ id })
    if (own === undefined) return
    const numbers = bandsOf(own.title)
    for (const band of numbers) sql.addBand.run({ band, id })
    const near = sql.sharing.all({ bands: JSON.stringify(numbers), id, limit: mostCompared })
    for (const other of near) {
      if (!isNearTitle(own.title, other.title) || areOthers(own, other)) continue
      sql.add.run({ one: Math.min(id, other.id), other: Math.max(id, other.id) })
    }
  }

  return {
    /** Looks for the twins of papers that are new or have changed. */
    look: (ids: readonly PaperId[]): void => {
      for (const id of ids) look(id)
    },

    /** Pairs that the reader has not yet been heard about, the newest papers first. */
    pairs: (limit: number): IdPair[] => sql.pairs.all({ limit }),

    /** Says of two papers that they are two, or takes that back. Whether that was something new. */
    tellApart: (one: PaperId, other: PaperId, areApart: boolean): boolean => {
      const pair = { one: Math.min(one, other), other: Math.max(one, other) }
      return (areApart ? sql.addApart : sql.removeApart).run(pair).changes > 0
    },
  }
}

/** Whether two papers of nearly one title are by other people, as far as their authors are known. */
function areOthers(one: TitleRow, other: TitleRow): boolean {
  const [names, others] = [namesOf(one), namesOf(other)]
  if (names.size === 0 || others.size === 0) return false
  return ![...names].some((name) => others.has(name))
}

/** Family names as they are written last. */
function namesOf({ author_names }: TitleRow): Set<string> {
  const families = author_names.split('\n').map((name) => name.trim().split(/\s+/).at(-1) ?? '')
  return new Set(
    families.map((name) => name.normalize('NFKD').replace(/\P{L}/gu, '').toLowerCase()).filter(Boolean),
  )
}

function prepare(db: Db) {
  const row = `p.id, coalesce(p.title_original, p.title_feed) AS title, p.author_names, p.author_count`
  return {
    title: db.prepare<{ id: PaperId }, TitleRow>(`
      SELECT ${row} FROM papers AS p CROSS JOIN triage AS t ON t.paper_id = p.id
      WHERE p.id = @id AND t.is_removed = 0 AND p.merged_into IS NULL`),
    sharing: db.prepare<{ bands: string; id: PaperId; limit: number }, TitleRow>(`
      SELECT DISTINCT ${row}
      FROM json_each(@bands) AS wanted
      CROSS JOIN title_bands AS b ON b.band = wanted.value
      CROSS JOIN papers AS p ON p.id = b.paper_id
      CROSS JOIN triage AS t ON t.paper_id = b.paper_id
      WHERE b.paper_id <> @id AND t.is_removed = 0 AND p.merged_into IS NULL LIMIT @limit`),
    addBand: db.prepare<{ band: number; id: PaperId }>(
      'INSERT INTO title_bands (band, paper_id) VALUES (@band, @id) ON CONFLICT DO NOTHING',
    ),
    add: db.prepare<IdPair>(
      'INSERT INTO twins (one_id, other_id) VALUES (@one, @other) ON CONFLICT DO NOTHING',
    ),
    forget: db.prepare<{ id: PaperId }>('DELETE FROM twins WHERE one_id = @id OR other_id = @id'),
    pairs: db.prepare<{ limit: number }, IdPair>(`
      SELECT w.one_id AS one, w.other_id AS other FROM twins AS w
      CROSS JOIN triage AS t ON t.paper_id = w.one_id AND t.is_removed = 0
      CROSS JOIN triage AS o ON o.paper_id = w.other_id AND o.is_removed = 0
      WHERE NOT EXISTS (SELECT 1 FROM told_apart AS a WHERE a.one_id = w.one_id AND a.other_id = w.other_id)
      ORDER BY w.other_id DESC, w.one_id DESC LIMIT @limit`),
    addApart: db.prepare<IdPair>(
      'INSERT INTO told_apart (one_id, other_id) VALUES (@one, @other) ON CONFLICT DO NOTHING',
    ),
    removeApart: db.prepare<IdPair>('DELETE FROM told_apart WHERE one_id = @one AND other_id = @other'),
  }
}
