/**
 * Draws what is in view before the next frame and the rest when nothing else happens, so that a text of two hundred
 * formulas opens as quickly as one of twenty. What waits is drawn before it is scrolled to, copied or printed.
 */
import { whenIdle } from './when-idle.ts'

/** So many are drawn at once wherever they stand: most texts have fewer and need not be measured. */
const atOnce = 24
/** How far beyond the window, in its heights, counts as in view. */
const nearby = 0.5
/** Nothing is begun with less time left, ms: most formulas take less. */
const leastMs = 2

/** The event, which bubbles, on a place that was drawn after its text had been laid out without. */
export const drawnLater = 'octavo-drawn-later'

/** What waits, in the order of the text. */
const waiting = new Map<Element, () => void>()
let room = atOnce
let cancelIdle: (() => void) | null = null

/** To be called while the page is put together. The returned function takes the wish back. */
export function drawInViewFirst(place: Element, draw: () => void): () => void {
  if (room === atOnce) queueMicrotask(settle)
  room--
  if (room >= 0) draw()
  else waiting.set(place, draw)
  return () => waiting.delete(place)
}

/** Runs once the page is put together, before it is painted. */
function settle(): void {
  room = atOnce
  if (waiting.size === 0) return
  for (const [event, act] of occasions) document.addEventListener(event, act, { capture: true })
  window.addEventListener('beforeprint', drawAll)
  drawInView()
  cancelIdle ??= whenIdle(drawSome)
}

const occasions = [
  ['scroll', drawInView],
  ['copy', drawAll],
] as const

function drawInView(): void {
  const margin = window.innerHeight * nearby
  drawEach(
    [...waiting.keys()].filter((place) => {
      const { top, bottom } = place.getBoundingClientRect()
      return bottom > -margin && top < window.innerHeight + margin
    }),
  )
}

function drawAll(): void {
  drawEach([...waiting.keys()])
}

function drawSome(timeLeft: () => number): void {
  cancelIdle = null
  for (const place of waiting.keys()) {
    if (timeLeft() < leastMs) break
    drawEach([place])
  }
  if (waiting.size > 0) cancelIdle = whenIdle(drawSome)
  else rest()
}

/** Draws all of them before anybody measures one. */
function drawEach(places: readonly Element[]): void {
  for (const place of places) {
    waiting.get(place)?.()
    waiting.delete(place)
  }
  for (const place of places) place.dispatchEvent(new Event(drawnLater, { bubbles: true }))
  if (waiting.size === 0) rest()
}

function rest(): void {
  cancelIdle?.()
  cancelIdle = null
  for (const [event, act] of occasions) document.removeEventListener(event, act, { capture: true })
  window.removeEventListener('beforeprint', drawAll)
}
