import { lineSlackOf, type LineSlack } from './line-slack.ts'
import type { Range } from './segment.ts'
import { TEX_CLASSES, type Piece, type TexClass } from './tex-pieces.ts'

/** A formula and the probabilities of the classes of each piece, null where there is no choice. */
export interface Weighed {
  readonly pieces: readonly Piece[]
  readonly odds: readonly (Float64Array | null)[]
}

/** How likely it is, beside 1 within its bounds, that a line lost more than it could, a little less or much less. */
const BEYOND = { over: 0.003, slightlyUnder: 0.02, under: 0.005 }
/** So much less is little: the dollars of a formula that was not found. */
const LITTLE = 3
/** Odds that are not worth the work, and those that no line changes. */
const NEGLIGIBLE = 1e-4
const CERTAIN = 0.999
/** A piece that is less likely plain may have lost anything. */
const LIKELY_PLAIN = 0.98
/** How far one more lost command than was likely makes its kind likelier in the whole text, and how far at most, in nats. */
const HABIT = 1
const MOST_HABIT = 2

/** Numbers of characters that the rewrite may have taken with a class, and the share of each. */
type Costs = readonly (readonly [cost: number, share: number])[]

/** Other commands that count as one: how often they stand for it, by how much longer their names are. */
const SYNONYMS: Readonly<Record<string, Costs>> = {
  mathrm: [
    ['text'.length - 'mathrm'.length, 0.45],
    ['operatorname'.length - 'mathrm'.length, 0.05],
  ],
  boldsymbol: [['bm'.length - 'boldsymbol'.length, 0.3]],
  hat: [['wide'.length, 0.2]],
  tilde: [['wide'.length, 0.25]],
}

const COSTS: ReadonlyMap<TexClass, Costs> = new Map(TEX_CLASSES.map((name) => [name, costsOf(name)]))

function costsOf(name: TexClass): Costs {
  if (name === 'plain' || name === 'command') return [[name === 'plain' ? 0 : 1, 1]]
  // The backslash, two braces and the name; `{\\hat}` has the backslash of its argument as well.
  const cost = name === 'frac' ? '\\frac{}'.length : name.length + 1
  const synonyms = SYNONYMS[name.replace(/[{}\\]/g, '')] ?? []
  const others = synonyms.reduce((sum, [, share]) => sum + share, 0)
  return [[cost, 1 - others], ...synonyms.map(([more, share]) => [cost + more, share] as const)]
}

interface Line {
  /** What is certainly gone from the line, and from its first word. */
  sure: number
  sureInFirst: number
  opensInFirst: boolean
  readonly open: Open[]
}

interface Open {
  readonly piece: Piece
  /** What is changed, and what it was. */
  readonly odds: Float64Array
  readonly prior: Float64Array
}

/**
 * Weighs the classes of pieces by what their lines lack: in a hard-wrapped text dollars, backslashes and lost
 * commands of a line together are as many characters as it is short of, within the bounds of `LineSlack`. What one
 * line proves of the author's fonts counts in all lines. False for text that is not hard-wrapped.
 */
export function weighByLines(text: string, ranges: readonly Range[], formulas: readonly Weighed[]): boolean {
  const slack = lineSlackOf(text)
  if (!slack) return false
  const lines = linesOf(slack, ranges, formulas)
  weighLines(lines, slack)
  follow(lines.flatMap(({ open }) => open))
  weighLines(lines, slack)
  return true
}

/** Starts again from the odds of the pieces, with the classes likelier that the lines proved. */
function follow(open: readonly Open[]): void {
  const habits = new Map<TexClass, number>()
  for (const { piece, odds, prior } of open)
    piece.classes.forEach((name, c) => habits.set(name, (habits.get(name) ?? 0) + odds[c]! - prior[c]!))
  for (const { piece, odds, prior } of open) {
    let total = 0
    piece.classes.forEach((name, c) => {
      const habit = name.startsWith('{') ? HABIT * (habits.get(name) ?? 0) : 0
      total += odds[c] = prior[c]! * Math.exp(Math.max(-MOST_HABIT, Math.min(MOST_HABIT, habit)))
    })
    for (let c = 0; c < odds.length; c++) odds[c]! /= total
  }
}

function weighLines(lines: readonly Line[], slack: LineSlack): void {
  lines.forEach((line, index) => {
    const next = lines[index + 1]
    const room = (slack.most[index] ?? 0) - line.sure
    const need = next?.opensInFirst
      ? -Infinity
      : (slack.least[index] ?? 0) - line.sure - (next?.sureInFirst ?? 0)
    if (line.open.length > 0 && room >= 0) weigh(line.open, room, need)
  })
}

function linesOf(slack: LineSlack, ranges: readonly Range[], formulas: readonly Weighed[]): Line[] {
  const lines = slack.starts.map((): Line => ({ sure: 0, sureInFirst: 0, opensInFirst: false, open: [] }))
  let line = 0
  const moveTo = (at: number): Line => {
    while ((slack.starts[line + 1] ?? Infinity) <= at) line++
    return lines[line]!
  }
  // The first word of a line ends where the bounds of the line before say.
  const isInFirst = (at: number): boolean =>
    line > 0 && at < slack.starts[line]! + slack.most[line - 1]! - slack.least[line - 1]!
  const spend = (at: number): void => {
    const on = moveTo(at)
    on.sure++
    if (isInFirst(at)) on.sureInFirst++
  }
  ranges.forEach(({ start }, index) => {
    const { pieces, odds } = formulas[index]!
    let at = start
    spend(at)
    pieces.forEach((piece, k) => {
      const own = odds[k]
      const certain = own ? piece.classes[own.findIndex((share) => share > CERTAIN)] : piece.classes[0]
      if (own && certain !== 'plain' && certain !== 'command') {
        const on = moveTo(at)
        on.open.push({ piece, odds: own, prior: own.slice() })
        if (isInFirst(at) && own[piece.classes.indexOf('plain')]! < LIKELY_PLAIN) on.opensInFirst = true
      } else if (certain === 'command') spend(at)
      at += piece.text.length
    })
    spend(Math.max(start, at - 1))
  })
  return lines
}

/** Replaces the odds of the open pieces of a line by those given that together they took `need` to `room` characters. */
function weigh(open: readonly Open[], room: number, need: number): void {
  const size = room + 2
  const behind = messages(open, room, need)
  let before = new Float64Array(size)
  before[0] = 1
  open.forEach(({ piece, odds }, k) => {
    const after = behind[k]!
    const passed = new Float64Array(size)
    const weighed = new Float64Array(odds.length)
    piece.classes.forEach((name, c) => {
      if (odds[c]! < NEGLIGIBLE) return
      for (const [cost, share] of COSTS.get(name) ?? []) {
        for (let taken = 0; taken < size; taken++) {
          if (before[taken] === 0) continue
          const to = Math.min(taken + cost, size - 1)
          const both = odds[c]! * share * before[taken]!
          weighed[c]! += both * after[to]!
          passed[to]! += both
        }
      }
    })
    const total = weighed.reduce((sum, value) => sum + value, 0)
    if (total > 0) for (let c = 0; c < odds.length; c++) odds[c] = weighed[c]! / total
    before = passed
  })
}

/** Per open piece: how likely what follows it makes the line come out, by the characters taken up to and with it. */
function messages(open: readonly Open[], room: number, need: number): Float64Array[] {
  const size = room + 2
  const end = new Float64Array(size).map((_, taken) => {
    if (taken > room) return BEYOND.over
    return taken >= need ? 1 : need - taken > LITTLE ? BEYOND.under : BEYOND.slightlyUnder
  })
  const out = [end]
  for (let k = open.length - 1; k > 0; k--) {
    const after = out[0]!
    const here = new Float64Array(size)
    const { piece, odds } = open[k]!
    piece.classes.forEach((name, c) => {
      if (odds[c]! < NEGLIGIBLE) return
      for (const [cost, share] of COSTS.get(name) ?? []) {
        const weight = odds[c]! * share
        for (let taken = 0; taken < size; taken++)
          here[taken]! += weight * after[Math.min(taken + cost, size - 1)]!
      }
    })
    out.unshift(here)
  }
  return out
}
