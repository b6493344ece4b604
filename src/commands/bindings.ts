/** The keys in force: the table's, or those the reader has put in their place. */
import { commands, type Command, type CommandId } from '../shared/commands.ts'
import { keycaps, parseKeys, sameChord, type Chord } from '../shared/keys.ts'

export type KeyOverrides = Readonly<Record<string, readonly string[]>>

export interface Binding {
  readonly command: Command & { readonly id: CommandId }
  readonly keys: string
  readonly chords: readonly Chord[]
}

/** The alternatives of a command, first the one that is shown. Overrides that do not parse are left out. */
export function keysOf(id: CommandId, overrides: KeyOverrides): readonly string[] {
  const chosen = overrides[id]
  if (!chosen) return commands.find((command) => command.id === id)?.keys ?? []
  return chosen.filter(isParsable)
}

/** Every binding in force, in the order of the table; without those that begin with a bare character, if so wanted. */
export function bindingsOf(overrides: KeyOverrides, singleKeys = true): readonly Binding[] {
  const all = commands.flatMap((command) =>
    keysOf(command.id, overrides).map((keys) => ({ command, keys, chords: parseKeys(keys) })),
  )
  return singleKeys ? all : all.filter(({ chords }) => !isBareCharacter(chords[0]))
}

function isBareCharacter(chord: Chord | undefined): boolean {
  return chord !== undefined && [...chord.key].length === 1 && !chord.mod && !chord.alt
}

/** The command that has these keys already, or a sequence that they begin or that begins them. */
export function conflictOf(keys: string, id: CommandId, overrides: KeyOverrides): CommandId | null {
  const wanted = parseKeys(keys)
  const found = bindingsOf(overrides).find(
    ({ command, chords }) =>
      command.id !== id &&
      wanted.slice(0, chords.length).every((chord, index) => sameChord(chord, chords[index] ?? chord)),
  )
  return found?.command.id ?? null
}

/** A chord in the grammar of the table. */
export function chordText({ key, shift, alt, mod }: Chord): string {
  return [...(mod ? ['Mod'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), key].join('+')
}

/** The keycaps of keys, one list for each chord of a sequence. */
export function capsOf(keys: string, isMac: boolean): readonly (readonly string[])[] {
  return parseKeys(keys).map((chord) => keycaps(chord, isMac))
}

/** Keys as words, for tooltips and `aria-keyshortcuts`: `Shift+Z`, `g then t`. */
export function keyWords(keys: string, isMac: boolean): string {
  return capsOf(keys, isMac)
    .map((caps) => caps.join('+'))
    .join(' then ')
}

function isParsable(keys: string): boolean {
  try {
    parseKeys(keys)
    return true
  } catch {
    return false
  }
}
