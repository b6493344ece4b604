/**
 * The papers of a damaged library in a sound one. Where that is an earlier state of the same library, a paper has the
 * same number in both; otherwise it is found by its arXiv id, or added.
 */
import type { Db } from './db.ts'
import type { Cell, DamagedLibrary, Row } from './read-damaged.ts'
import { isJson, putter } from './put-rows.ts'

export interface PaperMap {
  /** The number here of the paper with this number there; null if it is not here. */
  known(there: Cell | undefined): number | null
  /** As `known`, but something of the reader's hangs on it: a paper whose row is lost is stood in for. */
  orPlaceholder(there: Cell | undefined): number | null
  /** The numbers of both mean the same papers. */
  readonly isSameLibrary: boolean
  /** Papers that were not here before. */
  added(): number
}

interface PaperRow {
  readonly id: number
  readonly arxiv_id: string | null
  readonly title_feed: string | null
  readonly title_original: string | null
}

export function adoptPapers(from: DamagedLibrary, into: Db, now: number): PaperMap {
  const columns = 'SELECT id, arxiv_id, title_feed, title_original FROM papers'
  const byId = into.prepare<{ id: number }, PaperRow>(`${columns} WHERE id = @id`)
  const byArxivId = into.prepare<{ arxivId: string }, PaperRow>(`${columns} WHERE arxiv_id = @arxivId`)
  const put = putter(into, 'papers', null)
  const lastId = into.prepare<[], { id: number }>('SELECT max(id) AS id FROM papers')
  const map = new Map<number, number>()
  let added = 0
  let balance = 0

  function add(row: Row, there: number): number | null {
    // `merged_into` may name a paper that is not here yet.
    const paper = { ...withSoundLists(row), merged_into: null }
    const { id, ...withoutId } = paper as Row & { readonly id?: Cell }
    const hasRoom = id !== undefined && byId.get({ id: there }) === undefined
    if (!put(hasRoom ? paper : withoutId)) return null
    added += 1
    return hasRoom ? there : (lastId.get()?.id ?? null)
  }

  from.each('papers', 'id', (row) => {
    const there = row['id']
    if (typeof there !== 'number' || map.has(there)) return
    const here = byId.get({ id: there })
    const isSame = here !== undefined && isSamePaper(here, row)
    if (here !== undefined) balance += isSame ? 1 : -1
    const arxivId = row['arxiv_id']
    const other = typeof arxivId === 'string' ? byArxivId.get({ arxivId }) : undefined
    const id = isSame ? there : (other?.id ?? add(row, there))
    if (id !== null) map.set(there, id)
  })
  // Most, because a damaged row may name another paper.
  const isSameLibrary = balance >= 0
  bringJoins(from, into, map)

  const known = (there: Cell | undefined): number | null => {
    if (typeof there !== 'number') return null
    const id = map.get(there)
    if (id !== undefined) return id
    return isSameLibrary && byId.get({ id: there }) !== undefined ? there : null
  }
  return {
    known,
    isSameLibrary,
    added: () => added,
    orPlaceholder(there) {
      const id = known(there)
      if (id !== null || typeof there !== 'number' || !Number.isSafeInteger(there) || there < 1) return id
      const arxivId = keyOf(from, there)
      const same = arxivId === null ? undefined : byArxivId.get({ arxivId })
      const title = arxivId === null ? `Paper ${there}, whose title was lost` : `arXiv ${arxivId}`
      const row = { id: there, arxiv_id: arxivId, origin: 'import', title_feed: title, added_at: now }
      const made = same?.id ?? add(row, there)
      if (made !== null) map.set(there, made)
      return made
    },
  }
}

/** Lists that are no JSON any more are left to their defaults: the feed has them. */
function withSoundLists(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !jsonLists.has(name) || isJson(value ?? null)),
  )
}

const jsonLists = new Set(['authors', 'keywords', 'media'])

/** By id or by title: either of them may be garbled. */
function isSamePaper(here: PaperRow, row: Row): boolean {
  if (here.arxiv_id !== null && here.arxiv_id === row['arxiv_id']) return true
  const titles = [here.title_feed, here.title_original].filter((title) => title !== null)
  return titles.some((title) => title === row['title_feed'] || title === row['title_original'])
}

/** The arXiv id under which a paper is known, from the keys, which are on pages of their own. */
function keyOf(from: DamagedLibrary, there: number): string | null {
  const keys = from.rows('SELECT key FROM paper_keys WHERE paper_id = @there', { there })
  const key = keys
    .map((row) => row['key'])
    .find((text) => typeof text === 'string' && text.startsWith('arxiv:'))
  return typeof key === 'string' ? key.slice('arxiv:'.length) : null
}

/** Rows that became one since the backup. */
function bringJoins(from: DamagedLibrary, into: Db, map: ReadonlyMap<number, number>): void {
  const join = into.prepare<{ id: number; target: number }>(
    `UPDATE papers SET merged_into = @target WHERE id = @id AND merged_into IS NULL AND id <> @target
      AND NOT EXISTS (SELECT 1 FROM papers WHERE id = @target AND merged_into = @id)`,
  )
  from.each('papers', 'id', ({ id, merged_into: target }) => {
    const here = typeof id === 'number' ? map.get(id) : undefined
    const there = typeof target === 'number' ? map.get(target) : undefined
    if (here !== undefined && there !== undefined) join.run({ id: here, target: there })
  })
}
