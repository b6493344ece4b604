/**
 * The grammar of keys: `j`, `Shift+z`, `Mod+k`, `g t` (a sequence), `Alt+ArrowLeft`. `Mod` is Command on a Mac and Control
 * elsewhere. Keys are matched by what they type (`event.key`), never by where they lie, so `?`, `/` and `[` work on
 * every layout: a character that needs Shift or AltGr to be typed is written as itself, without `Shift`.
 */

/** One key press with its modifiers. A letter is in lower case; `shift` is told apart only for letters and named keys. */
export interface Chord {
  readonly key: string
  readonly shift: boolean
  readonly alt: boolean
  readonly mod: boolean
}

/** What a DOM keyboard event must have for `chordOf`; the DOM's own type is not known on both sides. */
export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  getModifierState?(name: 'AltGraph'): boolean
}

/** Parses `g t` or `Mod+Shift+k` into chords. Throws a SyntaxError for a chord without a key or with an unknown modifier. */
export function parseKeys(keys: string): readonly Chord[] {
  return keys.split(' ').map(parseChord)
}

function parseChord(text: string): Chord {
  // `+` itself can be a key: `Mod++`.
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+')
  if (text === '+') parts.splice(0, parts.length, '+')
  const key = parts.at(-1) ?? ''
  const modifiers = parts.slice(0, -1).filter((part) => part !== '')
  for (const modifier of modifiers) {
    if (modifier !== 'Mod' && modifier !== 'Shift' && modifier !== 'Alt') {
      throw new SyntaxError(`unknown modifier ${modifier} in ${text}`)
    }
  }
  if (key === '') throw new SyntaxError(`no key in "${text}"`)
  return {
    key: key.length === 1 ? key.toLowerCase() : key,
    shift: modifiers.includes('Shift'),
    alt: modifiers.includes('Alt'),
    mod: modifiers.includes('Mod'),
  }
}

/** The chord that an event stands for, or null if it is only a modifier going down. */
export function chordOf(press: KeyPress, isMac: boolean): Chord | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process', 'CapsLock'].includes(press.key))
    return null
  const key = press.key === ' ' ? 'Space' : press.key
  const isCharacter = [...key].length === 1
  const isLetter = isCharacter && key.toLowerCase() !== key.toUpperCase()
  // AltGr reports itself as Control+Alt on Windows, and on a Mac Option does its work: with a character it is no modifier.
  const typesByAltGr = isCharacter && !isMac && press.getModifierState?.('AltGraph') === true
  const typesByOption = isCharacter && isMac
  return {
    key: isCharacter ? key.toLowerCase() : key,
    shift: press.shiftKey && (isLetter || !isCharacter),
    alt: press.altKey && !typesByAltGr && !typesByOption,
    mod: (isMac ? press.metaKey : press.ctrlKey) && !typesByAltGr,
  }
}

/** Whether two chords are the same. */
export function sameChord(a: Chord, b: Chord): boolean {
  return a.key === b.key && a.shift === b.shift && a.alt === b.alt && a.mod === b.mod
}

const keyNames: { readonly [key: string]: string } = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The chord as keycaps: `['Shift', 'Z']`, or `['⌘', 'K']` on a Mac. */
export function keycaps(chord: Chord, isMac: boolean): readonly string[] {
  const name = keyNames[chord.key] ?? chord.key
  const key = (chord.shift || chord.mod) && name.length === 1 ? name.toUpperCase() : name
  return [
    ...(chord.mod ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(chord.alt ? [isMac ? '⌥' : 'Alt'] : []),
    ...(chord.shift ? [isMac ? '⇧' : 'Shift'] : []),
    key,
  ]
}

/** The chord as an Electron accelerator, `CmdOrCtrl+Shift+K`. */
export function accelerator(chord: Chord): string {
  const name = chord.key.replace(/^Arrow/, '')
  return [
    ...(chord.mod ? ['CmdOrCtrl'] : []),
    ...(chord.alt ? ['Alt'] : []),
    ...(chord.shift ? ['Shift'] : []),
    name.length === 1 ? name.toUpperCase() : name,
  ].join('+')
}
