/** Days of the feed as files named `YYYY-MM-DD.json`, each holding what the feed answers for that day. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, isDay, isWeekend, type Day } from '../../src/shared/days.ts'

/** A day's entries as the feed serves them. */
export type Entry = { readonly [key: string]: unknown }
export type Days = ReadonlyMap<Day, readonly Entry[]>

/** Reads a folder of day files. Throws if it holds none. */
export async function readDays(folder: string): Promise<Days> {
  const names = (await readdir(folder)).filter((name) => isDay(name.replace(/\.json$/, ''))).sort()
  if (names.length === 0) throw new Error(`no day files (YYYY-MM-DD.json) in ${folder}`)
  const days = new Map<Day, readonly Entry[]>()
  for (const name of names) {
    const entries: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'))
    days.set(name.slice(0, 10), Array.isArray(entries) ? entries : [])
  }
  return days
}

/**
 * The same lists under the latest weekdays: the newest becomes the last weekday up to `today`, the one before it the
 * weekday before that, and so on. Only the feed's own date is rewritten; when a paper came out on arXiv stays true.
 */
export function shiftedTo(today: Day, days: Days): Days {
  const shifted = new Map<Day, readonly Entry[]>()
  let day = addDays(today, 1)
  for (const entries of [...days.entries()].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, list]) => list)) {
    do day = addDays(day, -1)
    while (isWeekend(day))
    shifted.set(
      day,
      entries.map((entry) => withFeedDay(entry, day)),
    )
  }
  return shifted
}

function withFeedDay(entry: Entry, day: Day): Entry {
  const paper = entry['paper']
  if (typeof paper !== 'object' || paper === null) return entry
  return { ...entry, paper: { ...paper, submittedOnDailyAt: `${day}T00:00:00.000Z` } }
}
