/**
 * Search in a library of 100,000 papers, as it is typed: every keystroke of a mix of words, prefixes, phrases, formulas
 * and operators is one call of the library, rows and excerpts of the first page included. The papers are put together
 * from sentences of real days where `../shared/data` is there, else from the sample.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { readDay } from '../../electron/feed/daily-papers.ts'
import { sampleLists } from '../../electron/feed/sample.ts'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { addDays } from '../../src/shared/days.ts'
import type { IncomingPaper } from '../../src/shared/domain.ts'
import type { Measurement } from './measurement.ts'

const paperCount = 100_000
const perDay = 60
const firstDay = '2022-01-03'
/** As the window asks. */
const limit = 200
const rowCount = 60

/** What is typed, by kind. Each is typed from its first letter to its last. */
const typed: { readonly [kind: string]: readonly string[] } = {
  words: [
    'diffusion transformer',
    'large language models reasoning',
    'graph neural network',
    'zebra',
    'the of a',
  ],
  prefixes: ['quant* entang*', 'multi* agent*', 'learn* represent*', 're*'],
  phrases: ['"large language model"', '"state of the art"', '"model of the"', '"in this paper we" video'],
  formulas: ['O(n log n)', '\\mathcal{O}(n \\log n)', '$O(n^2)$ attention', 'x^2 + y^2'],
  operators: [
    'is:starred model',
    'is:later -is:starred attention',
    'author:wang title:video',
    'upvotes:>100 the',
    'after:2024-06 before:2025 benchmark',
    'day:2024-06-12 learning',
    'has:code tag:"to read" agents',
    'has:note idea',
    '-is:read -model',
    'cat:cs.LG graph',
  ],
}

/** Milliseconds of each keystroke of each kind, and what filling the index took. */
export async function measure(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-search-'))
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    now: () => Date.parse('2026-06-23T12:00:00Z'),
  })
  try {
    fill(library)
    const startedAt = performance.now()
    while (library.search({ text: '', order: 'newest', limit: 1 }, 0).pending > 0) await sleep(500)
    const indexed = performance.now() - startedAt
    decide(library)
    while (library.search({ text: '', order: 'newest', limit: 1 }, 0).pending > 0) await sleep(100)
    const kinds = Object.entries(typed).map(([kind, queries]) => ({
      kind,
      times: queries.flatMap((text) => timesOf(library, text)),
    }))
    const all = kinds.flatMap(({ times }) => times)
    return [
      {
        name: `search index of ${paperCount} papers made`,
        value: indexed,
        unit: 'ms',
        note: 'in the background',
      },
      ...kinds.map(({ kind, times }): Measurement => ({
        name: `search, keystroke, ${kind}, p95`,
        value: percentile(times.map(wallOf), 95),
        unit: 'ms',
        note: noteOn(times),
      })),
      {
        name: 'search, keystroke, all, p95',
        value: percentile(all.map(wallOf), 95),
        unit: 'ms',
        budget: 30,
        note: noteOn(all),
      },
      {
        name: 'search, counting all hits, p95',
        value: percentile(countTimes(library).map(wallOf), 95),
        unit: 'ms',
        note: 'after the page',
      },
    ]
  } finally {
    library.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One call: by the clock, and by the processor, which other programs do not lengthen. Milliseconds. */
interface Timing {
  readonly query: string
  readonly wall: number
  readonly processor: number
}

const wallOf = ({ wall }: Timing): number => wall

function noteOn(times: readonly Timing[]): string {
  const slowest = [...times].sort((one, other) => other.wall - one.wall)[0]
  const processor = percentile(
    times.map((one) => one.processor),
    95,
  )
  return [
    `p50 ${percentile(times.map(wallOf), 50).toFixed(1)}`,
    `p95 of processor time ${processor.toFixed(1)}`,
    `most ${slowest?.wall.toFixed(1)} for ${slowest?.query}`,
    `${times.length} keystrokes`,
  ].join(', ')
}

function timesOf(library: Library, text: string): Timing[] {
  const characters = [...text]
  return (['relevance', 'newest'] as const).flatMap((order) =>
    characters.map((_, index) => {
      const query = characters.slice(0, index + 1).join('')
      return timed(query, () => library.search({ text: query, order, limit }, rowCount))
    }),
  )
}

function countTimes(library: Library): Timing[] {
  return Object.values(typed).flatMap((queries) =>
    queries.map((text) => timed(text, () => library.searchCount(text))),
  )
}

function timed(query: string, work: () => unknown): Timing {
  const [startedAt, used] = [performance.now(), process.cpuUsage()]
  work()
  const { user, system } = process.cpuUsage(used)
  return { query, wall: performance.now() - startedAt, processor: (user + system) / 1000 }
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}

/** Verdicts, stars, tags and notes as a reader of years leaves them. */
function decide(library: Library): void {
  const { ids } = library.list({ place: 'everything', day: null, order: 'newest', tag: null }, 0)
  const every = (step: number, from: number) => ids.filter((_, index) => index % step === from)
  library.change(every(10, 1), { field: 'verdict', value: 'later' })
  library.change([...every(10, 2), ...every(10, 3)], { field: 'verdict', value: 'read' })
  library.change([...every(10, 4), ...every(10, 5), ...every(10, 6)], { field: 'verdict', value: 'skipped' })
  library.change(every(40, 7), { field: 'star', value: true })
  library.change(every(100, 8), { field: 'tag', name: 'to read', value: true })
  for (const paperId of every(500, 9)) {
    library.saveNote({
      paperId,
      text: 'An idea to compare with ours.',
      baseRevision: 0,
      session: `n${paperId}`,
    })
  }
}

function fill(library: Library): void {
  const models = modelPapers()
  const sentences = [...models.flatMap((paper) => sentencesOf(paper.abstract)), ...moreSentences()]
  const words = models.flatMap((paper) => paper.title.split(' '))
  const random = generator(7)
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[Math.floor(random() * from.length)]
    if (chosen === undefined) throw new Error('nothing to make papers of')
    return chosen
  }
  const several = <T>(from: readonly T[], count: number): T[] =>
    Array.from({ length: count }, () => pick(from))
  for (let done = 0; done < paperCount; done += perDay) {
    const day = addDays(firstDay, done / perDay)
    const papers = Array.from({ length: Math.min(perDay, paperCount - done) }, (_, index): IncomingPaper => ({
      ...pick(models),
      arxivId: `${String(1000 + Math.floor((done + index) / 90_000))}.${String(10_000 + ((done + index) % 90_000))}`,
      title: several(words, 9).join(' '),
      abstract: several(sentences, 7).join(' '),
      aiSummary: pick(sentences),
      upvotes: Math.floor(random() * random() * 220),
      publishedOn: day,
    }))
    library.storeList({ list: `day:${day}`, papers, rejected: [] }, Date.parse(`${day}T20:00:00Z`))
  }
}

const data = join(import.meta.dirname, '../../../shared/data')

function modelPapers(): readonly IncomingPaper[] {
  const folder = join(data, 'hf/days')
  if (!existsSync(folder)) {
    const sample: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../resources/sample.json'), 'utf8'),
    )
    return sampleLists(sample).flatMap((list) => list.papers)
  }
  return readdirSync(folder).flatMap((file) => {
    const day = file.slice(0, 10)
    return readDay(day, JSON.parse(readFileSync(join(folder, file), 'utf8')), day).papers
  })
}

/** Sentences with their TeX, for as many different words as 100,000 papers have. */
function moreSentences(): readonly string[] {
  const file = join(data, 'math/abstracts.jsonl')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { abstract }: { readonly abstract: string } = JSON.parse(line)
      return sentencesOf(abstract)
    })
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=\.)\s+/)
}

/** Numbers from 0 to 1, the same in every run. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
