/** What was set as the journal writes it: JSON with the thing's name and value; of a saved search, its text and name. */
import * as z from 'zod/mini'
import type { SettingThing } from '../../src/shared/setting-things.ts'
import { readJson } from './read-json.ts'

const setting = z.object({ setting: z.string(), value: z.unknown() })
const search = z.object({ text: z.string(), name: z.string() })

interface Values {
  readonly before: string | null
  readonly after: string | null
}

/** A thing with its value. */
export function settingText(thing: SettingThing, value: unknown): string {
  return JSON.stringify({ setting: thing, value })
}

/** The thing and its value; null for what is none. */
export function readSetting(text: string | null): { setting: SettingThing; value: unknown } | null {
  const read = setting.safeParse(readJson(text))
  return read.success ? { setting: read.data.setting, value: read.data.value } : null
}

/** What a change is about: a name that no other thing has, be it a setting or a saved search. Empty for none. */
export function thingOf({ before, after }: Values): string {
  const text = after ?? before
  const thing = readSetting(text)
  if (thing !== null) return `setting ${thing.setting}`
  const read = search.safeParse(readJson(text))
  return read.success ? `search ${read.data.text}` : ''
}
