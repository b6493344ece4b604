/** From key presses to a command: pure, so that every layout can be a line in a test. */
import type { CommandContext } from '../shared/commands.ts'
import { sameChord, type Chord } from '../shared/keys.ts'
import type { Binding } from './bindings.ts'

export type Match =
  | { readonly kind: 'command'; readonly binding: Binding }
  /** The presses so far begin a sequence. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'none' }

/** What the presses mean in these contexts. `pressed` ends with the newest chord. */
export function matchKeys(
  bindings: readonly Binding[],
  contexts: ReadonlySet<CommandContext>,
  pressed: readonly Chord[],
): Match {
  let isPending = false
  for (const binding of bindings) {
    if (!contexts.has(binding.command.when) || !beginsWith(binding.chords, pressed)) continue
    if (binding.chords.length === pressed.length) return { kind: 'command', binding }
    isPending = true
  }
  return { kind: isPending ? 'pending' : 'none' }
}

function beginsWith(chords: readonly Chord[], pressed: readonly Chord[]): boolean {
  return (
    pressed.length <= chords.length &&
    pressed.every((chord, index) => {
      const wanted = chords[index]
      return wanted !== undefined && sameChord(wanted, chord)
    })
  )
}
