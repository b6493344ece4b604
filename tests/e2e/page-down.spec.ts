/** Space in a long abstract, with the window's clock in our hands. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { feedDayAt } from '../../src/shared/days.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import type { Octavo } from './octavo.ts'
import { test } from './octavo.ts'
import { currentRow, paper, press, synced } from './page.ts'

const summary = Array.from({ length: 120 }, (_, k) => `Sentence ${k} says what the one before it did not.`)

test('Space glides a screenful on, a second one goes on from there, and the end leads to the next paper', async ({
  octavo,
}) => {
  const page = await longPaper(octavo)
  const { height, end } = await extent(page)
  await press(page, 'Space')
  await page.clock.runFor(60)
  const midway = await top(page)
  expect(midway).toBeGreaterThan(0)
  expect(midway).toBeLessThan(height * 0.85 - 1)
  await press(page, 'Space')
  await page.clock.runFor(120)
  expect(await top(page)).toBeCloseTo(Math.min(end, height * 1.7), -1)
  await press(page, 'Shift+Space')
  await page.clock.runFor(120)
  expect(await top(page)).toBeCloseTo(Math.min(end, height * 1.7) - height * 0.85, -1)

  const left = Math.ceil((end - (await top(page))) / (height * 0.85))
  await press(page, ...Array.from({ length: left }, () => 'Space'))
  await page.clock.runFor(120)
  expect(await top(page)).toBeCloseTo(end, -1)
  await expect(currentRow(page)).toHaveAttribute('aria-posinset', '1')
  await press(page, 'Space')
  await expect(currentRow(page)).toHaveAttribute('aria-posinset', '2')
})

test('the wheel has the say over a glide', async ({ octavo }) => {
  const page = await longPaper(octavo)
  await press(page, 'Space')
  await page.clock.runFor(40)
  await article(page).evaluate((element) => element.scrollTo({ top: 5, behavior: 'instant' }))
  await page.clock.runFor(120)
  expect(await top(page)).toBe(5)
})

test('who wants less motion is there at once', async ({ octavo }) => {
  const page = await longPaper(octavo)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const { height } = await extent(page)
  await press(page, 'Space')
  expect(await top(page)).toBeCloseTo(height * 0.85, -1)
})

/** A window on a day of two long papers, in which time goes on only when told to. */
async function longPaper(octavo: Octavo): Promise<Page> {
  const today = feedDayAt(Date.now())
  const entries = ['2606.10001', '2606.10002'].map((id) =>
    makeEntry({ id, day: today, summary: summary.join(' ') }),
  )
  const feed = await createFeedServer({ days: new Map([[today, entries]]) })
  const page = await octavo.start(feed.url)
  await synced(page)
  await expect(paper(page)).toContainText('Sentence 119')
  await feed.close()
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
  return page
}

function article(page: Page): ReturnType<Page['locator']> {
  return paper(page).getByRole('article')
}

async function top(page: Page): Promise<number> {
  return article(page).evaluate(({ scrollTop }) => scrollTop)
}

/** The height of what is seen of the page, and how far it scrolls. */
async function extent(page: Page): Promise<{ readonly height: number; readonly end: number }> {
  return article(page).evaluate(({ clientHeight, scrollHeight }) => ({
    height: clientHeight,
    end: scrollHeight - clientHeight,
  }))
}
