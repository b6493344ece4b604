/**
 * Reads ahead while nothing else happens: the texts of the rows and papers that the next keys lead to are taken apart and
 * their formulas drawn, one text at a time, so that a key finds all of it done.
 */
import { openAfter } from '../actions/position.ts'
import { prepareFormula } from '../components/Formula.tsx'
import { segmentsOf } from '../components/read-text.ts'
import { whenIdle } from '../components/when-idle.ts'
import type { PaperDetail, PaperRow, SourcedText } from '../shared/domain.ts'
import type { Segment } from '../shared/math/index.ts'
import type { App } from '../stores/app.ts'

/** Rows around the current one whose texts are read ahead. */
const [rowsAbove, rowsBelow] = [12, 24]
/** Open papers that are drawn ahead. */
const papersAhead = 3
/** Most texts take less; with less time left (ms) none is begun. */
const leastMs = 3

/** Reads ahead of the reader until the returned function is called. */
export function readAhead(app: App): () => void {
  let cancel: (() => void) | null = null
  const read = (timeLeft: () => number): void => {
    cancel = null
    for (const text of textsAhead(app)) {
      if (timeLeft() < leastMs) return begin()
      prepare(segmentsOf(text))
    }
  }
  const begin = (): void => {
    cancel ??= whenIdle(read)
  }
  const stops = [
    app.view.subscribe((now, before) => {
      if (now.currentId !== before.currentId) begin()
    }),
    app.library.subscribe((now, before) => {
      if (now.details !== before.details || now.rows !== before.rows) begin()
    }),
  ]
  begin()
  return () => {
    for (const stop of stops) stop()
    cancel?.()
  }
}

/** The texts on the screen, then those that come next. */
export function* textsAhead(app: App): Generator<SourcedText> {
  const { list, rows, details } = app.library.getState()
  const { currentId } = app.view.getState()
  const at = currentId === null ? -1 : (list.positions.get(currentId) ?? -1)
  const papers = [currentId, ...openAfter(list, rows, at, papersAhead), list.ids[at + 1]]
  for (const id of papers) {
    const detail = id == null ? undefined : details.get(id)
    if (detail) yield* textsOfPaper(detail)
  }
  for (const id of list.ids.slice(Math.max(0, at - rowsAbove), at + rowsBelow)) {
    const row = rows.get(id)
    if (row) yield* textsOfRow(row)
  }
}

function textsOfPaper({ title, abstract, aiSummary }: PaperDetail): SourcedText[] {
  return [title, abstract, { original: aiSummary, feed: null }]
}

function textsOfRow({ title, summary }: PaperRow): SourcedText[] {
  return [title, { original: null, feed: summary }]
}

function prepare(segments: readonly Segment[]): void {
  for (const segment of segments) {
    if (segment.kind === 'math') prepareFormula(segment.tex, segment.display)
    else if (segment.kind === 'emphasis' || segment.kind === 'link') prepare(segment.children)
  }
}
