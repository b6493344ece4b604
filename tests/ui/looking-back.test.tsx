/** The places that look back: the week, and the history with the revert of one step of it. */
import { act } from 'react'
import { expect, test } from 'vitest'
import { allByRole, byRole, openWindow } from './open-window.tsx'

async function pressButton(name: string): Promise<void> {
  await act(async () => byRole('button', name).dispatchEvent(new MouseEvent('click', { bubbles: true })))
}

function pane(): Element {
  const found = document.querySelector('section[aria-label="History"]')
  if (!found) throw new Error('History is not on the screen')
  return found
}

function lines(): readonly (string | null)[] {
  return [...pane().querySelectorAll('li > span:first-of-type')].map(({ textContent }) => textContent)
}

const first =
  '“PlanBench-XL: Evaluating Long-Horizon Planning of LLM Tool-Use Agents in Large-Scale Tool Ecosystems”'
const second = '“EnterpriseClawBench: Benchmarking Agents from Real Workplace Sessions”'

test('g j shows what was done in words, newest first', async () => {
  const { press } = await openWindow()
  await press('s', 'e', 'l', 'g', 'j')
  expect(byRole('heading', 'Today')).toBeDefined()
  expect(lines()).toEqual([`Later: ${second}`, `Skipped ${first}`, `Starred ${first}`])
  expect(byRole('button', /^History/).getAttribute('aria-current')).toBe('page')
})

test('an undone step is told as undone, and comes back with redo', async () => {
  const { press } = await openWindow()
  await press('e', 'g', 'j')
  await press('z')
  expect(pane().textContent).toContain('undone')
  expect(allByRole('button', /^Revert/)).toEqual([])
  await press('Shift+Z')
  expect(allByRole('button', /^Revert/)).toHaveLength(1)
})

test('one step is reverted by itself, as a new step that can be undone', async () => {
  const { bridge, press, settle } = await openWindow()
  await press('e', 'l', 'g', 'j')
  await pressButton(`Revert: Skipped ${first}`)
  await settle()
  expect(bridge.paper(1).verdict).toBe('unread')
  expect(bridge.paper(2).verdict).toBe('later')
  expect(allByRole('button', /^Revert/)).toHaveLength(3)
  expect(document.body.textContent).toContain('Reverted: Skipped “PlanBench-XL')
  await press('z')
  expect(bridge.paper(1).verdict).toBe('skipped')
})

test('a step on which a newer one builds says so and stays', async () => {
  const { bridge, press, settle } = await openWindow()
  await press('s', 'e', 'g', 'j')
  await pressButton(`Revert: Starred ${first}`)
  await settle()
  expect(pane().textContent).toMatch(
    /Something newer builds on this: Skipped “PlanBench.*” \(09:41\)\. Revert that first\./,
  )
  expect(bridge.paper(1)).toMatchObject({ isStarred: true, verdict: 'skipped' })
})

test('arrows go from step to step, and letters do not decide on papers here', async () => {
  const { bridge, press } = await openWindow()
  await press('s', 'e', 'g', 'j', 'e', 'l')
  expect(bridge.paper(2).verdict).toBe('unread')
  const buttons = allByRole('button', /^Revert/)
  await press('j')
  expect(document.activeElement).toBe(buttons[0])
  await press('j')
  expect(document.activeElement).toBe(buttons[1])
  await press('ArrowUp')
  expect(document.activeElement).toBe(buttons[0])
})

test('a note written in the week opens the page for it, and is among the notes of the week', async () => {
  const { press, settle, type } = await openWindow()
  await press('g', 'w', 'i')
  await type('Once more')
  await press('Escape')
  await press('Escape')
  await act(async () => new Promise((resolve) => setTimeout(resolve, 50)))
  await settle()
  const notes = document.querySelector('[aria-label="Notes of the week"]')
  expect(notes?.textContent).toContain('Once more')
})

test('the days of a week tell a verdict that is given there', async () => {
  const { press } = await openWindow()
  await press('g', 'w')
  expect(document.body.textContent).toContain('5 papers, none decided')
  await press('e')
  expect(document.body.textContent).toContain('5 papers, all decided but 4')
  await press('z')
  expect(document.body.textContent).toContain('5 papers, none decided')
})

test('rows of the week take a pointer as those of a list: Ctrl selects one more, and what is selected is dragged', async () => {
  const { bridge, press, settle } = await openWindow()
  await press('g', 'w')
  const rows = document.querySelectorAll('[role=option]')
  const [, other, third] = rows
  const click = async (row: Element | undefined, ctrlKey: boolean): Promise<void> =>
    act(async () => void row?.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey })))
  await click(other, false)
  await click(other, true)
  await click(third, true)
  expect(document.body.textContent).toContain('2 selected')

  const data = new DataTransfer()
  const send = async (to: Element | undefined, type: string): Promise<void> =>
    act(async () => {
      // happy-dom’s drag events carry nothing.
      to?.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), { dataTransfer: data }))
    })
  await send(third, 'dragstart')
  await send(byRole('button', /^Queue/), 'drop')
  await settle()
  expect([1, 2, 3].map((id) => bridge.paper(id).verdict)).toEqual(['unread', 'later', 'later'])
})
