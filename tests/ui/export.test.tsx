import { act } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { byRole, openWindow } from './open-window.tsx'

/** What was copied last; the document of these tests has no clipboard that can be read. */
let copied: string | null = null

beforeEach(() => {
  copied = null
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: {
      writeText: (text: string) => {
        copied = text
        return Promise.resolve()
      },
    },
  })
})

async function choose(name: string, value: string): Promise<void> {
  const label = [...document.querySelectorAll('label')].find(({ textContent }) =>
    textContent.startsWith(name),
  )
  const select = label?.querySelector('select')
  if (!select) throw new Error(`there is no choice of ${name}`)
  await act(async () => {
    select.value = value
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

async function press(name: string): Promise<void> {
  await act(async () => byRole('button', name).dispatchEvent(new MouseEvent('click', { bubbles: true })))
}

describe('taking papers out', () => {
  it('copies the BibTeX of the current paper with one key', async () => {
    const window = await openWindow()
    await window.press('j', 'Shift+Y')
    const second = window.app.view.getState().currentId
    expect(copied).toBe(window.bridge.paper(second ?? 0).title.feed)
    expect(document.body.textContent).toContain('Copied 1 paper: BibTeX')
  })

  it('exports the list, or the open paper alone', async () => {
    const window = await openWindow()
    await window.press('Ctrl+Shift+E')
    expect(byRole('dialog', 'Export papers').textContent).toContain('This list: 5 papers')
    await choose('Format', 'csv')
    await press('Copy')
    await window.settle()
    expect(copied?.split('\n')).toHaveLength(5)
    expect(document.body.textContent).toContain('Copied 5 papers: Table (CSV)')
    await window.press('Ctrl+Shift+E')
    await choose('Papers', 'paper')
    await press('Copy')
    await window.settle()
    expect(copied?.split('\n')).toHaveLength(1)
  })

  it('takes the selection first, if there is one', async () => {
    const window = await openWindow()
    await window.press('x', 'j', 'x')
    await window.press('Shift+Y')
    expect(copied?.split('\n')).toHaveLength(2)
    await window.press('Ctrl+Shift+E')
    expect(byRole('dialog').textContent).toContain('The selection: 2 papers')
    await press('Copy')
    await window.settle()
    expect(copied?.split('\n')).toHaveLength(2)
    expect(document.body.textContent).toContain('Copied 2 papers: BibTeX')
  })

  it('takes all that a search has found, not only what is loaded', async () => {
    const window = await openWindow()
    await window.press('/')
    await window.type('agents')
    window.app.search.setState({ limit: 2 })
    await window.press('Ctrl+Shift+E')
    expect(byRole('dialog').textContent).toContain('All papers found')
    await press('Copy')
    await window.settle()
    expect(window.bridge.calls.findLast(({ method }) => method === 'search.find')?.input).toMatchObject({
      text: 'agents',
      limit: 20_000,
    })
    expect(copied?.split('\n')).toHaveLength(2)
  })

  it('writes notes into a folder, and asks again if it is none', async () => {
    const window = await openWindow()
    await window.press('Ctrl+Shift+E')
    await choose('Format', 'vault')
    const field = document.querySelector<HTMLInputElement>('dialog input')
    field?.focus()
    await window.type('Notes')
    await press('Write the notes')
    await window.settle()
    expect(byRole('dialog').textContent).toContain('Give the whole path of the folder')
    await window.type('/home/ada/Notes')
    await press('Write the notes')
    await window.settle()
    expect(document.querySelector('dialog')).toBeNull()
    expect(document.body.textContent).toContain('5 notes written.')
  })

  it('tells a failure and copies nothing', async () => {
    const window = await openWindow()
    window.bridge.failNext('papers.export', { code: 'not-found', message: '' })
    await window.press('Shift+Y')
    expect(copied).toBeNull()
    expect(document.body.textContent).toContain('That paper is no longer in the library.')
  })
})
