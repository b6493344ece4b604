import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import { makeDay, makePaper } from './make-paper.ts'
import { allByRole, byRole, currentRow, openWindow } from './open-window.tsx'

const click = (element: Element): boolean => element.dispatchEvent(new MouseEvent('click', { bubbles: true }))

describe('the week', () => {
  it('walks through its sections with the same keys, and decides', async () => {
    const { bridge, press } = await openWindow({
      papers: [
        makePaper(1, { isStarred: true, verdict: 'read' }),
        makePaper(2),
        makePaper(3, { verdict: 'later', decidedAt: Date.parse('2026-06-03T12:00:00') }),
      ],
    })
    await press('g', 'w')
    expect(byRole('heading', 'Week 26')).toBeTruthy()
    expect(allByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
      'Starred',
      'Top of the week, never decided',
      'Waiting longest in the queue',
    ])
    expect(document.body.textContent).toContain('3 papers, all decided but 1')
    expect(document.body.textContent).toContain('20 d')
    await press('e')
    expect(bridge.paper(2).verdict).toBe('skipped')
    await press('r')
    expect(bridge.paper(3).verdict).toBe('read')
    await press('Enter')
    expect(byRole('region', 'Paper').textContent).toContain('What paper 3 says')
    await press('Escape', '[')
    expect(byRole('heading', 'Week 25')).toBeTruthy()
  })
})

describe('the numbers', () => {
  it('are said in words and in tables', async () => {
    const { press } = await openWindow()
    await press('l', 'e', 'g', 'i')
    expect(byRole('heading', 'Stats')).toBeTruthy()
    expect(document.body.textContent).toContain('Still open: 3 papers of 5.')
    expect([...document.querySelectorAll('td')].map((cell) => cell.textContent).slice(0, 4)).toEqual([
      '1',
      '0',
      '1',
      '3',
    ])
    await press('e')
    expect(document.body.textContent).toContain('Still open: 3 papers of 5.')
  })
})

describe('the first minute', () => {
  it('explains three keys until three papers are decided, and goes only with the list, which does not jump', async () => {
    const { press } = await openWindow()
    expect(byRole('note').textContent).toContain('0 of 3')
    await press('l', 'e')
    expect(byRole('note').textContent).toContain('2 of 3')
    await press('r')
    expect(byRole('note').textContent).toContain('3 of 3')
    await press('e')
    expect(byRole('note').textContent).toContain('3 of 3')
    await press('g', 'l')
    expect(allByRole('note')).toHaveLength(0)
    await press('g', 't')
    expect(allByRole('note')).toHaveLength(0)
  })

  it('can be hidden at once', async () => {
    const { bridge, settle } = await openWindow()
    click(byRole('button', '0 of 3 · Hide this'))
    await settle()
    expect(allByRole('note')).toHaveLength(0)
    expect(bridge.calls.at(-1)).toMatchObject({ method: 'settings.save', input: { firstSteps: false } })
  })
})

describe('the mouse', () => {
  it('opens a menu of the paper under it', async () => {
    const { bridge, settle } = await openWindow()
    byRole('option', /^DataClaw0/).dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
    )
    await settle()
    expect(currentRow()).toBe(3)
    click(byRole('menuitem', 'Skip'))
    await settle()
    expect(bridge.paper(3).verdict).toBe('skipped')
  })

  it('opens it on the paper’s own page, too, and the keyboard opens it on the current row', async () => {
    const { bridge, press, settle } = await openWindow()
    byRole('article').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
    await settle()
    click(byRole('menuitem', 'Star on or off'))
    await settle()
    expect(bridge.paper(1).isStarred).toBe(true)
    await press('j', 'Shift+F10')
    click(byRole('menuitem', 'Later'))
    await settle()
    expect(bridge.paper(2).verdict).toBe('later')
    await press('ContextMenu')
    expect(byRole('menu', 'This paper')).toBeTruthy()
  })

  it('selects ranges with Shift, and single papers with Control', async () => {
    const { app, settle } = await openWindow({ papers: makeDay(5) })
    const press = (name: RegExp, init: MouseEventInit): boolean =>
      byRole('option', name).dispatchEvent(new MouseEvent('click', { bubbles: true, ...init }))
    press(/^DataClaw0/, { shiftKey: true })
    await settle()
    expect([...app.view.getState().selected]).toEqual([1, 2, 3])
    press(/^Enterprise/, { ctrlKey: true })
    await settle()
    expect([...app.view.getState().selected]).toEqual([1, 3])
  })
})

describe('what a reload keeps', () => {
  it('is the order of a place, and the paper at full width', async () => {
    const { bridge, press, settle } = await openWindow()
    await press('.', 'j', 'Enter')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await settle()
    const saved = bridge.calls.findLast(({ method }) => method === 'view.save')
    expect(saved?.input).toMatchObject({ place: 'triage', orders: { triage: 'upvotes' }, isReading: true })
  })

  it('opens as it was left', async () => {
    const view = { place: 'triage', day: '2026-06-23', paperId: 2, isReading: true } as const
    const { app } = await openWindow({ state: { view: { ...view, orders: { triage: 'upvotes' } } } })
    expect(document.querySelector('[data-reading]')?.getAttribute('data-reading')).toBe('true')
    expect(app.library.getState().list.query.order).toBe('upvotes')
  })

  it('is no paper at full width that has left the list', async () => {
    await openWindow({
      state: { view: { place: 'triage', day: '2026-06-23', paperId: 9, isReading: true } },
    })
    expect(document.querySelector('[data-reading]')?.getAttribute('data-reading')).toBe('false')
  })
})

describe('a link from outside', () => {
  it('opens its paper at full width, wherever the reader is', async () => {
    const { app, bridge, press, settle } = await openWindow()
    await press('g', 'l')
    bridge.emit('paper.asked', { arxivId: '2606.10004' })
    await settle()
    expect(document.querySelector('[data-reading]')?.getAttribute('data-reading')).toBe('true')
    expect(app.view.getState().currentId).toBe(4)
  })

  it('adds a paper that is not here', async () => {
    const { bridge, settle } = await openWindow()
    bridge.emit('paper.asked', { arxivId: '2501.00001' })
    await settle()
    expect(bridge.calls).toContainEqual({ method: 'papers.add', input: { text: '2501.00001' } })
  })
})

describe('the keys of a place', () => {
  const keysSheet = (): string => byRole('dialog').textContent

  it('are those that do something there', async () => {
    const { press } = await openWindow()
    await press('?')
    expect(keysSheet()).toContain('Earlier, later day')
    expect(keysSheet()).not.toContain('Save this search')
    byRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
    await press('g', 'i', '?')
    expect(keysSheet()).toContain('Keys in Stats')
    for (const nothing of ['Later', 'Next, previous', 'Earlier, later day', 'Change the order', 'Export'])
      expect(keysSheet()).not.toContain(nothing)
  })

  it('leave no letters in the sidebar after a sequence that leads nowhere', async () => {
    const { app, press } = await openWindow()
    await press('g', 'l', 'g')
    expect(app.view.getState().pendingKeys).toEqual(['g'])
    await press('g')
    expect(app.view.getState().pendingKeys).toEqual([])
  })
})

describe('a new version', () => {
  const opened = (newsOf: string | null) =>
    openWindow({ state: { settings: { ...defaultSettings, newsOf } } })

  it('is told once, and leads to what is new', async () => {
    const { bridge, settle } = await opened('0.0.9')
    expect(bridge.calls).toContainEqual({ method: 'settings.save', input: { newsOf: '0.1.0' } })
    click(byRole('button', /What is new$/))
    await settle()
    expect(byRole('dialog', 'What is new')).toBeTruthy()
  })

  it('is no news at the very first start, or at the next', async () => {
    for (const before of [null, '0.1.0']) {
      await opened(before)
      expect(document.body.textContent).not.toContain('What is new')
      document.body.replaceChildren()
    }
  })
})
