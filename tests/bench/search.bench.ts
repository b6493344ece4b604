/**
 * Search in a library of 100,000 papers, as it is typed: every keystroke of a mix of words, prefixes, phrases, formulas
 * and operators is one call of the library, rows and excerpts of the first page included. The papers are put together
 * from sentences of real days where `../shared/data` is there, else from the sample.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { percentile } from './measurement.ts'
import type { Measurement } from './measurement.ts'
import { storeNewPapers } from './papers.ts'

const paperCount = 100_000
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
    'like:1000.60000 -is:read',
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
    storeNewPapers(library, paperCount)
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
      similarTo(library),
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

/** The papers most like one, for papers all over the library. */
function similarTo(library: Library): Measurement {
  const { ids } = library.list({ place: 'everything', day: null, order: 'newest', tag: null }, 0)
  const wanted = ids.filter((_, index) => index % 487 === 5)
  const times = wanted.map((id) => timed(`like #${id}`, () => library.similar(id, 6)))
  return {
    name: 'more like this, p95',
    value: percentile(times.map(wallOf), 95),
    unit: 'ms',
    budget: 60,
    note: noteOn(times),
  }
}

function timed(query: string, work: () => unknown): Timing {
  const [startedAt, used] = [performance.now(), process.cpuUsage()]
  work()
  const { user, system } = process.cpuUsage(used)
  return { query, wall: performance.now() - startedAt, processor: (user + system) / 1000 }
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
