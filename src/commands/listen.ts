/** The one key listener of the window. */
import type { CommandId } from '../shared/commands.ts'
import { chordOf, sameChord, type Chord } from '../shared/keys.ts'
import type { App } from '../stores/app.ts'
import type { Settings } from '../shared/contract.ts'
import { leaveOpening } from '../actions/notes.ts'
import { bindingsOf, type Binding } from './bindings.ts'
import { contextsOf, isPressable, isTextField } from './context.ts'
import { matchKeys } from './match.ts'

/** A sequence that is not finished is forgotten after this long. */
const sequenceMs = 3_000

/** Hears keys until the returned function is called. */
export function listen(app: App, target: Window, run: (id: CommandId) => void): () => void {
  let pressed: readonly Chord[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const bindings = cachedBindings()

  const setPressed = (chords: readonly Chord[]): void => {
    clearTimeout(timer)
    pressed = chords
    const pendingKeys = chords.map(({ key }) => key)
    if (pendingKeys.length > 0 || app.view.getState().pendingKeys.length > 0)
      app.view.setState({ pendingKeys })
    if (chords.length > 0) timer = setTimeout(() => setPressed([]), sequenceMs)
  }

  const hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const chord = chordOf(event, app.isMac)
    if (!chord || !isMeant(event, chord)) return
    if (chord.key === 'Escape' && leaveOpening(app)) return event.preventDefault()
    const contexts = contextsOf(app)
    const all = bindings(app.library.getState().settings)
    let match = matchKeys(all, contexts, [...pressed, chord])
    // A key that does not go on with the sequence begins anew, unless it is a plain letter of a broken one.
    if (match.kind === 'none' && pressed.length > 0) {
      const isAgain = sameChord(chord, pressed[0] ?? chord)
      setPressed([])
      // Escape ends it, and so does its first key where that leads nowhere: `g g` without a list.
      if (chord.key === 'Escape' || isAgain) return event.preventDefault()
      match = matchKeys(all, contexts, [chord])
    }
    if (match.kind === 'none') return
    event.preventDefault()
    if (match.kind === 'pending') return setPressed([...pressed, chord])
    setPressed([])
    const { command } = match.binding
    if (event.repeat && !command.repeats) return
    run(command.id)
  }

  target.addEventListener('keydown', hear)
  return () => {
    clearTimeout(timer)
    target.removeEventListener('keydown', hear)
  }
}

/** Keys that belong to what has the focus: letters to a field, Enter and Space to a button. */
function isMeant(event: KeyboardEvent, chord: Chord): boolean {
  if (isTextField(event.target)) {
    const isEditing = ['z', 'y', 'a', 'c', 'v', 'x'].includes(chord.key)
    return /^F\d+$/.test(chord.key) || (chord.mod && !isEditing)
  }
  if (chord.key === 'Enter' || chord.key === 'Space') return !isPressable(event.target)
  return true
}

function cachedBindings(): (settings: Settings) => readonly Binding[] {
  let known: { readonly settings: Settings; readonly bindings: readonly Binding[] } | null = null
  return (settings) => {
    if (known?.settings !== settings) {
      known = { settings, bindings: bindingsOf(settings.keys, settings.singleKeys) }
    }
    return known.bindings
  }
}
