import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { loadTwins } from '../../src/actions/twins.ts'
import { allByRole, byRole, openWindow, rowNames, type Opened } from './open-window.tsx'

async function openTwice(): Promise<Opened> {
  const opened = await openWindow({ twins: [[1, 2]] })
  await act(() => loadTwins(opened.app))
  return opened
}

async function press(name: string): Promise<void> {
  const button = byRole('button', name)
  if (!(button instanceof HTMLElement)) throw new Error('no element')
  await act(async () => button.click())
}

describe('papers that are here twice', () => {
  it('are told below the paper, and a merge leaves one row and can be undone', async () => {
    const { settle } = await openTwice()
    expect(rowNames()).toHaveLength(5)
    expect(byRole('note', 'Another copy').textContent).toContain('This may be the same paper as')
    await press('Merge')
    await settle()
    expect(rowNames()).toHaveLength(4)
    expect(allByRole('note', 'Another copy')).toHaveLength(0)
    expect(document.body.textContent).toContain('Merged 2 papers into one')
  })

  it('are in a place of their own while there are any', async () => {
    const { app, press: keys, settle } = await openTwice()
    expect(byRole('button', 'Duplicates, 1')).toBeTruthy()
    await keys('g', 'p')
    expect(byRole('heading', 'Duplicates')).toBeTruthy()
    await press('Keep both')
    await settle()
    expect(document.body.textContent).toContain('No paper seems to be here twice.')
    await act(async () => app.view.setState({ screen: 'triage' }))
    expect(allByRole('button', /^Duplicates/)).toHaveLength(0)
  })

  it('are merged from the selection, too', async () => {
    const { bridge, app, press: keys, settle } = await openWindow()
    await keys('x', 'j', 'x')
    const { run } = await import('../../src/commands/run.ts')
    await act(async () => run(app, 'paper.merge'))
    await settle()
    expect(bridge.calls.find(({ method }) => method === 'twins.merge')?.input).toEqual({ ids: [1, 2] })
  })
})
