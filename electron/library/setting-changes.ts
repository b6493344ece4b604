/**
 * What the reader sets, as changes that the journal holds: planned from a wish, carried out, taken back. Saved searches
 * are settings too, each a thing of its own, as are the keys of each command.
 */
import * as z from 'zod/mini'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import { commandOfKeys, isRecorded, keysThing } from '../../src/shared/setting-things.ts'
import type { SetThing, SettingThing } from '../../src/shared/setting-things.ts'
import { settingsSchema, type Settings } from '../../src/shared/settings.ts'
import type { SettingChange } from './journal.ts'
import { readJson } from './read-json.ts'
import type { SavedSearches } from './saved-searches.ts'
import { readSetting, settingText, thingOf } from './setting-text.ts'
import { understood, type SettingRows } from './settings.ts'

export type SettingChanges = ReturnType<typeof createSettingChanges>

export function createSettingChanges(rows: SettingRows, savedSearches: SavedSearches) {
  /** What a thing is set to, as the journal writes it; null for what was never set. */
  function now(thing: SettingThing): string | null {
    const command = commandOfKeys(thing)
    const value = command === null ? rows.get(thing) : keys()[command]
    return value === undefined ? null : settingText(thing, value)
  }

  function keys(): Settings['keys'] {
    return settingsSchema.shape.keys.safeParse(rows.get('keys')).data ?? {}
  }

  function set(thing: SettingThing, value: unknown): void {
    const command = commandOfKeys(thing)
    if (command === null) return value === undefined ? rows.remove(thing) : rows.put(thing, value)
    const { [command]: _before, ...others } = keys()
    rows.put('keys', value === undefined ? others : { ...others, [command]: value })
  }

  function change(thing: SettingThing, value: unknown): SettingChange {
    const after = value === undefined ? null : settingText(thing, value)
    return { kind: 'setting', paperId: null, before: now(thing), after, beforeFact: null, afterFact: null }
  }

  function isSet(name: string): boolean {
    return name === 'keys' ? Object.keys(keys()).length > 0 : rows.get(name) !== undefined
  }

  return {
    /** Sets what a patch says; gives the changes that the journal is to hold. */
    save: (patch: Partial<Settings>): SettingChange[] => {
      const changes = thingsOf(patch, keys())
        .filter(([thing]) => isRecorded(thing))
        .map(([thing, value]) => change(thing, value))
        .filter(({ before, after }) => before !== after)
      const news = changes.filter(({ before, after }) => !isDefault(before, after))
      for (const [name, value] of Object.entries(patch)) rows.put(name, value)
      return news
    },

    /**
     * Takes settings of another library where nothing was set here; its saved searches come after those that are here.
     * Gives the changes.
     */
    take: (settings: Readonly<Record<string, unknown>>): SettingChange[] => {
      const { searches = [], ...theirs } = understood(settings)
      const news = Object.entries(theirs).filter(([name]) => !isSet(name))
      const changes = thingsOf(Object.fromEntries(news), {}).map(([thing, value]) => change(thing, value))
      for (const [name, value] of news) rows.put(name, value)
      if ('searches' in settings && rows.get('searches') === undefined) rows.put('searches', [])
      const saved = settingsSchema.shape.searches.parse(searches).flatMap(({ text, name }) => {
        const isHere = savedSearches.isSaved(text)
        const save = isHere ? null : savedSearches.plan(text, name)
        return save !== null && savedSearches.apply(save) ? [save] : []
      })
      return [...changes, ...saved]
    },

    /** Carries out a change if the thing is still as it was before it; says whether it did. */
    apply: (change: SettingChange): boolean => {
      const thing = readSetting(change.after ?? change.before)?.setting
      if (thing === undefined) return savedSearches.apply(change)
      if (now(thing) !== change.before) return false
      set(thing, readSetting(change.after)?.value)
      return true
    },
  }
}

/** Whether another library may tell this one of such a change. */
export function mayBeTold({ before, after }: Pick<SettingChange, 'before' | 'after'>): boolean {
  return [before, after].every((text) => {
    const told = readSetting(text)
    if (told === null) return true
    const command = commandOfKeys(told.setting)
    const [name, value] = command === null ? [told.setting, told.value] : ['keys', { [command]: told.value }]
    return name in understood({ [name]: value })
  })
}

/** Names of all that is set, as `thingOf` gives them. */
export function thingsIn(settings: Readonly<Record<string, unknown>>): string[] {
  const { searches = [], ...others } = settings
  const set = thingsOf(others, {}).map(([thing, value]) => settingText(thing, value))
  const saved = settingsSchema.shape.searches.parse(searches).map((search) => JSON.stringify(search))
  return [...set, ...saved].map((after) => thingOf({ before: null, after }))
}

/** What changes set, for a command to tell. */
export function thingsSet(changes: readonly SettingChange[]): string {
  const things = changes.map(({ before, after }): SetThing => [
    readSetting(after ?? before)?.setting ?? '',
    readSetting(after)?.value ?? null,
  ])
  return JSON.stringify(things)
}

/** Settings one by one, the keys of each command for itself; undefined for keys that are no longer set. */
function thingsOf(
  settings: Readonly<Record<string, unknown>>,
  ownKeys: Settings['keys'],
): (readonly [thing: SettingThing, value: unknown])[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (name !== 'keys') return [[name, value] as const]
    const wanted = settingsSchema.shape.keys.parse(value)
    const commands = new Set([...Object.keys(ownKeys), ...Object.keys(wanted)])
    return [...commands].map((command) => [keysThing(command), wanted[command]] as const)
  })
}

/** What was never set and is now what it was without that: nothing that the reader would see taken back. */
function isDefault(before: string | null, after: string | null): boolean {
  if (before !== null || after === null) return false
  const own = Object.entries(defaultSettings).find(([name]) => name === readSetting(after)?.setting)
  return own !== undefined && JSON.stringify(own[1]) === JSON.stringify(readSetting(after)?.value)
}

/** The same without what is of one machine, for a command that is told elsewhere; null for what is no such text. */
export function thingsTold(value: string | null): string | null {
  const things = setThings.safeParse(readJson(value))
  if (!things.success) return null
  const isTold = ([thing, set]: readonly [string, unknown?]): boolean =>
    set === null || mayBeTold({ before: null, after: JSON.stringify({ setting: thing, value: set }) })
  return JSON.stringify(things.data.filter(isTold))
}

const setThings = z.array(z.tuple([z.string(), z.unknown()]))
