/**
 * The native menu, from the command table: a command stands where the table puts it, and choosing it runs it in the
 * window as its key would.
 */
import type { MenuItemConstructorOptions } from 'electron'
import { commands } from '../../src/shared/commands.ts'
import type { Command, CommandId } from '../../src/shared/commands.ts'
import { accelerator, keycaps, parseKeys, type Chord } from '../../src/shared/keys.ts'

type Run = (id: CommandId) => void
type MenuName = NonNullable<Command['menu']>

const order = ['File', 'Edit', 'View', 'Go', 'Paper', 'Help'] as const satisfies readonly MenuName[]

export interface MenuOptions {
  readonly isMac: boolean
  readonly isDevelopment: boolean
  /** Keys that the reader has put in the place of the table's, by command. */
  readonly keys: Readonly<Record<string, readonly string[]>>
}

/** The whole menu. Pure: `Menu.buildFromTemplate` makes it real. */
export function menuTemplate(run: Run, options: MenuOptions): MenuItemConstructorOptions[] {
  const { isMac, isDevelopment } = options
  const menus = order.map((name) => ({
    label: name,
    submenu: [...items(name, run, options), ...extras(name, isMac, isDevelopment)],
  }))
  return isMac
    ? [{ role: 'appMenu' }, ...menus.slice(0, -1), { role: 'windowMenu' }, ...menus.slice(-1)]
    : menus
}

function items(name: MenuName, run: Run, options: MenuOptions): MenuItemConstructorOptions[] {
  return commands
    .filter((command) => 'menu' in command && command.menu === name)
    .map((command) => ({ click: () => run(command.id), ...labelled(command, options) }))
}

/**
 * An item's name and the key beside it. The key is only shown: the page listens to keys itself and knows when one types a
 * letter, so registering it here would act twice, or eat the letter. Sequences and bare signs, which are no accelerators,
 * stand in the name; so does every key on macOS, which cannot show one without registering it.
 */
function labelled(command: Command, { isMac, keys: chosen }: MenuOptions): MenuItemConstructorOptions {
  const keys = (chosen[command.id] ?? command.keys).map(parsed).filter((chords) => chords.length > 0)
  const [first] = keys
  if (first === undefined) return { label: command.title }
  const single = keys.find(
    ([chord, ...more]) => chord !== undefined && more.length === 0 && isShowable(chord.key),
  )
  if (isMac || single?.[0] === undefined) return { label: `${command.title}  (${wordsOf(first, isMac)})` }
  return { label: command.title, accelerator: accelerator(single[0]), registerAccelerator: false }
}

function wordsOf(chords: readonly Chord[], isMac: boolean): string {
  return chords.map((chord) => keycaps(chord, isMac).join('+')).join(' ')
}

/** Keys that came from the settings may be of another version, and mean nothing here. */
function parsed(keys: string): readonly Chord[] {
  try {
    return parseKeys(keys)
  } catch {
    return []
  }
}

function isShowable(key: string): boolean {
  return /^([a-z0-9[\]\\.]|F\d+|Arrow\w+|Enter|Escape|Space|Home|End)$/.test(key)
}

/** What Electron itself puts below our commands. */
function extras(name: MenuName, isMac: boolean, isDevelopment: boolean): MenuItemConstructorOptions[] {
  if (name === 'File') return isMac ? [] : [{ type: 'separator' }, { role: 'quit' }]
  if (name === 'Edit') {
    return [
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ]
  }
  if (name !== 'View') return []
  return [
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(isDevelopment ? [{ role: 'toggleDevTools' as const }] : []),
  ]
}
