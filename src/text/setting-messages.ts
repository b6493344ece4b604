/** What the reader set, in words: "Set the theme to dark", "Gave “Later” the keys l 1". */
import { commandOf, isCommandId } from '../shared/commands.ts'
import { commandOfKeys, type RecordedSetting, type SetThing } from '../shared/setting-things.ts'
import { counted } from './format.ts'

/** `value` is what a command holds of what was set: a list of things as JSON. */
export function settingSentence(value: string | null): string {
  const things: readonly SetThing[] = JSON.parse(value ?? '[]')
  const [only] = things
  if (only !== undefined && things.length === 1) return thingSentence(only)
  const isKeys = things.every(([thing]) => commandOfKeys(thing) !== null)
  return `Changed ${isKeys ? `the keys of ${counted(things.length, 'command')}` : counted(things.length, 'setting')}`
}

function thingSentence([thing, value]: SetThing): string {
  const command = commandOfKeys(thing)
  if (command !== null) return keysSentence(command, value)
  const words = hasSentence(thing) ? sentences[thing] : null
  if (words === null) return 'Changed a setting'
  return typeof words === 'function' ? words(String(value)) : value === true ? words.on : words.off
}

function keysSentence(id: string, value: unknown): string {
  const title = isCommandId(id) ? commandOf(id).title.replace(/…$/, '') : id
  if (!Array.isArray(value)) return `Put the keys of “${title}” back`
  if (value.length === 0) return `Took the keys of “${title}” away`
  return `Gave “${title}” the keys ${value.join(', ')}`
}

type Words = ((value: string) => string) | { readonly on: string; readonly off: string }

const textSizes: Readonly<Record<string, string>> = { 15: 'small', 17: 'regular', 19: 'large', 21: 'larger' }

const sentences: Readonly<Record<Exclude<RecordedSetting, 'keys'>, Words>> = {
  theme: (theme) => (theme === 'system' ? 'Set the theme to the system’s' : `Set the theme to ${theme}`),
  density: (density) => `Made the rows of lists ${density}`,
  textSize: (size) => `Set the text of papers to ${textSizes[size] ?? size}`,
  feedUrl: (address) =>
    address === 'null' ? 'Went back to the feed of Hugging Face' : `Set the feed’s address to ${address}`,
  syncEveryMinutes: (minutes) =>
    minutes === '0' ? 'Switched asking the feed off' : `Set the feed to be asked every ${minutes} minutes`,
  meteredNetworks: (choice) =>
    ({ hold: 'Spared metered networks', always: 'Spared every network', ignore: 'Spared no network' })[
      choice
    ] ?? 'Changed what a metered network means',
  fetchOriginals: { on: 'Had arXiv asked for originals', off: 'Had arXiv not asked for originals' },
  arxivCategories: (names) =>
    names === 'null' ? 'Took the lists of arXiv away' : `Set the lists of arXiv to ${names}`,
  notifyNewDay: { on: 'Switched notifications on', off: 'Switched notifications off' },
  keepAutomatically: {
    on: 'Had Later and starred papers kept offline',
    off: 'Had Later and starred papers not kept offline',
  },
  keepPictures: { on: 'Had pictures fetched', off: 'Had pictures not fetched' },
  keptBudget: (size) => `Set the space for kept papers to ${size} MB`,
  backupFolder: (folder) =>
    folder === 'null' ? 'Moved backups beside the library again' : `Set the folder of backups to ${folder}`,
  singleKeys: { on: 'Made single letters commands', off: 'Made single letters no commands' },
}

function hasSentence(thing: string): thing is keyof typeof sentences {
  return Object.hasOwn(sentences, thing)
}

/** What of a command stayed as it is, because it was changed since. */
export function stayedSentence(count: number): string {
  const verb =
    count === 1 ? 'that was changed since stays as it is' : 'that were changed since stay as they are'
  return `${counted(count, 'setting or search', 'settings or searches')} ${verb}.`
}
