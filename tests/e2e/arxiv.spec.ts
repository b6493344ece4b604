import { expect } from '@playwright/test'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { test } from './octavo.ts'
import { currentRow, paper, press, synced } from './page.ts'

const announcements = [
  {
    id: '2611.20001v1',
    kind: 'new',
    title: 'Learning $O(n \\log n)$ sketches',
    abstract: 'We sketch in $O(n \\log n)$ time.',
    creator: 'J\\"urgen Example (Somewhere, Far Away), {\\L}ucja Przyk{\\l}ad',
    categories: ['cs.LG', 'stat.ML'],
  },
  { id: '2611.20002v1', kind: 'new' },
  { id: '2611.20003v1', kind: 'cross' },
  { id: '2601.20004v3', kind: 'replace', doi: '10.1000/example' },
]

test('arXiv’s lists come when categories are named, each kind by itself, and go when they are not', async ({
  octavo,
  feed,
}) => {
  const arxiv = await createFeedServer({ days: feed.days, announcements })
  const page = await octavo.start(arxiv.url)
  const size = await synced(page)
  expect(arxiv.asked.filter(({ path }) => path.startsWith('/rss/'))).toEqual([])
  const places = page.getByRole('navigation', { name: 'Places' })
  const triage = await places.getByRole('button', { name: /^Triage, / }).getAttribute('title')

  await press(page, 'g', ',')
  await page.getByRole('button', { name: 'Feed', exact: true }).click()
  await page.getByLabel('Categories of arXiv to list').fill('cs.LG')
  await page.getByRole('button', { name: 'cs.CL' }).click()
  await expect(page.getByRole('button', { name: 'cs.CL' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('2 new, 1 cross-listed, 1 replaced.')).toBeVisible()
  expect(arxiv.asked.map(({ path }) => path)).toContain('/rss/cs.LG+cs.CL')

  await places.getByRole('button', { name: 'arXiv, New, 2' }).click()
  await expect(page.getByRole('heading', { name: 'New on arXiv' })).toBeVisible()
  await expect(currentRow(page)).toHaveAttribute('aria-setsize', '2')
  await expect(paper(page)).toContainText('Jürgen Example, Łucja Przykład')
  await expect(paper(page)).toContainText('cs.LG, stat.ML')
  await expect(paper(page).locator('.katex').first()).toBeVisible()
  await press(page, 'l')
  await expect(places.getByRole('button', { name: 'arXiv, New, 1' })).toBeVisible()
  await places.getByRole('button', { name: 'arXiv, Replaced, 1' }).click()
  await expect(paper(page)).toContainText('version 3')
  await press(page, '[')
  await expect(page.getByText('Nothing older is here.').first()).toBeVisible()

  expect(await places.getByRole('button', { name: /^Triage, / }).getAttribute('title')).toBe(triage)
  await press(page, 'g', 't')
  await expect(currentRow(page)).toHaveAttribute('aria-setsize', String(size))
  await press(page, 'g', ',')
  await page.getByRole('button', { name: 'Feed', exact: true }).click()
  await page.getByRole('button', { name: 'Switch all of this off' }).click()
  await expect(places.getByRole('region', { name: 'arXiv' })).toBeHidden()
  await arxiv.close()
})
