import { describe, expect, it } from 'vitest'
import { day, makeDay } from './make-paper.ts'
import { byRole, openWindow, rowNames, type Opened } from './open-window.tsx'

/** Lets the window fetch what it shows again, and keeps one of the answers on its way. */
async function refresh(
  { app, bridge, settle }: Opened,
  held: 'papers.list' | 'days.facts',
): Promise<() => Promise<void>> {
  const release = bridge.holdNext(held)
  bridge.emit('papers.changed', { days: [day], counts: app.library.getState().counts })
  await settle()
  return async () => {
    release()
    await settle()
  }
}

describe('an answer from before a change that arrives after it', () => {
  it('does not take a star or a verdict off the rows', async () => {
    const opened = await openWindow()
    const arrive = await refresh(opened, 'papers.list')
    await opened.press('s', 'l')
    await arrive()
    expect(rowNames()[0]).toMatch(/, later, starred$/)
  })

  it('does not bring back what was undone', async () => {
    const opened = await openWindow()
    await opened.press('s')
    const arrive = await refresh(opened, 'papers.list')
    await opened.press('z')
    await arrive()
    expect(rowNames()[0]).not.toMatch(/starred/)
  })

  it('does not take a verdict off the rule of the day', async () => {
    const opened = await openWindow()
    const arrive = await refresh(opened, 'days.facts')
    await opened.press('e')
    await arrive()
    expect(byRole('img', '1 of 5 decided · still filling')).toBeTruthy()
    await opened.press('k', 'k')
    expect(rowNames()[0]).toMatch(/, skipped$/)
  })

  it('does not put back the history of the open paper', async () => {
    const { bridge, press, settle } = await openWindow()
    await press('l')
    const release = bridge.holdNext('papers.get')
    await press('k', 'r', 'k')
    release()
    await settle()
    expect(byRole('region', 'History of this paper').textContent).toMatch(/Read.*Later/)
  })

  it('does not end a sync that has begun since', async () => {
    const { app, bridge, settle } = await openWindow()
    const { sync } = app.library.getState()
    const release = bridge.holdNext('app.state')
    bridge.emit('library.replaced', { recovery: null })
    bridge.emit('sync.status', { ...sync, phase: 'running', day, done: 0, total: 2 })
    release()
    await settle()
    expect(byRole('contentinfo').textContent).toContain('Fetching 23 June')
  })

  it('is asked for again where papers came while it was on its way', async () => {
    const { app, bridge, settle } = await openWindow()
    const asked = (): number => bridge.calls.filter(({ method }) => method === 'papers.first').length
    const before = asked()
    const release = bridge.holdNext('papers.first')
    bridge.emit('library.replaced', { recovery: null })
    bridge.emit('papers.changed', { days: [day], counts: app.library.getState().counts })
    release()
    await settle()
    expect(asked() - before).toBe(2)
    expect(rowNames()).toHaveLength(5)
  })

  it('does not count what has been decided since', async () => {
    const opened = await openWindow()
    const release = opened.bridge.holdNext('app.state')
    opened.bridge.emit('papers.changed', { days: [day], counts: opened.app.library.getState().counts })
    await opened.press('e')
    release()
    await opened.settle()
    expect(byRole('button', 'Skipped, 1')).toBeTruthy()
  })
})

it('looking for what to select ends with Escape', async () => {
  const { app, bridge, press, settle } = await openWindow()
  const release = bridge.holdNext('papers.rows')
  await press('g', 'a', '*', 'u', 'Escape')
  release()
  await settle()
  expect(app.view.getState().selected.size).toBe(0)
})

it('an undo of more papers than it names shows all of them as they were', async () => {
  const { app, bridge, press } = await openWindow({ papers: makeDay(700) })
  await press('g', 'a', 'Shift+G', '*', 'a', 'e')
  expect(bridge.paper(700).verdict).toBe('skipped')
  await press('z')
  expect([...app.library.getState().rows.values()].filter(({ verdict }) => verdict !== 'unread')).toEqual([])
})
