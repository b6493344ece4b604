/** One formula. KaTeX builds DOM nodes, never a string of HTML, so that the content policy needs no exception. */
import { render } from 'katex'
import { useLayoutEffect, useRef } from 'react'
import { macros, toUnicode } from '../shared/math/index.ts'

const cap = 800
const nodes = new Map<string, Node>()

/** `tex` without delimiters. What KaTeX refuses is shown as readable Unicode. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const ref = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    ref.current?.replaceChildren(nodeOf(tex, isDisplay).cloneNode(true))
  }, [tex, isDisplay])
  return <span ref={ref} />
}

/** Renders formulas ahead of their paper, so that showing it is only a matter of copying nodes. */
export function prepareFormula(tex: string, isDisplay: boolean): void {
  nodeOf(tex, isDisplay)
}

function nodeOf(tex: string, isDisplay: boolean): Node {
  const key = `${isDisplay ? 'd' : 'i'}${tex}`
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
  try {
    render(tex, span, {
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
