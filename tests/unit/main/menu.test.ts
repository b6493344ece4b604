import { describe, expect, it } from 'vitest'
import { menuTemplate } from '../../../electron/main/menu.ts'
import { commands } from '../../../src/shared/commands.ts'

const linux = { isMac: false, isDevelopment: false, keys: {} }

const itemsOf = (menu: ReturnType<typeof menuTemplate>) =>
  menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

describe('the native menu', () => {
  it('holds every command that the table puts in it, and runs it', () => {
    const run: string[] = []
    const items = itemsOf(menuTemplate((id) => run.push(id), linux))
    for (const { click } of items) (click as (() => void) | undefined)?.()
    expect(run.toSorted()).toEqual(
      commands
        .filter((command) => 'menu' in command)
        .map(({ id }) => id as string)
        .toSorted(),
    )
  })

  it('registers no key: a letter must reach a text field', () => {
    const items = itemsOf(menuTemplate(() => {}, linux)).filter((item) => item.accelerator !== undefined)
    expect(items.length).toBeGreaterThan(10)
    for (const item of items) expect(item.registerAccelerator).toBe(false)
    const onMac = itemsOf(menuTemplate(() => {}, { ...linux, isMac: true })).filter(
      (item) => item.accelerator !== undefined,
    )
    expect(onMac).toEqual([])
  })

  it('offers developer tools in development only', () => {
    const roles = (isDevelopment: boolean) =>
      itemsOf(menuTemplate(() => {}, { ...linux, isDevelopment })).map(({ role }) => role)
    expect(roles(true)).toContain('toggleDevTools')
    expect(roles(false)).not.toContain('toggleDevTools')
  })

  it.each([false, true])('shows a key beside every command that has one (on a Mac: %s)', (isMac) => {
    const shown = menuTemplate(() => {}, { ...linux, isMac })
    for (const command of commands.filter((each) => 'menu' in each && each.keys.length > 0)) {
      const item = itemsOf(shown).find(({ label }) => label?.replace(/ {2}\(.*$/, '') === command.title)
      expect(item?.accelerator ?? /\((.+)\)$/.exec(item?.label ?? '')?.[1], command.id).toBeTruthy()
    }
  })

  it('shows the keys that the reader chose, and none that was taken away or means nothing', () => {
    const keys = { 'decide.skip': ['x x'], 'decide.read': [], 'decide.later': ['Hyper+q'] }
    const labels = itemsOf(menuTemplate(() => {}, { ...linux, keys })).map(({ label }) => label)
    expect(labels).toContain('Skip  (x x)')
    expect(labels).toContain('Later')
    const read = itemsOf(menuTemplate(() => {}, { ...linux, keys })).find(({ label }) => label === 'Read')
    expect(read?.accelerator).toBeUndefined()
  })
})
