import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { makePaper } from './make-paper.ts'
import { allByRole, byRole, openWindow } from './open-window.tsx'

const feed = 'The rate is O(n log n) for every x_i in the set.'
const original = 'The rate is $\\mathcal{O}(n \\log n)$ for every $x_i$ in the set.'

describe('the page', () => {
  it('renders the original where there is one, and the summary as the feed’s', async () => {
    await openWindow({
      papers: [makePaper(1, { abstract: { feed, original }, aiSummary: 'It grows with $n$.' })],
    })
    const paper = byRole('region', 'Paper')
    expect([...paper.querySelectorAll('annotation')].map((tex) => tex.textContent)).toEqual([
      'n',
      '\\mathcal{O}(n \\log n)',
      'x_i',
    ])
    expect(paper.textContent).toContain('In short, by the feed')
    expect(paper.textContent).toContain('Abstract from arXiv, mathematics as written.')
  })

  it('shows the sources beside each other, with the guesses marked', async () => {
    const { press } = await openWindow({ papers: [makePaper(1, { abstract: { feed, original } })] })
    await press('\\')
    expect(byRole('region', 'arXiv’s original').textContent).toContain(original)
    expect(byRole('region', 'As the feed has it').textContent).toContain(feed)
    const marks = byRole('region', 'As the feed has it').querySelectorAll('mark')
    expect(marks.length).toBeGreaterThan(0)
    for (const mark of marks) expect(feed).toContain(mark.textContent)
    await press('\\')
    expect(allByRole('region', 'As the feed has it')).toHaveLength(0)
  })

  it('marks the words in which arXiv’s text and the recovered one differ', async () => {
    const abstract = {
      feed: 'The rate is fast for x_i in the sqrt{d} set.',
      original: 'The rate is fast for $\\vec{x}_i$ in\nthe $\\sqrt{d}$ set.',
    }
    const { press } = await openWindow({ papers: [makePaper(1, { abstract })] })
    await press('\\')
    const marksOf = (name: string): string[] =>
      [...byRole('region', name).querySelectorAll('[class*=differing]')].map((mark) => mark.textContent)
    expect(marksOf('arXiv’s original')).toContain('$\\vec{x}_i$')
    expect(marksOf('arXiv’s original').join(' ')).not.toMatch(/rate|set/)
    expect(marksOf('Recovered from the feed')).toContain('$x_i$')
    expect(marksOf('As the feed has it')).toEqual([])
  })

  it('is heard with its title first, then who wrote it, what is known of it, and the abstract', async () => {
    const arxiv = {
      version: 2,
      updatedOn: null,
      comment: null,
      categories: ['cs.LG'],
      doi: null,
      journalRef: null,
    }
    const paper = makePaper(7, { abstract: { feed, original }, arxiv })
    const { press } = await openWindow({ papers: [paper] })
    for (const level of ['H2', 'H1']) {
      const article = byRole('article')
      expect(article.querySelector('h1, h2, h3')?.tagName).toBe(level)
      const parts = ['Paper 7', 'Jiayu Liu', 'cs.LG', 'version 2', 'The rate is']
      const places = parts.map((part) => article.textContent.indexOf(part))
      expect(places).not.toContain(-1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      await press('Enter')
    }
  })

  it('says a formula that KaTeX refuses in Unicode', async () => {
    await openWindow({
      papers: [makePaper(1, { abstract: { feed: null, original: 'Let $\\alpha^2 \\nosuchcommand{x$ be.' } })],
    })
    const paper = byRole('region', 'Paper')
    expect(paper.querySelector('.katex-error')).toBeNull()
    expect(paper.textContent).toContain('be.')
  })

  it('folds long lists of authors, and unfolds them', async () => {
    const authors = Array.from({ length: 12 }, (_, index) => ({ name: `Author ${index + 1}`, login: null }))
    const { settle } = await openWindow({ papers: [makePaper(1, { authors, authorCount: 12 })] })
    const paper = byRole('region', 'Paper')
    expect(paper.textContent).not.toContain('Author 9')
    byRole('button', 'and 4 more').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(paper.textContent).toContain('Author 12')
  })

  it('finds the papers of a keyword', async () => {
    const { app, settle } = await openWindow({ papers: [makePaper(1, { keywords: ['world models'] })] })
    byRole('button', 'world models').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(app.view.getState().screen).toBe('search')
    expect(app.search.getState().text).toBe('keyword:"world models"')
  })

  it('opens no address but https', async () => {
    await openWindow({
      papers: [makePaper(1, { githubRepo: 'javascript:alert(1)', projectPage: 'http://example.org/' })],
    })
    const links = [...byRole('region', 'Paper').querySelectorAll('a')].map((link) =>
      link.getAttribute('href'),
    )
    expect(links.every((link) => link?.startsWith('https://'))).toBe(true)
    expect(links).toContain('https://example.org/')
  })
})

describe('the width of the list', () => {
  it('moves with the arrow keys, and is kept', async () => {
    const { bridge, settle } = await openWindow()
    const edge = byRole('separator', 'Width of the list')
    edge.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }))
    await settle()
    expect(bridge.calls.at(-1)).toMatchObject({ method: 'settings.save', input: { listWidth: 464 } })
    expect(edge.getAttribute('aria-valuenow')).toBe('464')
  })
})

describe('more like this', () => {
  const pause = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve, 300)))

  it('is asked for once it is unfolded, and stays unfolded from paper to paper', async () => {
    const { bridge, press } = await openWindow()
    const asked = (): number => bridge.calls.filter(({ method }) => method === 'papers.similar').length
    const fold = (): HTMLButtonElement => {
      const button = byRole('button', 'More like this')
      if (!(button instanceof HTMLButtonElement)) throw new Error('no button')
      return button
    }
    await act(async () => fold().click())
    expect(fold().getAttribute('aria-expanded')).toBe('true')
    await pause()
    expect(asked()).toBe(1)
    expect(byRole('region', 'More like this').querySelectorAll('li')).toHaveLength(4)
    await press('j')
    expect(fold().getAttribute('aria-expanded')).toBe('true')
    await pause()
    expect(asked()).toBe(2)
  })

  it('is a list of its own with its key, where keys decide at once', async () => {
    const { app, press } = await openWindow()
    const paper = app.library.getState().rows.get(1)
    await press('f')
    expect(app.search.getState().text).toBe(`like:${paper?.arxivId}`)
    expect(byRole('heading', 'Search')).toBeTruthy()
  })
})
