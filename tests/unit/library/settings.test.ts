import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { inputs } from '../../../src/shared/contract.ts'
import { defaultSettings } from '../../../src/shared/default-settings.ts'
import { tempLibrary } from '../../support/temp-library.ts'

test('a saved setting leaves the others alone, over restarts', () => {
  const temp = tempLibrary()
  expect(temp.library.settings()).toEqual(defaultSettings)
  temp.library.saveSettings({ theme: 'dark', keys: { 'paper.later': ['x'] } })
  // As it arrives from a window: the contract adds nothing to what was sent.
  const patch = inputs['settings.save'].parse({ textSize: 19 })
  expect(patch).toEqual({ textSize: 19 })
  temp.library.saveSettings({ textSize: 19 })
  temp.reopen()
  expect(temp.library.settings()).toEqual({
    ...defaultSettings,
    theme: 'dark',
    textSize: 19,
    keys: { 'paper.later': ['x'] },
  })
})

test('a setting that this version does not understand falls back to its default, alone', () => {
  const temp = tempLibrary()
  temp.library.saveSettings({ theme: 'dark', density: 'roomy' })
  temp.close()
  const db = new Database(temp.path)
  db.exec(
    `UPDATE settings SET value = '"sepia"' WHERE key = 'theme'; INSERT INTO settings VALUES ('newer', '1')`,
  )
  db.close()
  temp.reopen()
  expect(temp.library.settings()).toEqual({ ...defaultSettings, density: 'roomy' })
})

test('where the reader was is kept', () => {
  const temp = tempLibrary()
  expect(temp.library.view()).toBeNull()
  const view = { place: 'queue', day: '2026-06-22', paperId: 3 } as const
  expect(temp.library.saveView(view)).toBeNull()
  temp.reopen()
  expect(temp.library.view()).toEqual(view)
})
