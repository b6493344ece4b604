/** One formula. KaTeX builds DOM nodes, never a string of HTML, so that the content policy needs no exception. */
import type { render as renderTex } from 'katex'
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { macros, toUnicode } from '../shared/math/index.ts'
import { drawInViewFirst } from './draw-in-view-first.ts'

/** KaTeX, a quarter of all that the window loads: not part of its first script, and asked for as soon as that has run. */
let katex: { readonly render: typeof renderTex } | null = null
let loading: Promise<void> | null = null
let isLoaded = false
const waiting = new Set<() => void>()

/** Loads what draws formulas. Should that fail, they stay readable Unicode. */
export function loadFormulas(): Promise<void> {
  loading ??= import('katex')
    .then((module) => {
      katex = module
    })
    .catch(() => {})
    .then(() => {
      isLoaded = true
      for (const tell of waiting) tell()
    })
  return loading
}

/** False while what draws formulas is on its way: until then they are readable Unicode, which takes other room. */
export function useFormulas(): boolean {
  return useSyncExternalStore(onLoaded, wereLoaded)
}

function onLoaded(tell: () => void): () => void {
  waiting.add(tell)
  return () => waiting.delete(tell)
}

function wereLoaded(): boolean {
  return isLoaded
}

const cap = 800
const nodes = new Map<string, Node>()

/** `tex` without delimiters. What is not drawn yet, and what KaTeX refuses, is shown as readable Unicode. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const ref = useRef<HTMLSpanElement>(null)
  const isDrawn = useFormulas()
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
  if (isLoaded) nodeOf(tex, isDisplay)
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
  if (katex === null) {
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
