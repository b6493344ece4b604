import { expect, it } from 'vitest'
import { clockFrom } from '../../electron/clock.ts'
import { usualDataDir } from '../../electron/data-dir.ts'

it.each([
  ['linux', {}, '/home/ada/.local/share/octavo'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/octavo'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/octavo'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/Octavo'],
  ['win32', { APPDATA: 'C:\\Users\\Ada\\AppData\\Roaming' }, 'C:\\Users\\Ada\\AppData\\Roaming\\Octavo'],
] as const)('the library of %s with %o is in %s', (platform, env, expected) => {
  expect(usualDataDir({ platform, env, home: '/home/ada' })).toBe(expected)
})

it('puts the clock where it is told, and takes the real one otherwise', () => {
  const noon = Date.parse('2026-06-23T12:00:00Z')
  expect(clockFrom('2026-06-23')() - noon).toBeLessThan(10_000)
  expect(clockFrom('2026-06-23T12:00:00Z')() - noon).toBeGreaterThanOrEqual(0)
  expect(clockFrom(undefined)).toBe(Date.now)
  expect(clockFrom('yesterday')).toBe(Date.now)
})
