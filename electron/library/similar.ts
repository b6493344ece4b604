/**
 * More like this: the papers nearest to one, from the library's own words. The search index gives those that share the
 * words by which the paper differs most from all others; of these the nearest are found by comparing all their words.
 */
import type { PaperId } from '../../src/shared/domain.ts'
import type { SimilarPaper } from '../../src/shared/similar.ts'
import type { Db } from './db.ts'
import { titleKey } from './title-key.ts'
import { profileOf } from './similar-profile.ts'
import type { Profile } from './similar-profile.ts'
import { createWordCounts } from './word-counts.ts'

interface SourceRow {
  readonly id: PaperId
  readonly title: string
  readonly abstract: string | null
  readonly summary: string | null
  readonly keywords: string
  readonly tags: string
  readonly author_names: string
}

/** Words that candidates are looked up by, and how many candidates are compared. */
const askedWords = 16
const candidates = 60
/** Words that more papers than this have are too dear to look up, and tell little. */
const mostPapers = 600
/** What a shared author adds to a likeness between 0 and 1, up to three of them. */
const authorShare = 0.04
/** Below this, papers have words in common by chance. */
const leastLikeness = 0.04
/**
 * What words that only the other paper has are taken to tell, as a part of what a word of one paper alone tells: to count
 * each of them would take longer than all the rest.
 */
const usualPart = 0.6
/** Stands for them among the rarities; no text has this word. */
const otherWords = ''
/** Words that are told as the reason. */
const toldWords = 4

export function createSimilar(db: Db) {
  const counts = createWordCounts(db)
  const sql = prepare(db)
  // Not before it is needed: a damaged index must not keep the library from opening.
  let candidatesOf: ReturnType<typeof prepareCandidates> | undefined

  /** How much each word of a profile tells: the more, the fewer papers have it. */
  function rarities(profile: Profile): Map<string, number> {
    const all = counts.papers()
    const rarity = (count: number): number => Math.log(1 + all / (1 + count))
    const known = [...profile.keys()].map((word) => [word, rarity(counts.of(word))] as const)
    return new Map([...known, [otherWords, usualPart * rarity(0)]])
  }

  function candidateIds(id: PaperId, profile: Profile, rarity: ReadonlyMap<string, number>): PaperId[] {
    const weightOf = (word: string): number => (profile.get(word) ?? 0) * (rarity.get(word) ?? 0)
    const words = [...profile.keys()]
      .filter((word) => counts.of(word) <= mostPapers)
      .sort((one, other) => weightOf(other) - weightOf(one))
      .slice(0, askedWords)
      .map((word) => `"${word}"`)
    if (words.length === 0) return []
    candidatesOf ??= prepareCandidates(db)
    return candidatesOf.all({ id, match: `${within} : (${words.join(' OR ')})`, limit: candidates })
  }

  function similarTo(id: PaperId, limit: number): SimilarPaper[] {
    const own = sql.sources.get({ ids: JSON.stringify([id]) })
    if (own === undefined) return []
    const profile = profileOfRow(own)
    const rarity = rarities(profile)
    const authors = namesOf(own)
    return sql.sources
      .all({ ids: JSON.stringify(candidateIds(id, profile, rarity)) })
      .map((row) => {
        const { likeness, words } = compared(profile, profileOfRow(row), rarity)
        const sharedAuthors = [...namesOf(row)].filter((name) => authors.has(name)).length
        return {
          id: row.id,
          likeness: likeness + authorShare * Math.min(3, sharedAuthors),
          words,
          sharedAuthors,
        }
      })
      .filter(({ likeness }) => likeness >= leastLikeness)
      .sort((one, other) => other.likeness - one.likeness || other.id - one.id)
      .slice(0, limit)
  }

  return {
    to: similarTo,

    /** Papers near to the one of an arXiv id, or of a number in this library (`#12`). */
    toNamed: (name: string): PaperId[] => {
      const number = name.startsWith('#') ? Number(name.slice(1)) : null
      const id = sql.named.get({ name, number }) ?? sql.titled.get({ key: `title:${titleKey(name)}` })
      return id === undefined ? [] : similarTo(id, candidates).map((paper) => paper.id)
    },
  }
}

/** The columns of the search index that tell what a paper is about. */
const within = '{title abstract tags keywords summary}'

/** The cosine of two profiles, and the words that they owe it to, the weightiest first. */
function compared(
  one: Profile,
  other: Profile,
  rarity: ReadonlyMap<string, number>,
): { likeness: number; words: string[] } {
  const shared: { word: string; part: number }[] = []
  let sum = 0
  for (const [word, share] of one) {
    const part = share * (other.get(word) ?? 0) * (rarity.get(word) ?? 0) ** 2
    if (part === 0) continue
    sum += part
    shared.push({ word, part })
  }
  const words = shared
    .sort((a, b) => b.part - a.part)
    .slice(0, toldWords)
    .map(({ word }) => word)
  return { likeness: sum === 0 ? 0 : sum / (lengthOf(one, rarity) * lengthOf(other, rarity)), words }
}

function lengthOf(profile: Profile, rarity: ReadonlyMap<string, number>): number {
  let sum = 0
  const others = rarity.get(otherWords) ?? 0
  for (const [word, share] of profile) sum += (share * (rarity.get(word) ?? others)) ** 2
  return Math.sqrt(sum)
}

function profileOfRow(row: SourceRow): Profile {
  return profileOf({ ...row, keywords: strings(row.keywords), tags: strings(row.tags) })
}

function namesOf({ author_names }: SourceRow): ReadonlySet<string> {
  return new Set(author_names.split('\n').filter((name) => name.includes(' ')))
}

function strings(json: string): readonly string[] {
  const list: readonly string[] = JSON.parse(json)
  return list
}

function prepare(db: Db) {
  return {
    sources: db.prepare<{ ids: string }, SourceRow>(`
      SELECT p.id, coalesce(p.title_original, p.title_feed) AS title, p.ai_summary AS summary,
        coalesce(p.abstract_original, p.abstract_feed) AS abstract, p.keywords, p.author_names,
        (SELECT json_group_array(name) FROM tags WHERE paper_id = p.id) AS tags
      FROM json_each(@ids) AS wanted CROSS JOIN papers AS p ON p.id = wanted.value`),
    named: db
      .prepare<{ name: string; number: number | null }, PaperId>(
        `SELECT coalesce(merged_into, id) FROM papers WHERE arxiv_id = @name
         UNION SELECT coalesce(merged_into, id) FROM papers WHERE id = @number`,
      )
      .pluck(),
    titled: db
      .prepare<{ key: string }, PaperId>(
        `SELECT coalesce(p.merged_into, p.id) FROM paper_keys AS k CROSS JOIN papers AS p ON p.id = k.paper_id
         WHERE k.key = @key ORDER BY p.id LIMIT 1`,
      )
      .pluck(),
  }
}

function prepareCandidates(db: Db) {
  return db
    .prepare<{ id: PaperId; match: string; limit: number }, PaperId>(
      `SELECT d.paper_id FROM papers_fts AS f CROSS JOIN search_docs AS d ON d.docid = f.rowid
       WHERE papers_fts MATCH @match AND d.paper_id <> @id
       ORDER BY bm25(papers_fts, 4.0, 0.0, 1.0, 0.0, 2.0, 2.0, 1.0, 0.0) LIMIT @limit`,
    )
    .pluck()
}
