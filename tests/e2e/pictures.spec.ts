import { expect } from '@playwright/test'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import { nowhere, test } from './octavo.ts'
import { press, synced } from './page.ts'

const [filmed, plain] = ['2606.10001', '2606.10002']

test('the picture of a paper arrives without moving anything, and its video plays when asked, offline too', async ({
  octavo,
}) => {
  const today = feedDayAt(Date.now())
  const feed = await createFeedServer({
    days: new Map([
      [
        today,
        [makeEntry({ id: filmed, day: today, media: ['a.mp4'] }), makeEntry({ id: plain, day: today })],
      ],
    ]),
  })
  let letGo = (): void => undefined
  const until = new Promise<void>((resolve) => (letGo = resolve))
  feed.failWhen(({ path }) =>
    path.includes(filmed) && path.endsWith('.png') ? { kind: 'hold', until } : null,
  )
  const page = await octavo.start(feed.url)
  await synced(page)
  const figure = page.locator('figure')
  const below = page.getByRole('heading', { name: 'History' })
  await expect(figure).toContainText('The picture is being fetched.')
  const before = await below.boundingBox()
  letGo()
  const picture = figure.getByRole('img')
  await expect(picture).toBeVisible({ timeout: 20_000 })
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1000)
  expect(await below.boundingBox()).toEqual(before)
  expect(await page.locator('video').count()).toBe(0)

  // The next one is not there yet: nobody waits for pictures to go on.
  await press(page, 'j')
  await expect(picture).toBeVisible({ timeout: 20_000 })
  await octavo.quit()
  await feed.close()

  const again = await octavo.start(nowhere)
  const still = again.locator('figure').getByRole('img')
  await expect(still).toBeVisible()
  await press(again, 'k')
  await again.getByRole('button', { name: 'Play the video' }).click()
  const video = again.locator('video')
  await expect
    .poll(() => video.evaluate((element) => (element as HTMLVideoElement).currentTime))
    .toBeGreaterThan(0)
  expect(await video.evaluate((element) => (element as HTMLVideoElement).seekable.length)).toBe(1)
})
