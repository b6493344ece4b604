/**
 * The native menu, from the command table: a command stands where the table puts it, and choosing it runs it in the
 * window as its key would.
 */
import type { MenuItemConstructorOptions } from 'electron'
import { commands } from '../../src/shared/commands.ts'
import type { Command, CommandId } from '../../src/shared/commands.ts'
import { accelerator, parseKeys } from '../../src/shared/keys.ts'

type Run = (id: CommandId) => void
type MenuName = NonNullable<Command['menu']>

const order = ['File', 'Edit', 'View', 'Go', 'Paper', 'Help'] as const satisfies readonly MenuName[]

/** The whole menu. Pure: `Menu.buildFromTemplate` makes it real. */
export function menuTemplate(run: Run, isMac: boolean, isDevelopment: boolean): MenuItemConstructorOptions[] {
  const menus = order.map((name) => ({
    label: name,
    submenu: [...items(name, run, isMac), ...extras(name, isMac, isDevelopment)],
  }))
  return isMac
    ? [{ role: 'appMenu' }, ...menus.slice(0, -1), { role: 'windowMenu' }, ...menus.slice(-1)]
    : menus
}

function items(name: MenuName, run: Run, isMac: boolean): MenuItemConstructorOptions[] {
  return commands
    .filter((command) => 'menu' in command && command.menu === name)
    .map((command) => ({ label: command.title, click: () => run(command.id), ...shownKey(command, isMac) }))
}

/**
 * The key shown beside an item. It is only shown: the page listens to keys itself and knows when one types a letter, so
 * registering it here would act twice, or eat the letter. macOS cannot show a key without registering it.
 */
function shownKey(command: Command, isMac: boolean): MenuItemConstructorOptions {
  if (isMac) return {}
  for (const keys of command.keys) {
    const [chord, ...more] = parseKeys(keys)
    if (chord !== undefined && more.length === 0 && isShowable(chord.key)) {
      return { accelerator: accelerator(chord), registerAccelerator: false }
    }
  }
  return {}
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
