/** What comes after the first list: until it is here the window does without, and then it shows it. */
import './standards-mode.ts'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test } from 'vitest'
import { later } from '../../src/components/later.ts'
import { Markdown, MarkdownLine } from '../../src/components/Markdown.tsx'
import { typesetters } from '../../src/components/typesetters.ts'

globalThis.IS_REACT_ACT_ENVIRONMENT = true

async function draw(what: ReactNode): Promise<HTMLElement> {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  onTestFinished(() => {
    act(() => root.unmount())
    place.remove()
  })
  await act(async () => root.render(what))
  return place
}

test('a component is drawn again when what it waits for has come', async () => {
  let bring: (word: string) => void = () => {}
  const word = later(() => new Promise<string>((resolve) => (bring = resolve)))
  function Word() {
    const { value, isOver } = word.useArrived()
    return `${value ?? 'nothing'}, ${isOver}`
  }
  const place = await draw(<Word />)
  expect(place.textContent).toBe('nothing, false')
  const loading = word.load()
  await act(async () => {
    bring('here')
    await loading
  })
  expect(place.textContent).toBe('here, true')
})

test('it is asked for once, also where it cannot be had', async () => {
  let asked = 0
  const word = later(() => Promise.reject<string>(new Error(`asked ${(asked += 1)} times`)))
  await Promise.all([word.load(), word.load()])
  await word.load()
  expect(word.arrived()).toEqual({ value: null, isOver: true })
  expect(asked).toBe(1)
})

test('a note is readable before Markdown can be read', async () => {
  const note = 'As **bold** as $x^2$'
  const [line, whole] = [
    await draw(<MarkdownLine text={note} />),
    await draw(<Markdown text={note} onLink={() => {}} />),
  ]
  expect(line.textContent).toBe('As bold as x²')
  expect(whole.textContent).toBe(note)
  await act(() => typesetters.load())
  expect(whole.querySelector('strong')?.textContent).toBe('bold')
  expect(whole.querySelector('.katex')).not.toBeNull()
  expect(line.querySelector('.katex')).not.toBeNull()
})
