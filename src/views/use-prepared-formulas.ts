/** Renders the formulas of the papers that the next keys lead to while nothing else happens, so that they appear at once. */
import { useEffect } from 'react'
import { nextOpen } from '../actions/position.ts'
import { prepareFormula } from '../components/Formula.tsx'
import { segmentsOf } from '../components/read-text.ts'
import type { Segment } from '../shared/math/index.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'

export function usePreparedFormulas(): void {
  const app = useApp()
  const currentId = useView((view) => view.currentId)
  const details = useLibrary((state) => state.details)
  useEffect(() => {
    return whenIdle(() => {
      const { list, rows } = app.library.getState()
      const at = currentId === null ? -1 : (list.positions.get(currentId) ?? -1)
      for (const id of [nextOpen(list, rows, at, 1), list.ids[at + 1]]) {
        const detail = id == null ? undefined : details.get(id)
        if (detail) prepare(segmentsOf(detail.abstract))
      }
    })
  }, [app, currentId, details])
}

/** Calls back when nothing else happens; the browser shell may be Safari, which cannot tell when that is. */
function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(act, 50)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(act)
  return () => cancelIdleCallback(handle)
}

function prepare(segments: readonly Segment[]): void {
  for (const segment of segments) {
    if (segment.kind === 'math') prepareFormula(segment.tex, segment.display)
    else if (segment.kind === 'emphasis' || segment.kind === 'link') prepare(segment.children)
  }
}
