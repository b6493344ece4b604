/** arXiv's own lists in the window: off at first, told apart by kind, walked by day; and its facts on a paper's page. */
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import type { PaperDetail } from '../../src/shared/domain.ts'
import { makeDay, makePaper } from './make-paper.ts'
import { allByRole, byRole, openWindow, rowNames, type Opened } from './open-window.tsx'

const monday = '2026-06-22'
const settings = { ...defaultSettings, arxivCategories: 'cs.LG+cs.CL' }
const listOf = (day: string, kind: string): string => `arxiv:cs.LG+cs.CL:${day}:${kind}`
const announced = [
  onList(81, listOf(monday, 'new')),
  onList(82, listOf('2026-06-23', 'new')),
  onList(83, listOf('2026-06-23', 'new')),
  onList(84, listOf('2026-06-23', 'replace')),
]

function onList(id: number, list: string): PaperDetail {
  return makePaper(id, { listedOn: null, listings: [{ list, rank: id, upvotes: 3, firstSeenAt: 0 }] })
}

async function click(opened: Opened, role: string, name: string): Promise<void> {
  await act(async () => (byRole(role, name) as HTMLElement).click())
  await opened.settle()
}

/** Until the sidebar has counted again. */
const quiet = (): Promise<void> => act(async () => new Promise((resolve) => setTimeout(resolve, 600)))

describe('arXiv’s lists', () => {
  it('are nowhere unless they are asked for', async () => {
    const opened = await openWindow()
    expect(allByRole('region', 'arXiv')).toEqual([])
    await opened.press('g', 'x')
    expect(document.body.textContent).toContain('Name categories of arXiv in Settings, Feed')
  })

  it('stand in the sidebar with what is left to decide, each kind by itself', async () => {
    const opened = await openWindow({ papers: [...makeDay(2), ...announced], state: { settings } })
    await quiet()
    expect(byRole('button', 'arXiv, New, 2')).toBeTruthy()
    expect(byRole('button', 'arXiv, Cross-listed')).toBeTruthy()
    await click(opened, 'button', 'arXiv, Replaced, 1')
    expect(byRole('heading', 'Replaced on arXiv')).toBeTruthy()
    expect(document.body.textContent).toContain('1 paper · Tuesday 23 June · cs.LG, cs.CL')
    await opened.press('e')
    await quiet()
    expect(byRole('button', 'arXiv, Replaced, 0')).toBeTruthy()
  })

  it('are walked by their days', async () => {
    const opened = await openWindow({ papers: [...makeDay(2), ...announced], state: { settings } })
    await opened.press('g', 'x')
    expect(byRole('heading', 'New on arXiv')).toBeTruthy()
    expect(rowNames()).toHaveLength(2)
    await opened.press('[')
    expect(document.body.textContent).toContain('Monday 22 June')
    expect(rowNames()).toEqual(['Paper 81'])
    await opened.press('[')
    expect(document.body.textContent).toContain('Nothing older is here.')
    await opened.press(']')
    expect(rowNames()).toHaveLength(2)
  })

  it('are chosen by name or by a button, and the settings say how it stands', async () => {
    const opened = await openWindow({ papers: [...makeDay(2), ...announced], state: { settings } })
    await opened.press('g', ',')
    await click(opened, 'button', 'Feed')
    expect(document.body.textContent).toContain('Tuesday 23 June 2026: 2 new, 1 replaced.')
    await click(opened, 'button', 'cs.CV')
    expect(opened.bridge.calls.filter(({ method }) => method === 'settings.save').at(-1)?.input).toEqual({
      arxivCategories: 'cs.LG+cs.CL+cs.CV',
    })
  })
})

describe('what arXiv says of a paper', () => {
  it('stands with its facts, the withdrawal first', async () => {
    const arxiv = {
      version: 3,
      categories: ['cs.LG', 'cs.CL'],
      comment: '9 pages, $O(n)$',
      doi: '10.1000/x',
      journalRef: 'Journal of Examples 7 (2026)',
      updatedOn: '2026-06-21',
    }
    await openWindow({ papers: [makePaper(1, { arxiv, withdrawnAt: '2026-06-22' })] })
    const text = document.querySelector('[aria-label="Paper"]')?.textContent ?? ''
    const said = [
      'withdrawn 22 June 2026',
      'cs.LG, cs.CL',
      'version 3 of 21 June 2026',
      'Journal of Examples',
      '9 pages',
    ]
    for (const words of said) expect(text).toContain(words)
    expect(document.querySelector('a[href="https://doi.org/10.1000/x"]')).toBeTruthy()
  })
})
