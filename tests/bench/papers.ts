/** Papers for the benchmarks: as many as wanted, put together from sentences of real ones, the same in every run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDay } from '../../electron/feed/daily-papers.ts'
import { sampleLists } from '../../electron/feed/sample.ts'
import type { Library } from '../../electron/library/library.ts'
import { addDays } from '../../src/shared/days.ts'
import type { IncomingList, IncomingPaper } from '../../src/shared/domain.ts'

/** Papers on each day. */
const perDay = 60
const firstDay = '2022-01-03'

/** Papers whose titles and abstracts nobody has read, with as many different words as so many papers have. */
export function storeNewPapers(library: Library, count: number): void {
  const models = modelPapers()
  const sentences = [...models.flatMap((paper) => sentencesOf(paper.abstract)), ...moreSentences()]
  const words = models.flatMap((paper) => paper.title.split(' '))
  const random = generator(7)
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[Math.floor(random() * from.length)]
    if (chosen === undefined) throw new Error('nothing to make papers of')
    return chosen
  }
  const several = <T>(from: readonly T[], howMany: number): T[] =>
    Array.from({ length: howMany }, () => pick(from))
  storeDays(library, count, () => ({
    ...pick(models),
    title: several(words, 9).join(' '),
    abstract: several(sentences, 7).join(' '),
    aiSummary: pick(sentences),
    upvotes: Math.floor(random() * random() * 220),
  }))
}

/**
 * The papers of the real days again and again, under new ids and numbered titles. Counted from the newest, so that
 * libraries of different sizes begin with the same papers.
 */
export function storeRealPapers(library: Library, count: number): void {
  const models = modelPapers()
  storeDays(library, count, (index) => {
    const age = count - 1 - index
    const model = models[age % models.length]
    if (model === undefined) throw new Error('nothing to make papers of')
    return { ...model, title: `${model.title} (${Math.floor(age / models.length) + 1})` }
  })
}

function storeDays(library: Library, count: number, paperOf: (index: number) => IncomingPaper): void {
  for (let done = 0; done < count; done += perDay) {
    const day = addDays(firstDay, done / perDay)
    const papers = Array.from({ length: Math.min(perDay, count - done) }, (_, offset): IncomingPaper => {
      const index = done + offset
      const arxivId = `${1000 + Math.floor(index / 90_000)}.${10_000 + (index % 90_000)}`
      return { ...paperOf(index), arxivId, publishedOn: day }
    })
    const list: IncomingList = { list: `day:${day}`, papers, rejected: [] }
    library.storeList(list, Date.parse(`${day}T20:00:00Z`))
  }
}

const data = join(import.meta.dirname, '../../../shared/data')

/** The papers of the real days, or of the sample where there are none. */
export function modelPapers(): readonly IncomingPaper[] {
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
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
