import { describe, expect, it } from 'vitest'
import { act } from 'react'
import { run } from '../../src/commands/run.ts'
import { ensureFound, type } from '../../src/actions/search.ts'
import { makeDay } from './make-paper.ts'
import { allByRole, byRole, currentRow, openWindow, rowNames, type Opened } from './open-window.tsx'

async function openSearch(): Promise<Opened> {
  const opened = await openWindow()
  await opened.press('/')
  return opened
}

const field = (): Element => byRole('combobox', 'Search')
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300))

describe('searching', () => {
  it('opens with its field ready to type in, and finds as one types', async () => {
    const { type } = await openSearch()
    expect(byRole('heading', 'Search')).toBeTruthy()
    expect(document.activeElement).toBe(field())
    await type('agents')
    expect(rowNames()).toHaveLength(2)
    expect(document.activeElement).toBe(field())
    expect(document.body.textContent).toContain('2 papers')
    expect(currentRow()).toBe(1)
    await type('agents real')
    expect(rowNames()).toEqual([expect.stringMatching(/^EnterpriseClawBench/)])
  })

  it('asks only for the newest text while an answer is on its way', async () => {
    const { app, bridge, settle } = await openSearch()
    const texts = (): unknown[] =>
      bridge.calls
        .filter(({ method }) => method === 'search.find')
        .map(({ input }) => (input as { text: string }).text)
    for (const text of ['a', 'ag', 'age', 'agents']) type(app, text)
    await settle()
    expect(texts()).toEqual(['a', 'agents'])
    expect(rowNames()).toHaveLength(2)
  })

  it('marks what matches, in titles and in the line below', async () => {
    const { type } = await openSearch()
    await type('agents')
    const marks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent)
    expect(marks).toEqual(['Agents', 'Agents'])
    await type('length')
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(
      Array.from({ length: 5 }, () => 'length'),
    )
  })

  it('leads on to the list with Enter, where keys decide, and back with the slash', async () => {
    const { bridge, press, type } = await openSearch()
    await type('agents')
    await press('Enter')
    expect(document.activeElement).toBe(byRole('listbox', 'Found'))
    expect(currentRow()).toBe(1)
    await press('l')
    expect(bridge.paper(1).verdict).toBe('later')
    expect(currentRow()).toBe(2)
    expect(rowNames()).toHaveLength(2)
    await press('/')
    expect(document.activeElement).toBe(field())
  })

  it('completes operators, their values and tags', async () => {
    const { app, press, type } = await openSearch()
    app.library.setState({ tags: [{ name: 'to read', count: 2 }] })
    await type('agents au')
    expect(allByRole('option', /^author:/)).toHaveLength(1)
    await press('Tab')
    expect((field() as HTMLInputElement).value).toBe('agents author:')
    await type('is:st')
    await press('ArrowDown', 'Enter')
    expect((field() as HTMLInputElement).value).toBe('is:starred ')
    await type('-tag:to')
    await press('Tab')
    expect((field() as HTMLInputElement).value).toBe('-tag:"to read" ')
    await type('has:')
    await press('Escape')
    expect(allByRole('listbox', 'Completions')).toHaveLength(0)
    expect(document.activeElement).toBe(field())
  })

  it('says what is wrong with an operator, and what was meant', async () => {
    const { type, settle } = await openSearch()
    await type('is:stared agents')
    expect(document.body.textContent).toContain('is: does not know “stared”.')
    const fix = byRole('button', 'Use starred') as HTMLElement
    fix.click()
    await settle()
    expect((field() as HTMLInputElement).value).toBe('is:starred agents')
    expect(allByRole('button', 'Use starred')).toHaveLength(0)
  })

  it('says when nothing matches, and what was probably meant', async () => {
    const { type, settle } = await openSearch()
    await type('agentsx')
    expect(document.body.textContent).toContain('Nothing matches “agentsx”.')
    await pause()
    await settle()
    expect(document.body.textContent).toContain('Did you mean “agents”? 2 papers.')
    ;(byRole('button', '“agents”') as HTMLElement).click()
    await settle()
    expect(rowNames()).toHaveLength(2)
  })

  it('keeps what was searched for, and leaves no search behind in other places', async () => {
    const { press, type } = await openSearch()
    await type('agents')
    await press('Enter', 'g', 't')
    expect(rowNames()).toHaveLength(5)
    expect(document.querySelectorAll('mark')).toHaveLength(0)
    await press('/')
    expect((field() as HTMLInputElement).value).toBe('agents')
    expect(rowNames()).toHaveLength(2)
  })

  it('fetches more when the end of the list comes near, and leaves the cursor where it is', async () => {
    const { app, bridge, press, type, settle } = await openWindow({ papers: makeDay(1_300) })
    await press('/')
    await type('paper')
    const size = (): string | null | undefined => allByRole('option')[0]?.getAttribute('aria-setsize')
    expect(size()).toBe('200')
    await press('Enter', 'j', 'j')
    await act(async () => ensureFound(app, 150, 210))
    await settle()
    expect(size()).toBe('1000')
    expect(currentRow()).toBe(3)
    await act(async () => ensureFound(app, 990, 1_010))
    await settle()
    expect(size()).toBe('1300')
    const asked = bridge.calls.filter(({ method }) => method === 'search.excerpts')
    expect(asked.length).toBeGreaterThan(0)
  })

  it('keeps a search as a place with its count', async () => {
    const { press, type, settle } = await openSearch()
    await type('agents')
    ;(byRole('button', /^Save/) as HTMLElement).click()
    await settle()
    await type('real')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await settle()
    const saved = byRole('button', /^Search agents/) as HTMLElement
    expect(saved.textContent).toContain('2 papers')
    await press('Enter', 'g', 't')
    saved.click()
    await settle()
    expect((field() as HTMLInputElement).value).toBe('agents')
    expect(rowNames()).toHaveLength(2)
    await press('Ctrl+s')
    expect(allByRole('button', /^Search agents/)).toHaveLength(0)
  })

  it('renames a saved search in its place, and takes that and its removal back', async () => {
    const { app, press, type, settle } = await openSearch()
    await type('agents')
    await press('Ctrl+s')
    await type('real')
    await press('Ctrl+s', 'Enter')
    const names = (): (string | null)[] =>
      allByRole('button', /^Search (agents|real|Mine)/).map(({ textContent }) => textContent)
    const rename = async (name: string): Promise<void> => {
      expect(document.activeElement).toBe(byRole('textbox', /^Name of the search/))
      await type(name)
      await press('Enter')
    }
    const toast = (): string | undefined => app.notices.getState().toast?.text

    ;(byRole('button', 'Search agents') as HTMLElement).focus()
    await press('F2')
    await rename('Mine')
    await settle()
    expect(names()).toEqual(['Search MineMine', 'Search realreal'])
    expect(document.activeElement).toBe(byRole('button', 'Search Mine'))
    expect(toast()).toBe('Renamed a search “Mine”')
    await press('Delete')
    expect(names()).toEqual(['Search realreal'])
    expect(toast()).toBe('Removed the search “Mine”')
    await press('z')
    expect(names()).toEqual(['Search MineMine', 'Search realreal'])
    expect(toast()).toBe('Undone: Removed the search “Mine”')
    await press('z')
    expect(names()).toEqual(['Search agentsagents', 'Search realreal'])

    await act(async () => run(app, 'search.rename'))
    await settle()
    await type('Nothing of it')
    await press('Escape')
    expect(names()).toEqual(['Search agentsagents', 'Search realreal'])
  })

  it('has a menu for a saved search', async () => {
    const { press, type, settle } = await openSearch()
    await type('agents')
    await press('Ctrl+s')
    const menu = async (choice: string): Promise<void> => {
      const place = byRole('button', /^Search (agents|Mine)/)
      await act(async () =>
        place.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
      )
      await act(async () => (byRole('menuitem', choice) as HTMLElement).click())
      await settle()
    }
    await menu('Rename')
    await type('Mine')
    await act(async () => (document.activeElement as HTMLElement).blur())
    await settle()
    expect(allByRole('button', 'Search Mine')).toHaveLength(1)
    await menu('Remove')
    expect(allByRole('button', 'Search Mine')).toHaveLength(0)
  })

  it('sorts by the other order', async () => {
    const { bridge, press, type } = await openSearch()
    await type('agents')
    await press('Enter', '.')
    expect(byRole('button', 'Order: Newest first')).toBeTruthy()
    expect(bridge.calls.at(-1)?.input).toMatchObject({ text: 'agents', order: 'newest' })
  })
})
