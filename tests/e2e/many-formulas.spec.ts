/** A text of two hundred formulas: those in view are drawn first, and none is missing where it is needed. */
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { feedDayAt } from '../../src/shared/days.ts'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { test } from './octavo.ts'
import { paper, press, synced } from './page.ts'

const formulas = 200
const summary = Array.from(
  { length: formulas },
  (_, k) => `At step ${k} of the proof the bound is \\(y_{${k}} \\leq x^{${k}}\\) for every point of it.`,
).join(' ')

test('what is in view is drawn first, the rest before it is scrolled to, copied or printed', async ({
  octavo,
}) => {
  const today = feedDayAt(Date.now())
  const ids = ['2606.10001', '2606.10002', '2606.10003']
  const entries = ids.map((id, k) =>
    makeEntry({ id, day: today, summary: summary.replaceAll('y_', `y_{${k}} + y_`) }),
  )
  const feed = await createFeedServer({ days: new Map([[today, entries]]) })
  const page = await octavo.start(feed.url)
  await synced(page)
  await expect(drawn(page)).toHaveCount(formulas)

  // Nothing else ever stops happening, and nothing was read ahead.
  await page.addInitScript(() => (window.requestIdleCallback = () => 0))
  await page.reload()
  await expect(drawn(page).first()).toBeVisible()
  expect(await drawn(page).count()).toBeLessThan(formulas)
  expect(await undrawnInView(page)).toBe(0)
  await expect(paper(page)).toContainText('At step 199 of the proof the bound is y₀ + y₁₉₉ ≤ x¹⁹⁹ for every')

  await paper(page).evaluate((region) => {
    const article = [region, ...region.querySelectorAll('*')].find(
      (element) =>
        getComputedStyle(element).overflowY === 'auto' && element.scrollHeight > element.clientHeight,
    )
    article?.scrollBy({ top: 1200, behavior: 'instant' })
  })
  await expect.poll(async () => undrawnInView(page)).toBe(0)
  expect(await drawn(page).count()).toBeLessThan(formulas)
  await page.evaluate(() => document.execCommand('selectAll') && document.execCommand('copy'))
  await expect(drawn(page)).toHaveCount(formulas)

  await press(page, 'j')
  await expect(paper(page)).toContainText('y₁ + y₁₉₉')
  expect(await undrawnInView(page)).toBe(0)
  expect(await drawn(page).count()).toBeLessThan(formulas)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await expect(drawn(page)).toHaveCount(formulas)
  await feed.close()
})

function drawn(page: Page): ReturnType<Page['locator']> {
  return paper(page).locator('.katex')
}

/** How many formulas that the window shows are still readable text. */
async function undrawnInView(page: Page): Promise<number> {
  return paper(page).evaluate(
    (region) =>
      [...region.querySelectorAll('p[class] > span > span:not(:has(.katex))')].filter((formula) => {
        const { top, bottom } = formula.getBoundingClientRect()
        return formula.textContent.includes('≤') && bottom > 0 && top < window.innerHeight
      }).length,
  )
}
