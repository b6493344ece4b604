/** What is felt rather than seen: where the keyboard is, and whether a notice still says what its key does. */
import { act } from 'react'
import { expect, test } from 'vitest'
import { byRole, openWindow } from './open-window.tsx'

const frame = async (): Promise<void> => act(async () => new Promise((resolve) => setTimeout(resolve, 40)))
const notice = (): string => document.querySelector('[aria-label="Notice"]')?.textContent ?? ''

test('at full width the keyboard goes along from paper to paper', async () => {
  const { press } = await openWindow()
  await press('Enter')
  const first = document.querySelector('article')
  // Only a real window knows that the list is out of sight, and gives the page the focus.
  first?.focus()
  for (const key of ['j', 'e', 'l', 'k']) {
    await press(key)
    await frame()
    expect(document.activeElement, key).toBe(document.querySelector('article'))
  }
  expect(first?.isConnected).toBe(false)
})

test('a date to snooze until can be typed at once', async () => {
  const { bridge, press, settle } = await openWindow()
  await press('h', '3')
  expect(document.activeElement?.getAttribute('type')).toBe('date')
  await act(async () => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  })
  await settle()
  expect(bridge.paper(1).snoozedUntil).toBe('2026-06-29')
})

test('places without a list take the keyboard', async () => {
  const { press } = await openWindow()
  for (const [key, name] of [
    ['j', 'History'],
    ['i', 'Stats'],
    ['p', 'Duplicates'],
  ] as const) {
    await press('g', 't', 'g', key)
    expect(document.activeElement?.getAttribute('aria-label')).toBe(name)
  }
})

test('leaving full width for another place gives the keyboard to its list', async () => {
  const { press } = await openWindow()
  await press('l', 'Enter')
  document.querySelector('article')?.focus()
  await press('g', 'l')
  await frame()
  expect(document.activeElement).toBe(byRole('listbox', 'Queue'))
})

test('a saved search that is removed gives the keyboard to the next, and the last one to the list', async () => {
  const { press, settle, type } = await openWindow()
  await press('/')
  await frame()
  for (const text of ['world', 'agents']) {
    await type(text)
    await press('Ctrl+s')
    await settle()
  }
  const saved = (): readonly HTMLElement[] => [
    ...document.querySelectorAll<HTMLElement>('[aria-label="Saved searches"] button'),
  ]
  expect(saved()).toHaveLength(2)
  saved()[0]?.focus()
  await press('Delete')
  await frame()
  expect(saved()).toHaveLength(1)
  expect(document.activeElement).toBe(saved()[0])
  await press('Delete')
  await frame()
  expect(saved()).toHaveLength(0)
  expect(document.activeElement?.getAttribute('role')).toBe('listbox')
})

test('a notice that offers to undo or redo goes when something newer is done', async () => {
  const { press } = await openWindow()
  await press('e', 'z')
  expect(notice()).toContain('redo')
  await press('l')
  expect(notice()).toBe('')
  await press('x', 'Shift+J', 'e')
  expect(notice()).toContain('brings them back')
  await press('s')
  expect(notice()).toBe('')
  expect(byRole('contentinfo').textContent).toContain('Starred')
})
