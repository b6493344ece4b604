import { describe, expect, it } from 'vitest'
import { dayList, type PaperDetail } from '../../src/shared/domain.ts'
import { defaultSettings } from '../../src/shared/contract.ts'
import { allByRole, byRole, openWindow, rowNames, type Opened } from './open-window.tsx'
import { makeDay, makePaper } from './make-paper.ts'

/** A paper that stands on another list than that of the day. */
function onList(id: number, list: string, patch: Partial<PaperDetail> = {}): PaperDetail {
  return makePaper(id, { ...patch, listings: [{ list, rank: id, upvotes: 3, firstSeenAt: 0 }] })
}

const monday = '2026-06-22'
const listsAsked = ({ bridge }: Opened): unknown[] =>
  bridge.calls.filter(({ method }) => method === 'lists.fetch').map(({ input }) => input)
/** Until a key that was held down counts as let go. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 350))

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
    ;(byRole('button', 'Try again') as HTMLElement).click()
    await opened.settle()
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
    ;(byRole('button', 'Fetch this day') as HTMLElement).click()
    await opened.settle()
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
    ;(byRole('button', 'Go') as HTMLElement).click()
    await opened.settle()
    expect(allByRole('heading', 'Thursday 4 May 2023').length).toBeGreaterThan(0)
    await rest()
    await opened.settle()
    expect(rowNames()).toHaveLength(1)
  })

  it('refuses days that the feed cannot have, in words', async () => {
    const opened = await openWindow()
    ;(byRole('button', 'Go to a day') as HTMLElement).click()
    await opened.settle()
    await opened.type('2023-05-03')
    expect((byRole('button', 'Go') as HTMLButtonElement).disabled).toBe(true)
    expect(document.body.textContent).toContain('The feed has days from 4 May 2023 to 23 June 2026.')
    expect(allByRole('dialog')).toHaveLength(1)
  })
})
