import { expect, it } from 'vitest'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import { makeDay } from './make-paper.ts'
import { openWindow, rowNames } from './open-window.tsx'

it('what happened while the window heard nothing is shown as soon as it hears again', async () => {
  const { bridge, settle } = await openWindow()
  bridge.emit('stream.opened', null)
  const [, , , , , sixth] = makeDay(6)
  if (sixth === undefined) throw new Error('there is no sixth paper')
  bridge.add(sixth)
  bridge.miss()
  await settle()
  expect(rowNames()).toHaveLength(5)
  bridge.emit('stream.opened', null)
  await settle()
  expect(rowNames()).toHaveLength(6)
})

it('nothing is asked again where nothing was missed', async () => {
  const { bridge, settle } = await openWindow()
  bridge.emit('stream.opened', null)
  bridge.emit('settings.changed', defaultSettings)
  await settle()
  const before = bridge.calls.length
  bridge.emit('stream.opened', null)
  await settle()
  expect(bridge.calls).toHaveLength(before)
})
