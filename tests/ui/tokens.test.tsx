import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8')

/** The colours of tokens.css, measured: look.md §2 promises these ratios on every ground. */
const contrastStart = css.indexOf('@media (prefers-contrast: more)')

type Colours = ReadonlyMap<string, string>

function coloursOf(text: string, side: 0 | 1): Colours {
  const pairs = text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, side === 0 ? light : dark]))
}

const themes: readonly (readonly [string, Colours])[] = [
  ['light', coloursOf(css.slice(0, contrastStart), 0)],
  ['dark', coloursOf(css.slice(0, contrastStart), 1)],
  ['contrast light', coloursOf(css.slice(contrastStart), 0)],
  ['contrast dark', coloursOf(css.slice(contrastStart), 1)],
]

const grounds = ['desk', 'list', 'page', 'raised', 'well', 'sel', 'multi', 'warn-soft']

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(colours: Colours, a: string, b: string): number {
  const [one, other] = [colours.get(a), colours.get(b)]
  if (!one || !other) throw new Error(`no colour ${a} or ${b}`)
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

describe.each(themes)('%s', (_, colours) => {
  it.each(['ink', 'ink2', 'ink3', 'pen', 'warn'])('%s can be read on every ground', (ink) => {
    for (const ground of grounds) expect(ratio(colours, ink, ground), ground).toBeGreaterThanOrEqual(4.5)
  })

  it('text on the accent and in toasts can be read', () => {
    expect(ratio(colours, 'on-pen', 'pen')).toBeGreaterThanOrEqual(4.5)
    expect(ratio(colours, 'page', 'ink')).toBeGreaterThanOrEqual(4.5)
  })

  it('fields and ticks can be seen on every ground', () => {
    for (const ground of grounds) expect(ratio(colours, 'edge', ground), ground).toBeGreaterThanOrEqual(3)
  })
})

it('no style sheet has a colour of its own', () => {
  const source = join(import.meta.dirname, '../../src')
  const sheets = globSync('**/*.css', { cwd: source }).filter((name) => !name.endsWith('tokens.css'))
  expect(sheets.length).toBeGreaterThan(40)
  const found = sheets.flatMap((name) => {
    const colours = readFileSync(join(source, name), 'utf8').match(
      /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch)\(/gi,
    )
    return (colours ?? []).map((colour) => `${name}: ${colour}`)
  })
  expect(found).toEqual([])
})

it('the table of look.md is what the tokens say', () => {
  const light = themes[0]?.[1] ?? new Map()
  const dark = themes[1]?.[1] ?? new Map()
  const rounded = (colours: Colours, a: string, b: string): number =>
    Math.round(ratio(colours, a, b) * 10) / 10
  expect([rounded(light, 'ink', 'sel'), rounded(dark, 'ink', 'sel')]).toEqual([13.8, 11.2])
  expect([rounded(light, 'ink3', 'sel'), rounded(dark, 'ink3', 'sel')]).toEqual([5, 5])
  expect([rounded(light, 'pen', 'sel'), rounded(dark, 'pen', 'sel')]).toEqual([6.2, 7.4])
})
