import { act } from 'react'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src/shared/errors.ts'
import { byRole, openWindow, rowNames, type Opened } from './open-window.tsx'

async function click(opened: Opened, name: string | RegExp): Promise<void> {
  await act(async () => (byRole('button', name) as HTMLElement).click())
  await opened.settle()
}

const damaged: Failure = { code: 'library-damaged', message: '', detail: { path: '/octavo/library.sqlite' } }

it('says of a damaged library what is so, and goes on after the repair', async () => {
  const opened = await openWindow({ startFailure: damaged })
  expect(document.body.textContent).toContain('The library file is damaged.')
  expect(document.body.textContent).toContain('1,204 papers, 37 notes, 890 decided')
  await click(opened, 'Repair')
  expect(opened.bridge.calls.map(({ method }) => method)).toContain('library.repair')
  expect(rowNames().length).toBe(5)
  expect(opened.app.notices.getState().toast?.text).toContain('From the damaged file: 12 notes, 40 decisions')
})

it('asks before a library is set aside, and takes the question back', async () => {
  const opened = await openWindow()
  await act(async () => opened.app.view.setState({ screen: 'settings' }))
  await click(opened, 'Storage and backups')
  await click(opened, 'Restore')
  expect(opened.bridge.calls.map(({ method }) => method)).not.toContain('library.open')
  await click(opened, 'Set this library aside and restore')
  expect(opened.bridge.calls.find(({ method }) => method === 'library.open')?.input).toEqual({
    path: '/backups/octavo-2026-06-22.sqlite',
  })
})

describe('a command about the library’s files', () => {
  it.each([
    ['Move the library…', 'Folder to move the library to'],
    ['Open another library…', 'File of another library'],
    ['Start a new library…', 'Start over'],
  ])('%s leads from the palette to where it is done', async (command, control) => {
    const { press, type } = await openWindow()
    await press('Ctrl+k')
    await type(command.replace('…', ''))
    await press('Enter')
    const focused = document.activeElement
    expect(focused?.getAttribute('aria-label') ?? focused?.textContent).toBe(control)
  })
})
