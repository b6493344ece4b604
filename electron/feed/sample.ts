/** The sample library that an empty library without a network can open: five days in the feed's own shape. */
import { z } from 'zod'
import { isDay } from '../../src/shared/days.ts'
import type { IncomingList } from '../../src/shared/domain.ts'
import { readDay } from './daily-papers.ts'

const sample = z.object({ days: z.record(z.string().refine(isDay), z.array(z.unknown())) })

/**
 * The lists of `resources/sample.json`, oldest day first, read by the parser of the feed and marked as samples. Throws if
 * `json` is not such a file, which only a damaged installation can bring about.
 */
export function sampleLists(json: unknown): readonly IncomingList[] {
  return Object.entries(sample.parse(json).days)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, entries]) => ({ ...readDay(day, entries, day), isSample: true }))
}
