/**
 * What is one thing among the settings, to be told and taken back by itself: a setting by its name, or the keys of one
 * command. Apart from the schema, which the window has no need to load.
 */
import type { Settings } from './settings.ts'

/** A name of the settings, or `keys.` and the id of a command. */
export type SettingThing = string

/** A thing and what it was set to; null for what it is without being set. */
export type SetThing = readonly [thing: SettingThing, value: unknown]

/**
 * What the journal does not hold: where things stand on the screen and what was seen, which nobody thinks of as a change;
 * and saved searches, which have commands of their own.
 */
const unrecorded = [
  'searches',
  'listWidth',
  'vaultFolder',
  'firstSteps',
  'newsOf',
] as const satisfies readonly (keyof Settings)[]
export type RecordedSetting = Exclude<keyof Settings, (typeof unrecorded)[number]>

/** Whether a change of this is a step of undo. */
export function isRecorded(thing: SettingThing): boolean {
  return !unrecorded.some((name) => name === thing)
}

const keysPrefix = 'keys.'

/** The thing that the keys of a command are. */
export function keysThing(command: string): SettingThing {
  return `${keysPrefix}${command}`
}

/** The command whose keys a thing is; null for any other thing. */
export function commandOfKeys(thing: SettingThing): string | null {
  return thing.startsWith(keysPrefix) ? thing.slice(keysPrefix.length) : null
}
