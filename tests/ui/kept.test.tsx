import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { nothingKept } from '../../src/shared/kept.ts'
import type { KeptPaper } from '../../src/shared/kept.ts'
import { makeDay } from './make-paper.ts'
import { allByRole, byRole, openWindow } from './open-window.tsx'

const papers = makeDay(2)

function keptPaper(patch: Partial<KeptPaper> = {}): KeptPaper {
  return {
    paperId: 1,
    arxivId: papers[0]?.arxivId ?? '',
    title: papers[0]?.title ?? { feed: null, original: null },
    isStarred: false,
    state: 'kept',
    hasText: true,
    hasPdf: true,
    files: 3,
    missing: 0,
    bytes: 3_140_000,
    changedAt: 0,
    failure: null,
    retryAt: null,
    ...patch,
  }
}

const text = `# Method

We minimise $\\|x\\|_2$ over

| a | b |
| - | - |
| 1 | 2 |

![The <plot>](x1.png)

![Elsewhere](https://evil.example/y.png)

<script>window.stolen = 1</script> [here](javascript:alert(1))`

const pages = {
  text,
  figures: [
    {
      source: 'https://arxiv.org/html/x1.png',
      address: '/kept/2606.10001/figure-01.png',
      width: 640,
      height: 360,
    },
  ],
  pdf: '/kept/2606.10001/2606.10001.pdf',
}

function paperPage(): Element {
  const page = document.querySelector('section[aria-label="Paper"]')
  if (!page) throw new Error('there is no page')
  return page
}

describe('a paper kept offline', () => {
  it('reads below the abstract: headings, mathematics, tables and its own pictures', async () => {
    const window = await openWindow({ papers, kept: [keptPaper()], pages })
    expect(paperPage().textContent).toContain('Kept offline, 3.1 MB')
    await window.press('Enter')
    const full = document.querySelector('[aria-label="Full text"]')
    expect(full?.querySelector('h2')?.textContent).toBe('Method')
    expect(full?.querySelector('.katex')).not.toBeNull()
    expect(full?.querySelectorAll('td')).toHaveLength(2)
    const pictures = [...(full?.querySelectorAll('img') ?? [])]
    expect(
      pictures.map((picture) => [picture.getAttribute('src'), picture.alt, picture.getAttribute('width')]),
    ).toEqual([['/kept/2606.10001/figure-01.png', 'The <plot>', '640']])
    expect(full?.textContent).toContain('[figure: Elsewhere]')
    expect(full?.querySelector('script, a')).toBeNull()
    expect(full?.textContent).toContain('<script>')
  })

  it('is told in its row and to screen readers, in words', async () => {
    await openWindow({ papers, kept: [keptPaper()], pages })
    const [first, second] = [...document.querySelectorAll('[role=option]')]
    expect(first?.textContent).toContain('kept')
    expect(first?.getAttribute('aria-description')).toContain('kept offline')
    expect(second?.textContent).not.toContain('kept')
    expect(second?.getAttribute('aria-description')).not.toContain('kept')
  })

  it('says what it waits for, and can be tried again at once', async () => {
    const waiting = keptPaper({ state: 'waiting', missing: 1, failure: 'rate-limited', retryAt: 1e15 })
    const window = await openWindow({ papers, kept: [waiting], pages })
    expect(paperPage().textContent).toContain('3.1 MB kept, 1 file to come, arXiv asks for a pause; next try')
    await act(async () => (byRole('button', /Try again/) as HTMLElement).click())
    expect(window.bridge.calls.filter(({ method }) => method === 'kept.keep')).toHaveLength(1)
    const full = { ...nothingKept, problem: 'no-room' } as const
    await act(async () => window.bridge.emit('kept.changed', { papers: [waiting], usage: full }))
    expect(paperPage().textContent).toContain('1 file to come when there is space for them')
  })

  it('opens its PDF inside the window, by key and by link, and Escape goes back', async () => {
    const window = await openWindow({ papers, kept: [keptPaper()], pages })
    const [link] = allByRole('link', 'PDF, kept here')
    await act(async () => (link as HTMLElement).click())
    expect(document.querySelector('iframe')).not.toBeNull()
    await window.press('Escape', 'Escape', 'Shift+V')
    expect(document.querySelector('iframe')?.getAttribute('src')).toContain(`${pages.pdf}#`)
    await window.press('Escape')
    expect(document.querySelector('iframe')).toBeNull()
    expect(window.app.view.getState().isReading).toBe(true)
  })

  it('is asked for with one key, and a change is shown', async () => {
    const window = await openWindow({ papers })
    const page = paperPage()
    expect(page.textContent).toContain('Not kept offline.')
    await window.press('d')
    expect(window.bridge.calls.filter(({ method }) => method === 'kept.keep')).toMatchObject([
      { input: { ids: [1] } },
    ])
    const usage = nothingKept
    const waiting = keptPaper({ state: 'waiting', files: 0, missing: 2, bytes: 0, hasText: false })
    await act(async () => window.bridge.emit('kept.changed', { papers: [waiting], usage }))
    expect(page.textContent).toContain('2 files to come')
  })

  it('says at full width that it is not here and there is no network', async () => {
    const window = await openWindow({ papers })
    const { sync } = window.app.library.getState()
    await act(async () => window.bridge.emit('sync.status', { ...sync, offlineSince: 1 }))
    await window.press('Enter')
    expect(byRole('note', /not kept/).textContent).toContain(
      'The full text is not kept and there is no network.',
    )
    await window.press('d')
    expect(document.body.textContent).toContain('It will be fetched when there is one.')
  })

  it('stands in Settings with its cost, can be removed, and dropped ones are named', async () => {
    const dropped = keptPaper({ paperId: 2, arxivId: '2606.10002', state: 'dropped', files: 0, bytes: 0 })
    const window = await openWindow({ papers, kept: [keptPaper(), dropped] })
    await act(async () => window.app.view.setState({ screen: 'settings' }))
    const open = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Offline')
    await act(async () => open?.click())
    const list = document.querySelector('[aria-label="Kept papers"]')
    expect(list?.textContent).toContain('Kept offline, 3.1 MB')
    expect(list?.textContent).toContain('Dropped')
    const remove = document.querySelector<HTMLButtonElement>('[aria-label="Remove the files of 2606.10001"]')
    await act(async () => remove?.click())
    await window.settle()
    expect(window.bridge.calls.at(-1)).toMatchObject({ method: 'kept.remove', input: { ids: [1] } })
  })
})
