/** What must hold in any window, however small, however long the texts are: nothing runs over anything else. */
import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { feedDayAt } from '../../src/shared/days.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { test } from './octavo.ts'
import { currentRow, paper, press, synced } from './page.ts'

const places = [
  'g t',
  'g u',
  'g l',
  'g s',
  'g n',
  'g w',
  'g h',
  'g e',
  'g a',
  '/',
  'g i',
  'g j',
  'g p',
  'g ,',
]
const endless = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

test('at 200 % every place fits the window, and what opens has a way out', async ({ octavo, feed }) => {
  test.setTimeout(180_000)
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 'l', 'e', 's', 'i')
  await page.keyboard.insertText('A note')
  await press(page, 'Escape')
  await page.setViewportSize({ width: 640, height: 400 })
  for (const keys of places) {
    await press(page, ...keys.split(' '))
    await expect(page.getByRole('main')).toBeVisible()
    expect(await sideways(page), keys).toEqual([])
    if (keys === '/') await press(page, 'Escape')
  }
  for (const keys of ['?', 'Control+k', 'h', 't', 'g d', 'Control+o', 'Control+Shift+e']) {
    await press(page, 'g', 't')
    await expect(currentRow(page)).toBeVisible()
    await press(page, ...keys.split(' '))
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    const box = await dialog.boundingBox()
    expect((box?.x ?? -1) >= 0 && (box?.y ?? -1) >= 0, keys).toBe(true)
    expect((box?.x ?? 0) + (box?.width ?? 0), keys).toBeLessThanOrEqual(640)
    expect((box?.y ?? 0) + (box?.height ?? 0), keys).toBeLessThanOrEqual(400)
    await press(page, 'Escape')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('listbox'), keys).toBeFocused()
  }
  // The page is not beside the list: the source of the abstract opens it.
  await press(page, '\\')
  await expect(paper(page)).toContainText('As the feed has it')
  expect(await sideways(page), 'source').toEqual([])
})

test('long notes, tags, titles and names stay in their places', async ({ octavo }) => {
  const today = feedDayAt(Date.now())
  const title = `${endless}: ${endless.repeat(3)}`
  const feed = await createFeedServer({
    days: new Map([[today, [makeEntry({ id: '2606.10001', day: today, title, upvotes: 123_456 })]]]),
  })
  const page = await octavo.start(feed.url)
  await synced(page)
  await press(page, 't')
  await page.keyboard.insertText(endless.slice(0, 50))
  await press(page, 'Enter', 'Escape', 'i')
  await page.keyboard.insertText(`${endless} and more. `.repeat(60))
  await press(page, 'Escape')
  await expect(page.getByRole('complementary', { name: 'Note' })).toContainText('and more')
  for (const [width, height] of [
    [1320, 860],
    [900, 700],
    [640, 400],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const isReading of [false, true]) {
      await press(page, isReading ? 'Enter' : 'Escape')
      expect(await sideways(page), `${width} ${isReading}`).toEqual([])
      // The status line stands on top of nothing, and nothing on top of it.
      const foot = page.getByRole('contentinfo')
      const { y = 0, height: high = 0, x = 0, width: wide = 0 } = (await foot.boundingBox()) ?? {}
      for (const at of [x + 2, x + wide / 2, x + wide - 2]) {
        const isFoot = await page.evaluate(
          ([left = 0, top = 0]) => document.elementFromPoint(left, top)?.closest('footer') !== null,
          [at, y + high / 2],
        )
        expect(isFoot, `${width} ${isReading} ${at}`).toBe(true)
      }
    }
  }
  await feed.close()
})

async function boxOf(element: Locator): Promise<{ readonly y: number; readonly height: number }> {
  const box = await element.boundingBox()
  if (box === null) throw new Error('it is not in the window')
  return box
}

test('where only the list is seen, snooze and tags do not hide the row that they are about', async ({
  octavo,
  feed,
}) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  await page.setViewportSize({ width: 900, height: 420 })
  for (const row of ['Home', 'End']) {
    await press(page, row)
    const current = await boxOf(currentRow(page))
    for (const key of ['h', 't']) {
      await press(page, key)
      const menu = await boxOf(page.getByRole('dialog'))
      const isBelow = menu.y >= current.y + current.height - 1
      const isAbove = menu.y + menu.height <= current.y + 1
      expect(isBelow || isAbove, `${row} ${key}`).toBe(true)
      await press(page, 'Escape')
    }
  }
})

test('a displayed formula wider than the page scrolls in itself, and is read out as MathML', async ({
  octavo,
}) => {
  const today = feedDayAt(Date.now())
  const terms = Array.from({ length: 40 }, (_, k) => `a_{${k}} x^{${k}}`).join(' + ')
  const summary = `It is bounded by \\[${terms}\\] for every x_i.`
  const feed = await createFeedServer({
    days: new Map([[today, [makeEntry({ id: '2606.10001', day: today, summary })]]]),
  })
  const page = await octavo.start(feed.url)
  await synced(page)
  const formula = paper(page).locator('.katex-display')
  await expect(paper(page).locator('.katex-html:not([aria-hidden=true])')).toHaveCount(0)
  await expect(paper(page).locator('.katex math annotation').first()).toContainText('a_{0} x^{0}')
  // look.md §2: formulas are 1.09 of the text around them, whatever KaTeX's own style sheet says.
  const share = await formula.evaluate((element) => {
    const sizeOf = (of: Element | null): number => Number.parseFloat(of ? getComputedStyle(of).fontSize : '0')
    return sizeOf(element.querySelector('.katex')) / sizeOf(element)
  })
  expect(share).toBeCloseTo(1.09, 2)
  for (const width of [1320, 900, 640]) {
    await page.setViewportSize({ width, height: 700 })
    if (width < 1000) await press(page, 'Enter')
    await expect(formula).toBeVisible()
    await formula.evaluate((element) => element.scrollBy({ left: 100, behavior: 'instant' }))
    expect(await formula.evaluate((element) => element.scrollLeft), String(width)).toBe(100)
    await formula.evaluate((element) => element.scrollTo({ left: 0, behavior: 'instant' }))
    expect(await sideways(page), String(width)).toEqual([])
    await press(page, 'Escape')
  }
  await feed.close()
})

/** Elements that are wider than their box shows and neither scroll nor end in an ellipsis; the window itself among them. */
async function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element): boolean => {
      const { right, width } = element.getBoundingClientRect()
      return width > 0 && right > window.innerWidth + 1
    }
    const holds = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || holds(element.parentElement))
    const found = [...document.querySelectorAll('body *')].filter(
      (element) => isCut(element) && element.checkVisibility({ visibilityProperty: true }) && !holds(element),
    )
    const isWide = document.documentElement.scrollWidth > window.innerWidth
    return [...(isWide ? ['the window'] : []), ...found.map(({ outerHTML }) => outerHTML.slice(0, 120))]
  })
}
