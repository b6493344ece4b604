import { expect } from '@playwright/test'
import { test } from './octavo.ts'
import { currentRow, paper, place, press, status, synced } from './page.ts'

const note = [
  'The gain shrinks with depth: $\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$, so',
  '',
  '- try $n = 64$ first',
  '- then ask about **Table 3**',
].join('\n')

test('a day is synced, decided by keyboard alone, noted, and all there without the feed', async ({
  octavo,
  feed,
}) => {
  const page = await octavo.start(feed.url)
  const count = await synced(page)
  expect(count).toBeGreaterThan(8)
  const everything = [...feed.days].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, 7)
  const total = new Set(
    everything.flatMap(([, entries]) => entries.map(({ paper: one }) => (one as { id: string }).id)),
  ).size
  await expect(place(page, 'Triage', total)).toBeVisible()

  // Moving decides nothing.
  await press(page, 'j', 'j', 'ArrowDown', 'k', 'g', 'g')
  await expect(page.getByText(`0 of ${count} decided`)).toBeVisible()

  // A verdict advances; the decided row stays where it is. The star does not advance.
  const first = await currentRow(page).getAttribute('data-paper')
  await press(page, 's')
  await expect(place(page, 'Starred', 1)).toBeVisible()
  await expect(currentRow(page)).toHaveAttribute('data-paper', String(first))
  await press(page, 'l')
  await expect(currentRow(page)).toHaveAttribute('aria-posinset', '2')
  await expect(page.locator(`[data-paper="${first}"]`)).toHaveAccessibleName(/, later, starred$/)
  await press(page, 'r', 'e')
  await expect(page.getByText(`3 of ${count} decided`)).toBeVisible()

  // Undo three times, redo three times.
  for (const left of [2, 1, 0]) {
    await press(page, 'z')
    await expect(page.getByText(`${left} of ${count} decided`)).toBeVisible()
  }
  await press(page, 'z')
  await expect(place(page, 'Starred', 0)).toBeVisible()
  for (let turn = 0; turn < 4; turn += 1) await press(page, 'Shift+Z')
  await expect(page.getByText(`3 of ${count} decided`)).toBeVisible()
  await expect(place(page, 'Starred', 1)).toBeVisible()

  // The rest of the day, in turns. Undo and redo have shown the papers that they touched; `n` goes on.
  await expect(currentRow(page)).toHaveAttribute('aria-posinset', '3')
  await press(page, 'n')
  await expect(currentRow(page)).toHaveAttribute('aria-posinset', '4')
  const keys = ['1', '2', '3'] as const
  for (let done = 3; done < count; done += 1) {
    await press(page, keys[done % 3] ?? '1')
    await expect(
      page.getByText(done + 1 === count ? `All ${count} decided` : `${done + 1} of ${count} decided`),
    ).toBeVisible()
  }
  const share = (turn: number) => Math.ceil((count - turn) / 3)
  for (const [name, turn] of [
    ['Queue', 0],
    ['Read', 1],
    ['Skipped', 2],
  ] as const) {
    await expect(place(page, name, share(turn))).toBeVisible()
  }
  await expect(place(page, 'Triage', total - count)).toBeVisible()

  // A note with mathematics, on the starred paper.
  await press(page, 'g', 's')
  await expect(page.getByRole('listbox', { name: 'Starred' })).toBeVisible()
  const title = await paper(page).getByRole('heading', { level: 2 }).innerText()
  await press(page, 'i')
  await page.keyboard.insertText(note)
  await expect(page.getByText('As it reads')).toBeVisible()
  await press(page, 'Escape')
  await expect(page.getByRole('complementary', { name: 'Note' }).locator('.katex')).toHaveCount(2)
  await expect(place(page, 'Notes', 1)).toBeVisible()
  await octavo.quit()

  // Without the feed, everything is there.
  await feed.stopListening()
  const again = await octavo.start(feed.url)
  await expect(status(again)).toContainText('Offline')
  for (const [name, amount] of [
    ['Triage', total - count],
    ['Queue', share(0)],
    ['Starred', 1],
    ['Notes', 1],
    ['Read', share(1)],
    ['Skipped', share(2)],
    ['Everything', total],
  ] as const) {
    await expect(place(again, name, amount)).toBeVisible()
  }
  await press(again, 'g', 'n')
  await expect(again.getByRole('listbox', { name: 'Notes' })).toBeVisible()
  await expect(paper(again).getByRole('heading', { level: 2 })).toHaveText(title)
  const kept = again.getByRole('complementary', { name: 'Note' })
  await expect(kept.locator('.katex')).toHaveCount(2)
  await expect(kept.getByRole('listitem')).toHaveCount(2)

  // And what was done before the restart can still be undone: the note first, then the last verdict.
  await press(again, 'z')
  await expect(place(again, 'Notes', 0)).toBeVisible()
  await press(again, 'z')
  await expect(place(again, 'Triage', total - count + 1)).toBeVisible()
})
