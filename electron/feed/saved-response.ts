/** Answers of the Hugging Face API that somebody saved to a file: whole lists, or a single paper. */
import type { Day } from '../../src/shared/days.ts'
import { dayList, type IncomingList, type IncomingPaper, type ListName } from '../../src/shared/domain.ts'
import { readEntry } from './read-entry.ts'

/**
 * The lists in a saved answer: one for each feed day in it, newest first, and `import:<name>` for papers that were on
 * none. Null if the text is no such answer. `latest` is the latest feed day there can be.
 */
export function readResponse(text: string, name: string, latest: Day): readonly IncomingList[] | null {
  const entries = entriesIn(text)
  if (entries === null) return null
  const papers = new Map<ListName, IncomingPaper[]>()
  const rejected = []
  const seen = new Set<string | null>()
  for (const raw of entries) {
    const read = readEntry(raw, latest)
    if (read.rejected !== null) {
      rejected.push(read.rejected)
      continue
    }
    const list = read.feedDay === null ? `import:${name}` : dayList(read.feedDay)
    const key = `${list} ${read.paper.arxivId}`
    if (seen.has(key)) continue
    seen.add(key)
    const known = papers.get(list)
    if (known === undefined) papers.set(list, [read.paper])
    else known.push(read.paper)
  }
  const lists = [...papers].map(([list, items]) => ({ list, papers: items, rejected: [] }))
  lists.sort((a, b) => (a.list < b.list ? 1 : -1))
  return rejected.length === 0 ? lists : [...lists, { list: `import:${name}`, papers: [], rejected }]
}

/** The entries of a list, or the one paper of `/api/papers/{id}` as an entry; null for any other text. */
function entriesIn(text: string): readonly unknown[] | null {
  if (!/^\ufeff?\s*[[{]/.test(text)) return null
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  const entries = Array.isArray(value) ? value : [{ paper: value }]
  const isAnswer = entries.length === 0 || entries.some(hasPaper)
  return isAnswer ? entries : null
}

function hasPaper(entry: unknown): boolean {
  const paper: unknown = typeof entry === 'object' && entry !== null && 'paper' in entry ? entry.paper : null
  return typeof paper === 'object' && paper !== null && 'id' in paper && 'title' in paper
}
