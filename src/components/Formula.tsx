/** One formula. KaTeX builds DOM nodes, never a string of HTML, so that the content policy needs no exception. */
import { useLayoutEffect, useRef } from 'react'
import { macros, toUnicode } from '../shared/math/index.ts'
import { drawInViewFirst } from './draw-in-view-first.ts'
import { typesetters } from './typesetters.ts'

const cap = 800
const nodes = new Map<string, Node>()

/** `tex` without delimiters. What is not drawn yet, and what KaTeX refuses, is shown as readable Unicode. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const ref = useRef<HTMLSpanElement>(null)
  const { isOver: isDrawn } = typesetters.useArrived()
  useLayoutEffect(() => {
    const place = ref.current
    if (place === null) return
    const draw = (): void => place.replaceChildren(nodeOf(tex, isDisplay).cloneNode(true))
    if (isDrawn && nodes.has(keyOf(tex, isDisplay))) return draw()
    place.replaceChildren(toUnicode(tex))
    return isDrawn ? drawInViewFirst(place, draw) : undefined
  }, [tex, isDisplay, isDrawn])
  return <span ref={ref} />
}

/** Renders formulas ahead of their paper, so that showing it is only a matter of copying nodes. */
export function prepareFormula(tex: string, isDisplay: boolean): void {
  if (typesetters.arrived().isOver) nodeOf(tex, isDisplay)
}

function keyOf(tex: string, isDisplay: boolean): string {
  return `${isDisplay ? 'd' : 'i'}${tex}`
}

function nodeOf(tex: string, isDisplay: boolean): Node {
  const key = keyOf(tex, isDisplay)
  const known = nodes.get(key)
  if (known) return known
  const fresh = rendered(tex, isDisplay)
  nodes.set(key, fresh)
  if (nodes.size > cap) {
    const [oldest] = nodes.keys()
    if (oldest !== undefined) nodes.delete(oldest)
  }
  return fresh
}

function rendered(tex: string, isDisplay: boolean): Node {
  const span = document.createElement('span')
  const katex = typesetters.arrived().value?.katex
  if (katex === undefined) {
    span.replaceChildren(toUnicode(tex))
    return span
  }
  try {
    katex.render(tex, span, {
      displayMode: isDisplay,
      // KaTeX writes definitions of a formula into the object it is given.
      macros: { ...macros },
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: 200,
    })
  } catch {
    span.replaceChildren(toUnicode(tex))
  }
  return span
}
