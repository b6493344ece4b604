import { expect } from '@playwright/test'
import { makeEntry } from '../feed-server/make-entry.ts'
import { test } from './octavo.ts'
import { synced } from './page.ts'

test('a link that is dragged onto the window adds its paper', async ({ octavo, feed }) => {
  const page = await octavo.start(feed.url)
  await synced(page)
  const id = '2501.04321'
  feed.days.set('2025-01-09', [makeEntry({ id, day: '2025-01-09' })])
  const everything = page.getByRole('button', { name: /^Everything, / })
  const before = await everything.textContent()
  // As a browser hands it over, with the events of a real drag in their order.
  const refused = await page.evaluate((address) => {
    const data = new DataTransfer()
    data.setData('text/uri-list', address)
    data.setData('text/plain', address)
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
    return ['dragover', 'drop'].filter((kind) =>
      target?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data })),
    )
  }, `https://huggingface.co/papers/${id}`)
  expect(refused).toEqual([])
  await expect(everything).not.toHaveText(before ?? '')
  await expect(page.getByRole('region', { name: 'Notice' })).toContainText(/1 paper/)
})
