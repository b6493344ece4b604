/**
 * What the reader can set, as the library keeps it and both shells share it. In zod's small dialect, because the library's
 * thread reads settings before anything can be seen, and all of zod takes longer to load than the rest of the library.
 */
import * as z from 'zod/mini'
import { meteredChoices } from './network.ts'

/** Most searches that are kept as places. */
export const mostSearches = 40

export const searchText = z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))
export const searchName = z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))

/** Before they had names, searches were stored as their text alone. */
const savedSearch = z.union([
  z.strictObject({ text: searchText, name: searchName }),
  z.pipe(
    searchText,
    z.transform((text: string) => ({ text, name: text })),
  ),
])
/** A search that is kept as a place; named by its text until it is given another name. */
export type SavedSearch = z.output<typeof savedSearch>

// No defaults in the schema: zod fills them in through partial() too, and saving one setting would reset all others.
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'regular', 'roomy']),
  textSize: z.int().check(z.minimum(15), z.maximum(21)),
  feedUrl: z.nullable(z.url({ protocol: /^https?$/ })),
  syncEveryMinutes: z.int().check(z.minimum(0), z.maximum(1440)),
  /** What a metered network means for what is fetched unasked. */
  meteredNetworks: z.enum(meteredChoices),
  /** Whether arXiv is asked for the original title and abstract. */
  fetchOriginals: z.boolean(),
  /** Categories of arXiv whose daily announcements are listed too, `cs.LG+cs.CL`; null for none. */
  arxivCategories: z.nullable(z.string().check(z.regex(/^[A-Za-z.+-]{2,400}$/))),
  /** Whether a notification tells that the list of a new day has come out. */
  notifyNewDay: z.boolean(),
  /** Whether papers that are Later or starred are kept for reading offline without being asked for. */
  keepAutomatically: z.boolean(),
  /** Whether the pictures of listed papers are fetched without being asked for. */
  keepPictures: z.boolean(),
  /** Most that kept papers and pictures may take, MiB. */
  keptBudget: z.int().check(z.minimum(50), z.maximum(1_000_000)),
  listWidth: z.int().check(z.minimum(380), z.maximum(560)),
  /** Where papers were last written as Markdown notes. */
  vaultFolder: z.nullable(z.string().check(z.maxLength(1000))),
  /** Where backups are written; null for the folder beside the library. */
  backupFolder: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(1000))),
  /** Searches kept as places, each text once. */
  searches: z.array(savedSearch).check(z.maxLength(mostSearches)),
  /** Bare letters are commands; off for those whose speech or switches type letters by themselves. */
  singleKeys: z.boolean(),
  /** Whether the first three verdicts are still explained above the list. */
  firstSteps: z.boolean(),
  /** The version whose news the reader was told of; null before the first start. */
  newsOf: z.nullable(z.string().check(z.maxLength(40))),
  keys: z.record(z.string(), z.array(z.string().check(z.maxLength(40))).check(z.maxLength(6))),
})
/** What the reader has set; kept in the library, so that both shells share it. */
export type Settings = z.output<typeof settingsSchema>
