import { describe, expect, it } from 'vitest'
import { listenForCopies, textWithTex } from '../../src/commands/copy-formulas.ts'
import { makeDay, makePaper } from './make-paper.ts'
import { allByRole, byRole, currentRow, openWindow } from './open-window.tsx'

const click = (element: Element): boolean => element.dispatchEvent(new MouseEvent('click', { bubbles: true }))

describe('several papers at once', () => {
  it('gives a verdict to what is selected, in one command', async () => {
    const { bridge, press } = await openWindow()
    await press('x', 'j', 'j', 'x')
    expect(document.body.textContent).toContain('2 selected')
    await press('e')
    expect([1, 2, 3].map((id) => bridge.paper(id).verdict)).toEqual(['skipped', 'unread', 'skipped'])
    expect(document.body.textContent).toContain('Skipped 2 papers')
    // And to those who cannot see the notice, not that nothing is selected any more.
    expect(byRole('log').textContent).toBe('Skipped 2 papers')
    await press('z')
    expect([1, 3].map((id) => bridge.paper(id).verdict)).toEqual(['unread', 'unread'])
  })

  it('extends, selects by kind, and clears with Escape', async () => {
    const { app, press } = await openWindow({
      papers: makeDay(5).map((paper) => (paper.id === 4 ? { ...paper, isStarred: true } : paper)),
    })
    const selected = (): readonly number[] => [...app.view.getState().selected]
    await press('Shift+J', 'Shift+J')
    expect(selected()).toEqual([1, 2, 3])
    await press('Escape')
    expect(selected()).toEqual([])
    await press('*', 's')
    expect(selected()).toEqual([4])
    await press('*', 'a')
    expect(selected()).toHaveLength(5)
    await press('*', 'n')
    expect(selected()).toEqual([])
    await press('e', '*', 'u')
    expect(selected()).toEqual([1, 2, 4, 5])
  })

  it('skips all that is left of a list of which the window has seen only the top', async () => {
    const papers = makeDay(300).map((paper) => ({ ...paper, isStarred: true }))
    const { bridge, app, press, settle } = await openWindow({ papers })
    await press('g', 's', 'Shift+A')
    await settle()
    expect(app.library.getState().rows.size).toBeLessThan(300)
    expect([1, 150, 300].map((id) => bridge.paper(id).verdict)).toEqual(['skipped', 'skipped', 'skipped'])
    expect(document.body.textContent).toContain('Skipped 300 papers')
  })

  it('leaves what sleeps at the end of a long queue', async () => {
    const papers = makeDay(300).map((paper): typeof paper => ({
      ...paper,
      verdict: 'later',
      decidedAt: paper.id,
      snoozedUntil: paper.id > 280 ? '2026-06-29' : null,
    }))
    const { bridge, press, settle } = await openWindow({ papers })
    await press('g', 'l', 'Shift+A')
    await settle()
    expect([1, 280, 281, 300].map((id) => bridge.paper(id).verdict)).toEqual([
      'skipped',
      'skipped',
      'later',
      'later',
    ])
  })

  it('goes to the next unread paper past rows that were never on the screen, and back', async () => {
    const papers = makeDay(1_300).map((paper): typeof paper => ({
      ...paper,
      verdict: [2, 700, 1_290].includes(paper.id) ? 'unread' : 'read',
    }))
    const { press, settle } = await openWindow({ papers })
    await press('g', 'a', 'g', 'g')
    const steps: number[] = []
    for (const key of ['n', 'n', 'n', 'n']) {
      await press(key)
      await settle()
      steps.push(currentRow())
    }
    expect(steps).toEqual([2, 700, 1_290, 1_290])
    expect(byRole('log').textContent).toBe('No unread paper below.')
    await press('p')
    await settle()
    expect(currentRow()).toBe(700)
  })

  it('passes over rows that cannot be had on the way to the next unread paper', async () => {
    const papers = makeDay(900).map((paper): typeof paper => ({
      ...paper,
      verdict: paper.id === 700 ? 'unread' : 'read',
    }))
    const { bridge, press, settle } = await openWindow({ papers })
    await press('g', 'a', 'g', 'g')
    bridge.failNext('papers.rows', { code: 'internal', message: 'not now' })
    await press('n')
    await settle()
    expect(currentRow()).toBe(700)
  })

  it('skips all that is left, and brings it back', async () => {
    const { bridge, press } = await openWindow()
    await press('l', 'Shift+A')
    expect([1, 2, 5].map((id) => bridge.paper(id).verdict)).toEqual(['later', 'skipped', 'skipped'])
    expect(document.body.textContent).toContain('Skipped 4 papers')
    await press('z')
    expect([1, 2, 5].map((id) => bridge.paper(id).verdict)).toEqual(['later', 'unread', 'unread'])
  })
})

describe('snooze', () => {
  it('puts a paper off by a number, and goes on', async () => {
    const { bridge, press } = await openWindow()
    await press('h')
    expect(byRole('menu', 'Snooze until').textContent).toContain('Wed 24 June')
    await press('1')
    expect(bridge.paper(1).snoozedUntil).toBe('2026-06-24')
    expect(bridge.paper(1).verdict).toBe('unread')
    expect(currentRow()).toBe(2)
    await press('p')
    expect(currentRow()).toBe(2)
    await press('z')
    expect(bridge.paper(1).snoozedUntil).toBeNull()
  })

  it('stands at the end of the queue, below a rule', async () => {
    await openWindow({
      papers: [1, 2].map((id) =>
        makePaper(id, { verdict: 'later', decidedAt: id, snoozedUntil: id === 1 ? '2026-06-29' : null }),
      ),
      state: { view: { place: 'queue', day: null, paperId: null } },
    })
    expect(allByRole('option').map((row) => row.getAttribute('data-paper'))).toEqual(['2', '1'])
    expect(document.body.textContent).toContain('Snoozed')
    expect(document.body.textContent).toContain('back Monday 29 June')
  })
})

describe('tags', () => {
  it('makes one, shows it in the sidebar, and takes it off again', async () => {
    const { bridge, press, type, settle } = await openWindow()
    await press('t')
    await type('world models')
    await press('Enter')
    expect(bridge.paper(1).tags).toEqual(['world models'])
    expect(byRole('button', 'Tag world models, 1')).toBeTruthy()
    await press('Enter')
    expect(bridge.paper(1).tags).toEqual([])
    expect(byRole('log').textContent).toMatch(/^Took #world models off “PlanBench-XL/)
    byRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }))
    await settle()
    await press('z')
    expect(bridge.paper(1).tags).toEqual(['world models'])
    expect(byRole('log').textContent).toMatch(/^Undone: Took #world models off “PlanBench-XL/)
  })

  it('opens the papers of a tag', async () => {
    const { settle } = await openWindow({ papers: [makePaper(1, { tags: ['agents'] }), makePaper(2)] })
    click(byRole('button', 'Tag agents, 1'))
    await settle()
    expect(byRole('heading', '#agents')).toBeTruthy()
    expect(allByRole('option')).toHaveLength(1)
  })
})

describe('the palette', () => {
  it('finds commands, papers and tags, and does what is chosen', async () => {
    const { bridge, press, type } = await openWindow({
      papers: makeDay(5).map((paper) => ({ ...paper, tags: ['skills'] })),
    })
    await press('Ctrl+k')
    await type('sk')
    expect(byRole('option', /^Skip$/)).toBeTruthy()
    expect(byRole('option', /^skills/)).toBeTruthy()
    await type('survey')
    expect(byRole('option', /^World Action Models: A Survey.*23 June/)).toBeTruthy()
    await press('Enter')
    expect(currentRow()).toBe(4)
    await press('Ctrl+k')
    await type('star on')
    await press('Enter')
    expect(bridge.paper(4).isStarred).toBe(true)
  })

  it('finds papers of other places, and opens them', async () => {
    const { press, type, settle } = await openWindow()
    await press('g', 'l', 'Ctrl+k')
    await type('embedding')
    await new Promise((resolve) => setTimeout(resolve, 150))
    await settle()
    click(byRole('option', /^EvoEmbedding/))
    await settle()
    expect(byRole('heading', 'Everything')).toBeTruthy()
    expect(currentRow()).toBe(5)
  })

  it('finds settings, and opens their page', async () => {
    const { press, type } = await openWindow()
    await press('Ctrl+k')
    await type('backups')
    click(byRole('option', /^Backups/))
    await press('F6')
    expect(byRole('heading', 'Storage and backups')).toBeTruthy()
  })
})

describe('settings', () => {
  const open = async (section: string): Promise<Awaited<ReturnType<typeof openWindow>>> => {
    const opened = await openWindow()
    await opened.press('Ctrl+,')
    click(byRole('button', section))
    await opened.settle()
    return opened
  }

  it('changes theme and density at once', async () => {
    const { bridge, settle } = await open('Reading')
    const dark = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Dark')
    dark?.querySelector('input')?.click()
    await settle()
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(bridge.calls.at(-1)).toMatchObject({ method: 'settings.save', input: { theme: 'dark' } })
  })

  it('gives a command another key, refuses one that is taken, and swaps', async () => {
    const { app, press, settle } = await open('Keys')
    click(byRole('button', 'Change the key of Star on or off'))
    await settle()
    await press('a')
    expect(app.library.getState().settings.keys).toEqual({ 'decide.star': ['a'] })
    click(byRole('button', 'Change the key of Star on or off'))
    await settle()
    await press('t')
    expect(byRole('alert').textContent).toContain('That is Tag.')
    expect(app.library.getState().settings.keys).toEqual({ 'decide.star': ['a'] })
    click(byRole('button', 'Swap the two'))
    await settle()
    expect(app.library.getState().settings.keys).toEqual({ 'decide.star': ['t'], 'paper.tag': ['a'] })
  })

  it('switches bare letters off, and leaves chords alone', async () => {
    const { app, bridge, press } = await openWindow()
    app.library.setState(({ settings }) => ({ settings: { ...settings, singleKeys: false } }))
    await press('e', 'ArrowDown')
    expect(bridge.paper(1).verdict).toBe('unread')
    expect(currentRow()).toBe(2)
  })
})

it('copies a selection from inside one formula to inside another as text with their whole TeX', async () => {
  const original = 'Let $x^2$ be small.\n\nThen $y_1$ is.'
  await openWindow({ papers: [makePaper(1, { abstract: { feed: null, original } })] })
  const formulas = [...byRole('region', 'Paper').querySelectorAll('.katex-html')]
  const selection = document.getSelection()
  selection?.setBaseAndExtent(formulas[0]!.firstChild!, 0, formulas.at(-1)!.firstChild!, 0)
  const stop = listenForCopies(document)
  const clipboardData = new DataTransfer()
  document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }))
  stop()
  expect(clipboardData.getData('text/plain')).toBe('$x^2$ be small.\nThen $y_1$')
})

it('copies formulas as their TeX', () => {
  const fragment = document
    .createRange()
    .createContextualFragment(
      '<p>Let <span class="katex"><math><annotation>x^2</annotation></math>garbage</span> be small.</p>',
    )
  expect(textWithTex(fragment)).toBe('Let $x^2$ be small.')
})
