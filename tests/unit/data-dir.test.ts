import { expect, it } from 'vitest'
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
