import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { dayList, type PaperDetail } from '../../src/shared/domain.ts'
import type { EventName, Events, Settings } from '../../src/shared/contract.ts'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import { allByRole, byRole, openWindow, rowNames, type Opened } from './open-window.tsx'
import { makeDay, makePaper } from './make-paper.ts'

/** A paper that stands on another list than that of the day. */
function onList(id: number, list: string, patch: Partial<PaperDetail> = {}): PaperDetail {
  return makePaper(id, { ...patch, listings: [{ list, rank: id, upvotes: 3, firstSeenAt: 0 }] })
}

async function click(opened: Opened, role: string, name: string | RegExp): Promise<void> {
  await act(async () => (byRole(role, name) as HTMLElement).click())
  await opened.settle()
}

/** An event of the library. */
async function tell<E extends EventName>(opened: Opened, name: E, payload: Events[E]): Promise<void> {
  await act(async () => opened.bridge.emit(name, payload))
  await opened.settle()
}

/** Finds a command in the palette and does it. */
async function choose(opened: Opened, text: string): Promise<void> {
  await opened.press('Ctrl+k')
  await opened.type(text)
  await opened.press('Enter')
}

/** Writes into a field and leaves it. */
async function fill(opened: Opened, field: HTMLElement | null, text: string): Promise<void> {
  await act(async () => field?.focus())
  await opened.type(text)
  await act(async () => field?.blur())
  await opened.settle()
}

const monday = '2026-06-22'
const listsAsked = ({ bridge }: Opened): unknown[] =>
  bridge.calls.filter(({ method }) => method === 'lists.fetch').map(({ input }) => input)
/** Until a key that was held down counts as let go. */
const rest = (): Promise<void> => act(async () => new Promise((resolve) => setTimeout(resolve, 350)))

describe('a day that the library does not know', () => {
  it('is fetched when one goes there, and its papers can be decided', async () => {
    const opened = await openWindow({ feed: [onList(91, dayList(monday), { listedOn: monday })] })
    await opened.press('[')
    expect(document.body.textContent).toContain('This day has not been fetched yet.')
    await rest()
    await opened.settle()
    expect(listsAsked(opened)).toEqual([{ list: dayList(monday) }])
    expect(rowNames()).toHaveLength(1)
    await opened.press('l')
    expect(opened.bridge.paper(91).verdict).toBe('later')
  })

  it('is not fetched while the key is held down, only where it stops', async () => {
    const opened = await openWindow()
    await opened.press('[', '[', '[')
    await rest()
    await opened.settle()
    expect(listsAsked(opened)).toEqual([{ list: dayList('2026-06-20') }])
    expect(document.body.textContent).toContain('No list at weekends.')
  })

  it('says so when it cannot be fetched, and tries again', async () => {
    const opened = await openWindow({ feed: [onList(91, dayList(monday))] })
    opened.bridge.failNext('lists.fetch', { code: 'offline', message: '' })
    await opened.press('[')
    await rest()
    await opened.settle()
    expect(document.body.textContent).toContain('There is no network.')
    await click(opened, 'button', 'Try again')
    expect(rowNames()).toHaveLength(1)
  })

  it('is told to be empty when the feed had nothing', async () => {
    const opened = await openWindow()
    await opened.press('[')
    await rest()
    await opened.settle()
    expect(document.body.textContent).toContain('The feed had no list on this day.')
  })

  it('waits to be asked for where nothing is fetched by itself', async () => {
    const papers = makeDay(2)
    const opened = await openWindow({
      papers,
      feed: [onList(91, dayList(monday))],
      state: { settings: { ...defaultSettings, syncEveryMinutes: 0 } },
    })
    await opened.press('[')
    await rest()
    await opened.settle()
    expect(listsAsked(opened)).toEqual([])
    await click(opened, 'button', 'Fetch this day')
    expect(rowNames()).toHaveLength(1)
  })
})

describe('the choice of a day', () => {
  const field = (): HTMLInputElement => document.querySelector('input[type="date"]') as HTMLInputElement

  it('opens with its keys at the day shown, and goes to any day since the first', async () => {
    const opened = await openWindow({ feed: [onList(91, dayList('2023-05-04'))] })
    await opened.press('g', 'd')
    expect(byRole('dialog', 'Go to a day')).toBeTruthy()
    expect(document.activeElement).toBe(field())
    expect([field().value, field().min, field().max]).toEqual(['2026-06-23', '2023-05-04', '2026-06-23'])
    await opened.type('2023-05-04')
    expect(document.body.textContent).toContain('Thursday 4 May 2023.')
    await click(opened, 'button', 'Go')
    expect(allByRole('heading', 'Thursday 4 May 2023').length).toBeGreaterThan(0)
    await rest()
    await opened.settle()
    expect(rowNames()).toHaveLength(1)
  })

  it('refuses days that the feed cannot have, in words', async () => {
    const opened = await openWindow()
    await click(opened, 'button', 'Go to a day')
    await opened.type('2023-05-03')
    expect((byRole('button', 'Go') as HTMLButtonElement).disabled).toBe(true)
    expect(document.body.textContent).toContain('The feed has days from 4 May 2023 to 23 June 2026.')
    expect(allByRole('dialog')).toHaveLength(1)
  })
})

describe('history in bulk', () => {
  async function openFeedSettings(options: Parameters<typeof openWindow>[0] = {}): Promise<Opened> {
    const opened = await openWindow(options)
    await opened.press('g', ',')
    await click(opened, 'button', 'Feed')
    return opened
  }
  const foot = (): string => byRole('contentinfo').textContent

  it('begins in the settings, tells its progress at the foot, pauses, goes on and is cancelled', async () => {
    const opened = await openFeedSettings()
    const choice = document.querySelector('select[aria-label="Month or year to fetch"]') as HTMLSelectElement
    expect([...choice.options].map(({ value }) => value)).toEqual(
      expect.arrayContaining(['2026', '2026-06', '2023-05']),
    )
    expect([...choice.options].map(({ value }) => value)).not.toContain('2026-07')
    expect([...choice.options].map(({ value }) => value)).not.toContain('2023-04')
    await click(opened, 'button', 'Fetch it')
    expect(opened.bridge.calls.at(-1)?.input).toEqual({ from: '2026-06-01', to: '2026-06-23' })
    expect(foot()).toContain('Fetching June 2026, 0 of 23 days.')
    await tell(opened, 'backfill.status', { ...half, phase: 'running', remainingMs: 130_000 })
    expect(foot()).toContain('Fetching June 2026, 12 of 23 days, about 2 minutes left.')
    await click(opened, 'button', 'Pause')
    expect(foot()).toContain('June 2026 is paused')
    await click(opened, 'button', 'Go on')
    expect(foot()).toContain('Fetching June 2026')
    await click(opened, 'button', 'Cancel')
    expect(foot()).not.toContain('June 2026')
  })

  it('says why it waits, and how many papers came in the end', async () => {
    const opened = await openWindow()
    const retryAt = Date.parse('2026-06-23T10:15:00')
    const failure = { code: 'rate-limited', detail: null } as const
    await tell(opened, 'backfill.status', { ...half, phase: 'waiting', failure, retryAt })
    expect(foot()).toContain('June 2026, 12 of 23 days: the feed asks for a pause. Trying again at 10:15.')
    await tell(opened, 'backfill.status', { ...half, phase: 'done', done: 23, failed: 1 })
    expect(foot()).not.toContain('June 2026')
    expect(document.body.textContent).toContain(
      'June 2026 is here: 300 new papers. 1 day could not be fetched.',
    )
  })

  it('is begun, paused and ended from the palette, for the month shown', async () => {
    const opened = await openWindow()
    await choose(opened, 'all days of the month')
    expect(opened.bridge.calls.at(-1)).toMatchObject({
      method: 'backfill.start',
      input: { from: '2026-06-01', to: '2026-06-23' },
    })
    await choose(opened, 'pause fetching')
    expect(foot()).toContain('paused')
    await choose(opened, 'stop fetching')
    expect(foot()).not.toContain('June')
    await choose(opened, 'year shown')
    expect(opened.bridge.calls.at(-1)?.input).toEqual({ from: '2026-01-01', to: '2026-06-23' })
  })

  it('is switched off with all else, and says what is sent where', async () => {
    const opened = await openFeedSettings()
    expect(document.body.textContent).toContain('sent to nobody')
    const field = (): HTMLElement => byRole('textbox', 'Categories of arXiv to list') as HTMLElement
    await fill(opened, field(), 'cs.LG, cs.CL')
    expect(saved(opened)).toEqual({ arxivCategories: 'cs.LG+cs.CL' })
    await fill(opened, field(), 'cs.LG everything!')
    expect(document.body.textContent).toContain('A category is written as cs.LG or hep-th.')
    await click(opened, 'button', 'Switch all of this off')
    expect(saved(opened)).toEqual({
      syncEveryMinutes: 0,
      fetchOriginals: false,
      keepAutomatically: false,
      keepPictures: false,
      arxivCategories: null,
      notifyNewDay: false,
    } satisfies Partial<Settings>)
  })
})

describe('a new day', () => {
  const text = 'Tuesday 23 June has come out.'
  async function dayComes(notifyNewDay: boolean): Promise<Opened> {
    const papers = [makePaper(1, { listedOn: monday })]
    const opened = await openWindow({ papers, state: { settings: { ...defaultSettings, notifyNewDay } } })
    opened.bridge.add(makePaper(2))
    const { counts } = opened.app.library.getState()
    await tell(opened, 'papers.changed', { days: ['2026-06-23'], counts })
    return opened
  }

  it('is told in the window that is looked at, once', async () => {
    const opened = await dayComes(true)
    expect(document.body.textContent).toContain(text)
    expect(opened.bridge.calls.some(({ method }) => method === 'shell.notify')).toBe(false)
    await act(async () => opened.app.notices.setState({ toast: null }))
    opened.bridge.add(makePaper(3))
    const { counts } = opened.app.library.getState()
    await tell(opened, 'papers.changed', { days: ['2026-06-23'], counts })
    expect(opened.app.notices.getState().toast).toBeNull()
  })

  it('is not told where that is switched off', async () => {
    const opened = await dayComes(false)
    expect(opened.app.notices.getState().toast).toBeNull()
  })
})

describe('papers by their names', () => {
  const feed = [makePaper(91, { arxivId: '2401.00001', listings: [] })]
  const paste = async (opened: Opened, text: string): Promise<void> => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    await act(async () => window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data })))
    await opened.settle()
  }

  it('are added when they are pasted, several at once, and it is said what became of each', async () => {
    const opened = await openWindow({ feed })
    await paste(opened, 'https://arxiv.org/abs/2401.00001v2 https://hf.co/papers/2606.10001\n2401.99999')
    const said = '1 paper added. 1 paper was here already. Not found: 2401.99999.'
    expect(document.body.textContent).toContain(said)
    expect(opened.bridge.paper(91)).toBeTruthy()
    await paste(opened, 'a sentence that somebody copied somewhere')
    expect(opened.bridge.calls.filter(({ method }) => method === 'papers.add')).toHaveLength(1)
  })

  it('are added when they are dropped, and from the palette and the import', async () => {
    const opened = await openWindow({ feed })
    const data = new DataTransfer()
    data.setData('text/uri-list', 'https://www.alphaxiv.org/abs/2401.00001')
    // happy-dom’s drag events carry nothing.
    const drop = Object.assign(new Event('drop', { bubbles: true }), { dataTransfer: data })
    await act(async () => document.querySelector('main')?.dispatchEvent(drop))
    await opened.settle()
    expect(document.body.textContent).toContain('1 paper added.')
    await choose(opened, 'arXiv:2401.00001')
    expect(document.body.textContent).toContain('1 paper was here already.')
    await opened.press('Ctrl+o')
    await fill(opened, document.querySelector('textarea'), '2401.00001\n2606.10001')
    await click(opened, 'button', 'Import')
    expect(document.body.textContent).toContain('2 papers were here already.')
    expect(allByRole('dialog')).toHaveLength(0)
  })
})

describe('lists of the feed', () => {
  it('are reached by name, show what is here and then what the feed has', async () => {
    const opened = await openWindow({ feed: [onList(91, 'trending'), onList(92, 'month:2026-06')] })
    await opened.press('g', 'f')
    expect(byRole('heading', 'Trending')).toBeTruthy()
    expect(rowNames()).toEqual(['Paper 91'])
    await opened.press('l')
    expect(opened.bridge.paper(91).verdict).toBe('later')
    await choose(opened, 'this month')
    expect(byRole('heading', 'June 2026')).toBeTruthy()
    expect(rowNames()).toEqual(['Paper 92'])
    await choose(opened, 'this week')
    expect(allByRole('heading', 'Week 26 of 2026').length).toBeGreaterThan(0)
    expect(document.body.textContent).toContain('The feed has nothing on this list.')
    await opened.press('g', 'a')
    expect(byRole('heading', 'Everything')).toBeTruthy()
    expect(rowNames()).toHaveLength(7)
  })

  it('are what the feed finds, too, and say when it cannot be asked', async () => {
    const opened = await openWindow({ feed: [onList(91, 'search:protein folding')] })
    opened.bridge.failNext('lists.fetch', { code: 'offline', message: '' })
    await choose(opened, 'protein folding')
    expect(document.body.textContent).toContain('There is no network.')
    await click(opened, 'button', 'Try again')
    expect(byRole('heading', 'The feed on “protein folding”')).toBeTruthy()
    expect(rowNames()).toEqual(['Paper 91'])
    expect(listsAsked(opened)).toEqual([
      { list: 'search:protein folding' },
      { list: 'search:protein folding' },
    ])
  })
})

const half = {
  from: '2026-06-01',
  to: '2026-06-23',
  day: '2026-06-12',
  done: 12,
  total: 23,
  added: 300,
  failed: 0,
  remainingMs: null,
  failure: null,
  retryAt: null,
} as const

const saved = ({ bridge }: Opened): unknown =>
  bridge.calls.filter(({ method }) => method === 'settings.save').at(-1)?.input
