import { describe, expect, it } from 'vitest'
import { bindingsOf, type Binding } from '../../src/commands/bindings.ts'
import { matchKeys } from '../../src/commands/match.ts'
import { accelerator, chordOf, parseKeys, sameChord, type Chord } from '../../src/shared/keys.ts'
import { commandContexts, commands, type Command, type CommandContext } from '../../src/shared/commands.ts'
import { allByRole, byRole, currentRow, openWindow } from './open-window.tsx'

const bindings = bindingsOf({})
const everywhere = new Set<CommandContext>(commandContexts)

interface Press {
  readonly key: string
  readonly shift?: boolean
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly meta?: boolean
  readonly altGraph?: boolean
}

function chord({ key, shift, ctrl, alt, meta, altGraph }: Press, isMac = false): Chord | null {
  return chordOf(
    {
      key,
      shiftKey: shift ?? false,
      ctrlKey: ctrl ?? false,
      altKey: alt ?? false,
      metaKey: meta ?? false,
      getModifierState: () => altGraph ?? false,
    },
    isMac,
  )
}

function commandOf(press: Press, isMac = false): string | null {
  const pressed = chord(press, isMac)
  const match = pressed && matchKeys(bindings, everywhere, [pressed])
  return match?.kind === 'command' ? match.binding.command.id : null
}

describe('the table of commands', () => {
  const overlap = (a: Binding, b: Binding): boolean =>
    a.command.id !== b.command.id &&
    a.chords.length <= b.chords.length &&
    a.chords.every((one, index) => sameChord(one, b.chords[index] ?? one))

  it('has no key that means two things, and no sequence that begins with a key of its own', () => {
    const clashes = bindings.flatMap((a) =>
      bindings
        .filter((b) => overlap(a, b))
        .map((b) => `${a.keys} ${a.command.id} / ${b.keys} ${b.command.id}`),
    )
    expect(clashes).toEqual([])
  })

  it('has unique ids, and a title for each', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
    expect(commands.filter(({ title }) => title.trim() === '')).toEqual([])
  })

  it('gives the menu no accelerator without a modifier', () => {
    const inMenu = commands.filter((command: Command) => command.menu !== undefined)
    for (const { keys } of inMenu) {
      for (const key of keys)
        expect(accelerator(parseKeys(key)[0] ?? { key: '', shift: false, alt: false, mod: false })).not.toBe(
          '',
        )
    }
  })
})

describe('keys of several layouts', () => {
  it.each([
    ['plain letters', { key: 'l' }, 'decide.later'],
    ['capitals by Shift', { key: 'R', shift: true }, 'sync.start'],
    ['capitals by Caps Lock are letters', { key: 'L' }, 'decide.later'],
    ['? on an American keyboard', { key: '?', shift: true }, 'window.keys'],
    ['? on a French keyboard', { key: '?', shift: true }, 'window.keys'],
    [
      '[ on a German keyboard, by AltGr',
      { key: '[', ctrl: true, alt: true, altGraph: true },
      'move.previousDay',
    ],
    ['] on a German keyboard, by AltGr', { key: ']', ctrl: true, alt: true, altGraph: true }, 'move.nextDay'],
    [
      '\\ on a German keyboard, by AltGr',
      { key: '\\', ctrl: true, alt: true, altGraph: true },
      'paper.source',
    ],
    ['1 on a French keyboard, by Shift', { key: '1', shift: true }, 'decide.later'],
    ['. on a French keyboard, by Shift', { key: '.', shift: true }, 'list.order'],
    ['Ctrl+Z', { key: 'z', ctrl: true }, 'journal.undo'],
    ['Ctrl+Shift+Z', { key: 'Z', ctrl: true, shift: true }, 'journal.redo'],
    ['Ctrl+L belongs to the system', { key: 'l', ctrl: true }, null],
    ['Alt+L belongs to the menu', { key: 'l', alt: true }, null],
    ['a dead key', { key: 'Dead' }, null],
    ['a Cyrillic letter', { key: 'д' }, null],
  ] satisfies [string, Press, string | null][])('%s', (_, press, expected) => {
    expect(commandOf(press)).toBe(expected)
  })

  it('takes what Option types on a Mac, where it is the way to brackets', () => {
    expect(commandOf({ key: '[', alt: true }, true)).toBe('move.previousDay')
    expect(commandOf({ key: '\\', alt: true, shift: true }, true)).toBe('paper.source')
    expect(commandOf({ key: 'ArrowLeft', alt: true }, true)).toBe('move.previousDay')
    expect(commandOf({ key: '@', alt: true }, true)).toBeNull()
  })

  it('takes Command on a Mac, and leaves Control alone', () => {
    expect(commandOf({ key: 'z', meta: true }, true)).toBe('journal.undo')
    expect(commandOf({ key: 'z', ctrl: true }, false)).toBe('journal.undo')
  })
})

describe('the listener', () => {
  it('hears sequences, and lets Escape end one', async () => {
    const { app, press } = await openWindow()
    await press('g')
    expect(app.view.getState().pendingKeys).toEqual(['g'])
    await press('Escape', 'l')
    expect(app.view.getState().screen).toBe('triage')
    expect(app.view.getState().pendingKeys).toEqual([])
  })

  it('ignores letters while a word is being composed', async () => {
    const { bridge, settle } = await openWindow()
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'e', bubbles: true, isComposing: true }),
    )
    await settle()
    expect(bridge.paper(1).verdict).toBe('unread')
  })

  it('does not decide again while a key is held down, and moves on', async () => {
    const { bridge, settle } = await openWindow()
    for (const key of ['e', 'j']) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, repeat: true }),
      )
    }
    await settle()
    expect(bridge.paper(1).verdict).toBe('unread')
    expect(currentRow()).toBe(2)
  })

  it('takes the keys that the reader has chosen', async () => {
    const { app, bridge, press } = await openWindow()
    app.library.setState(({ settings }) => ({ settings: { ...settings, keys: { 'decide.star': ['f'] } } }))
    await press('s')
    expect(bridge.paper(1).isStarred).toBe(false)
    await press('f')
    expect(bridge.paper(1).isStarred).toBe(true)
  })

  it('are found in Settings by a part of the name, or by the key', async () => {
    const { press, settle, type } = await openWindow()
    await press('g', ',')
    byRole('button', 'Keys').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    const field = document.querySelector<HTMLInputElement>('input[aria-label^="Find a command"]')
    const names = (): readonly string[] =>
      allByRole('button', /^Change the key of/).map(({ firstElementChild }) =>
        (firstElementChild?.textContent ?? '').replace('Change the key of ', ''),
      )
    expect(names().length).toBeGreaterThan(60)
    field?.focus()
    await type('snoo')
    expect(names()).toEqual(['Snooze'])
    await type('h')
    expect(names()).toEqual(['Snooze'])
    await type('g l')
    expect(names()).toEqual(['Queue'])
    await type('nothing is called this')
    expect(names()).toEqual([])
    expect(document.body.textContent).toContain('No command has this name or this key.')
  })

  it('hears nothing behind a dialog', async () => {
    const { bridge, press } = await openWindow()
    await press('?', 'e')
    expect(bridge.paper(1).verdict).toBe('unread')
  })
})
