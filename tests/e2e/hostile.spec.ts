import { expect } from '@playwright/test'
import { createFeedServer } from '../feed-server/feed-server.ts'
import { makeEntry } from '../feed-server/make-entry.ts'
import { feedDayAt } from '../../src/shared/days.ts'
import { test } from './octavo.ts'
import { currentRow, paper, press, status, synced } from './page.ts'

const script = '<script>window.stolen=1</script><img src=x onerror="window.stolen=1">'
const texts = [
  script,
  '<svg onload="window.stolen=1"><a href="javascript:window.stolen=1">here</a>',
  '$\\href{javascript:window.stolen=1}{x}$ and $\\includegraphics{https://evil.example/x.png}$',
  '$\\def\\a{\\a\\a}\\a$ $\\rule{9999em}{9999em}$ \\(\\htmlData{x=1}{y}\\)',
  '[here](javascript:window.stolen=1) ![x](https://evil.example/x.png) https://evil.example/"onmouseover="window.stolen=1',
  'a\u202Eb\u0000c\uD800d\uFFFE',
]

test('a feed of scripts is text, and runs nothing', async ({ octavo }) => {
  const today = feedDayAt(Date.now())
  const entries = texts.map((text, index) => {
    const entry = makeEntry({ id: `2606.1000${index}`, day: today, title: text, summary: text })
    const fields = {
      authors: [{ name: text, user: { user: text } }],
      ai_summary: text,
      ai_keywords: [text],
      organization: { name: text, fullname: text },
      githubRepo: `javascript:${text}`,
      projectPage: `https://example.org/"><script>window.stolen=1</script>`,
      mediaUrls: ['data:text/html,<script>window.stolen=1</script>', 'https://evil.example/x.png'],
    }
    return {
      ...entry,
      thumbnail: 'https://evil.example/t.png',
      paper: { ...(entry['paper'] as object), ...fields },
    }
  })
  const feed = await createFeedServer({
    days: new Map([[today, [...entries, null, 7, { paper: script }]]]) as never,
  })
  const page = await octavo.start(feed.url)
  expect(await synced(page)).toBe(texts.length)
  await expect(status(page)).toContainText('3 entries')
  for (let index = 0; index < texts.length; index += 1) {
    await expect(paper(page).getByRole('heading', { level: 2 })).not.toBeEmpty()
    await press(page, '\\', '\\', 'j')
  }
  await press(page, 'i')
  await page.keyboard.insertText(texts.join('\n\n'))
  await expect(page.getByText('As it reads')).toBeVisible()
  await press(page, 'Escape')
  await expect(currentRow(page)).toBeVisible()
  expect(await page.evaluate(() => 'stolen' in window)).toBe(false)
  const reached = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name)),
  )
  expect(reached.filter(({ host }) => host.includes('evil'))).toEqual([])
  await expect(page.locator('main a[href^="javascript:"], main img, main iframe, main script')).toHaveCount(0)
  await octavo.quit()
  await feed.close()
})
