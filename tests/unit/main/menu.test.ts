import { describe, expect, it } from 'vitest'
import { menuTemplate } from '../../../electron/main/menu.ts'
import { commands } from '../../../src/shared/commands.ts'

const itemsOf = (menu: ReturnType<typeof menuTemplate>) =>
  menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))

describe('the native menu', () => {
  it('holds every command that the table puts in it, and runs it', () => {
    const run: string[] = []
    const items = itemsOf(menuTemplate((id) => run.push(id), false, false))
    for (const { click } of items) (click as (() => void) | undefined)?.()
    expect(run.toSorted()).toEqual(
      commands
        .filter((command) => 'menu' in command)
        .map(({ id }) => id as string)
        .toSorted(),
    )
  })

  it('registers no key: a letter must reach a text field', () => {
    const items = itemsOf(menuTemplate(() => {}, false, false)).filter(
      (item) => item.accelerator !== undefined,
    )
    expect(items.length).toBeGreaterThan(10)
    for (const item of items) expect(item.registerAccelerator).toBe(false)
    const onMac = itemsOf(menuTemplate(() => {}, true, false)).filter(
      (item) => item.accelerator !== undefined,
    )
    expect(onMac).toEqual([])
  })

  it('offers developer tools in development only', () => {
    const roles = (isDevelopment: boolean) =>
      itemsOf(menuTemplate(() => {}, false, isDevelopment)).map(({ role }) => role)
    expect(roles(true)).toContain('toggleDevTools')
    expect(roles(false)).not.toContain('toggleDevTools')
  })
})
