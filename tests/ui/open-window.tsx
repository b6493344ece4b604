/** The whole window in a document of happy-dom on the fake bridge, looked at by role and name as a reader would. */
import './standards-mode.ts'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach } from 'vitest'
import { boot, follow } from '../../src/actions/boot.ts'
import { createFakeBridge, type FakeBridge } from '../../src/bridge/fake.ts'
import type { FakeOptions } from '../../src/bridge/fake-memory.ts'
import { listen } from '../../src/commands/listen.ts'
import { typesetters } from '../../src/components/typesetters.ts'
import { run } from '../../src/commands/run.ts'
import type { Failure } from '../../src/shared/errors.ts'
import { isCommandId } from '../../src/shared/commands.ts'
import { createApp, type App } from '../../src/stores/app.ts'
import { AppProvider } from '../../src/views/app-context.tsx'
import { laterViews } from '../../src/views/LaterView.tsx'
import { Window } from '../../src/views/Window.tsx'
import { day, makeDay } from './make-paper.ts'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true

// happy-dom lays nothing out; the list asks how high it is.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 700 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 448 })

export interface Opened {
  readonly app: App
  readonly bridge: FakeBridge
  /** Presses keys one after the other, at what has the focus. */
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Lets everything under way come to rest. */
  readonly settle: () => Promise<void>
}

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** Opens the window on papers in memory; by default five papers of one day. */
export async function openWindow(
  options: Partial<FakeOptions> & { readonly startFailure?: Failure } = {},
): Promise<Opened> {
  await Promise.all([typesetters.load(), laterViews.load()])
  let now = Date.parse('2026-06-23T09:41:00')
  const clock = (): number => (now += 1)
  const bridge = createFakeBridge({ papers: makeDay(5), today: day, now: clock, ...options })
  if (options.startFailure) bridge.failNext('app.state', options.startFailure)
  const app = createApp(bridge, { isMac: false, now: clock })
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  const unlisten = listen(app, window, (id) => run(app, id))
  const unfollow = follow(app, (id) => {
    if (isCommandId(id)) run(app, id)
  })
  closers.push(() => {
    act(() => root.unmount())
    unlisten()
    unfollow()
    container.remove()
  })
  const settle = (): Promise<void> => act(async () => new Promise((resolve) => setTimeout(resolve, 30)))
  await act(async () => {
    root.render(
      <AppProvider value={app}>
        <Window />
      </AppProvider>,
    )
    await boot(app)
  })
  await settle()
  return {
    app,
    bridge,
    settle,
    async press(...keys) {
      for (const key of keys) await act(async () => dispatch(key))
      await settle()
    },
    async type(text) {
      await act(async () => typeInto(text))
      await settle()
    },
  }
}

function dispatch(keys: string): void {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const target = document.activeElement ?? document.body
  target.dispatchEvent(
    new KeyboardEvent('keydown', {
      key: key === 'Space' ? ' ' : key,
      shiftKey: parts.includes('Shift'),
      ctrlKey: parts.includes('Ctrl'),
      altKey: parts.includes('Alt'),
      bubbles: true,
      cancelable: true,
    }),
  )
}

function typeInto(text: string): void {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement))
    throw new Error('no field has the focus')
  // React hears a change only when it was made through the element's own setter.
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const implied: Readonly<Record<string, string>> = {
  button: 'button',
  link: 'a[href]',
  heading: 'h1, h2, h3',
  textbox: 'textarea, input:not([type])',
  dialog: 'dialog',
  region: 'section[aria-label]',
  main: 'main',
  article: 'article',
  contentinfo: 'footer',
}

/** Elements of a role; with a name, those that are called so by their label or their text. */
export function allByRole(role: string, name?: string | RegExp): readonly Element[] {
  const selector = [`[role="${role}"]`, implied[role]].filter(Boolean).join(', ')
  return [...document.querySelectorAll(selector)].filter(
    (element) => name === undefined || isNamed(element, name),
  )
}

/** The one element of a role and name. */
export function byRole(role: string, name?: string | RegExp): Element {
  const [found, another] = allByRole(role, name)
  if (!found) throw new Error(`there is no ${role} ${String(name ?? '')}\n${document.body.textContent}`)
  if (another) throw new Error(`there is more than one ${role} ${String(name ?? '')}`)
  return found
}

/** The name as assistive technology computes it: the label, else the text that is not hidden from it. */
function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label')
  if (label !== null) return label
  const copy = element.cloneNode(true)
  if (!(copy instanceof Element)) return ''
  for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
  return copy.textContent.trim()
}

function isNamed(element: Element, name: string | RegExp): boolean {
  const label = nameOf(element)
  return typeof name === 'string' ? label === name : name.test(label)
}

/** Number (from 1) of the row that the list points at. */
export function currentRow(): number {
  const id = byRole('listbox').getAttribute('aria-activedescendant')
  const row = id === null ? null : document.getElementById(id)
  return Number(row?.getAttribute('aria-posinset'))
}

/** The names of the rows that exist. */
export function rowNames(): readonly string[] {
  return allByRole('option').map(nameOf)
}
