/** The keys in force: the table's, or those the reader has put in their place. */
import { commands, type Command, type CommandId } from '../shared/commands.ts'
import { keycaps, parseKeys, type Chord } from '../shared/keys.ts'

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

/** Every binding in force, in the order of the table. */
export function bindingsOf(overrides: KeyOverrides): readonly Binding[] {
  return commands.flatMap((command) =>
    keysOf(command.id, overrides).map((keys) => ({ command, keys, chords: parseKeys(keys) })),
  )
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
