import { describe, expect, it } from 'vitest'
import { makeDay, makePaper } from './make-paper.ts'
import { allByRole, byRole, currentRow, openWindow, rowNames } from './open-window.tsx'

const verdicts = (bridge: { paper(id: number): { verdict: string } }): string[] =>
  [1, 2, 3, 4, 5].map((id) => bridge.paper(id).verdict)

describe('deciding on a day', () => {
  it('opens at the newest day with its first paper current', async () => {
    await openWindow()
    expect(byRole('heading', 'Tuesday 23 June')).toBeTruthy()
    expect(allByRole('option')).toHaveLength(5)
    expect(currentRow()).toBe(1)
    expect(byRole('img', '0 of 5 decided · still filling')).toBeTruthy()
  })

  it('gives a verdict, leaves the row in place and goes on', async () => {
    const { bridge, press } = await openWindow()
    await press('l', 'r', 'e')
    expect(verdicts(bridge)).toEqual(['later', 'read', 'skipped', 'unread', 'unread'])
    expect(currentRow()).toBe(4)
    expect(rowNames()[0]).toMatch(/^PlanBench-XL.*, later$/)
    expect(byRole('img', '3 of 5 decided · still filling')).toBeTruthy()
    expect(byRole('button', 'Queue, 1')).toBeTruthy()
  })

  it('takes the numbers as well as the letters', async () => {
    const { bridge, press } = await openWindow()
    await press('1', '2', '3')
    expect(verdicts(bridge)).toEqual(['later', 'read', 'skipped', 'unread', 'unread'])
  })

  it('moves the cursor before the library has answered', async () => {
    const { app, bridge, press } = await openWindow()
    let answer = (): void => {}
    const call = bridge.call.bind(bridge)
    Object.assign(bridge, {
      call: async (method: 'papers.change', input: never) => {
        if (method === 'papers.change') await new Promise<void>((resolve) => (answer = resolve))
        return call(method, input)
      },
    })
    await press('e')
    expect(bridge.paper(1).verdict).toBe('unread')
    expect(currentRow()).toBe(2)
    expect(app.library.getState().counts.skipped).toBe(1)
    answer()
  })

  it('puts a verdict back that the library refuses, and says so', async () => {
    const { bridge, press } = await openWindow()
    bridge.failNext('papers.change', { code: 'disk-full', message: 'ENOSPC' })
    await press('e')
    expect(rowNames()[0]).not.toMatch(/skipped/)
    expect(byRole('button', 'Triage, 5')).toBeTruthy()
    expect(document.body.textContent).toContain('The disk is full.')
    expect(document.body.textContent).not.toContain('ENOSPC')
  })

  it('undoes and redoes, and says what', async () => {
    const { bridge, press } = await openWindow()
    await press('e', 'l', 'z', 'z')
    expect(verdicts(bridge)).toEqual(['unread', 'unread', 'unread', 'unread', 'unread'])
    expect(currentRow()).toBe(1)
    expect(document.body.textContent).toContain('Undone: Skipped “PlanBench-XL: Evaluating')
    await press('Shift+Z')
    expect(verdicts(bridge)[0]).toBe('skipped')
    await press('z', 'z')
    expect(document.body.textContent).toContain('Nothing left to undo.')
  })

  it('skips decided papers with n and p, and visits them with j and k', async () => {
    const { press } = await openWindow({
      papers: makeDay(5).map((paper) => (paper.id === 2 ? { ...paper, verdict: 'read' } : paper)),
    })
    await press('n')
    expect(currentRow()).toBe(3)
    await press('p')
    expect(currentRow()).toBe(1)
    await press('j')
    expect(currentRow()).toBe(2)
    await press('Shift+G')
    expect(currentRow()).toBe(5)
    await press('g', 'g')
    expect(currentRow()).toBe(1)
  })

  it('never changes a paper by moving', async () => {
    const { bridge, press } = await openWindow()
    await press('j', 'k', 'n', 'p', 'Space', 'Enter', 'Escape', 'Shift+G', 'ArrowUp', 'ArrowDown', '[', ']')
    expect(bridge.calls.filter(({ method }) => method === 'papers.change')).toEqual([])
  })

  it('stars without moving, and toggles read without moving', async () => {
    const { bridge, press } = await openWindow()
    await press('s', 'm')
    expect(bridge.paper(1)).toMatchObject({ isStarred: true, verdict: 'read' })
    expect(currentRow()).toBe(1)
    await press('m', 's')
    expect(bridge.paper(1)).toMatchObject({ isStarred: false, verdict: 'unread' })
  })

  it('appends what arrives below a rule, and moves nothing', async () => {
    const { bridge, press, settle } = await openWindow()
    await press('e')
    bridge.add(makePaper(6, { rank: 1, addedAt: 9e15 }))
    bridge.emit('papers.changed', { days: ['2026-06-23'], counts: { ...emptyCounts, everything: 6 } })
    await settle()
    expect(rowNames()).toHaveLength(6)
    expect(rowNames()[0]).toMatch(/^PlanBench-XL/)
    expect(rowNames()[5]).toMatch(/^Paper 6/)
    expect(currentRow()).toBe(2)
  })
})

const emptyCounts = {
  triage: 0,
  queue: 0,
  starred: 0,
  read: 0,
  skipped: 0,
  everything: 0,
  notes: 0,
  sample: 0,
}

describe('places', () => {
  it('shows the letters of a sequence while it is pending', async () => {
    const { press } = await openWindow()
    expect(byRole('button', 'Queue, 0').textContent).toContain('0')
    await press('g')
    expect(byRole('button', 'Queue, 0').textContent).toContain('l')
    await press('l')
    expect(byRole('heading', 'Queue')).toBeTruthy()
    expect(document.body.textContent).toContain('The queue is empty')
  })

  it('shows decided papers in their own place', async () => {
    const { press } = await openWindow()
    await press('e', 'g', 'e')
    expect(rowNames()).toEqual([expect.stringMatching(/^PlanBench-XL/)])
    await press('g', 'a')
    expect(rowNames()).toHaveLength(5)
  })

  it('answers a weekend in words', async () => {
    const { press } = await openWindow({
      state: { view: { place: 'triage', day: '2026-06-20', paperId: 1 } },
    })
    expect(document.body.textContent).toContain('No list at weekends.')
    await press(']')
    expect(byRole('heading', 'Tuesday 23 June')).toBeTruthy()
  })

  it('opens where the reader was', async () => {
    await openWindow({ state: { view: { place: 'everything', day: null, paperId: 3 } } })
    expect(byRole('heading', 'Everything')).toBeTruthy()
    expect(currentRow()).toBe(3)
  })
})

describe('states of the window', () => {
  it('offers two things in an empty library', async () => {
    const { bridge, press } = await openWindow({ papers: [] })
    expect(byRole('heading', 'Follow the feed')).toBeTruthy()
    await press('1')
    expect(bridge.calls.map(({ method }) => method)).toContain('sync.start')
    await press('2')
    expect(bridge.calls.map(({ method }) => method)).toContain('sample.open')
  })

  it('says why the library cannot be opened, and tries again', async () => {
    const { settle } = await openWindow({ startFailure: { code: 'library-locked', message: 'EBUSY' } })
    expect(byRole('heading', 'The library is open in another window.')).toBeTruthy()
    byRole('button', 'Try again').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(byRole('heading', 'Tuesday 23 June')).toBeTruthy()
  })

  it('marks sample papers and removes them in one step', async () => {
    const { settle } = await openWindow({ papers: makeDay(5).map((paper) => ({ ...paper, isSample: true })) })
    const remove = byRole('button', 'Remove them')
    remove.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(byRole('heading', 'Open the sample library')).toBeTruthy()
  })

  it('shows the keys that work here, and closes them with Escape', async () => {
    const { press } = await openWindow()
    await press('?')
    expect(byRole('dialog', 'Keys in Triage').textContent).toContain('Next, previous unread')
    const dialog = byRole('dialog')
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
    await press('j')
    expect(allByRole('dialog')).toHaveLength(0)
  })
})
