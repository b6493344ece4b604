/** The kept full text below the abstract, at full width; and the kept PDF in place of the page. */
import { useEffect, useMemo } from 'react'
import { loadPages } from '../actions/keep.ts'
import { visit } from '../actions/visit.ts'
import { run } from '../commands/run.ts'
import { surface } from '../commands/surfaces.ts'
import { Icon } from '../components/Icon.tsx'
import { Markdown } from '../components/Markdown.tsx'
import type { PaperId } from '../shared/domain.ts'
import { figureKey } from '../shared/kept.ts'
import { isHere } from '../stores/kept.ts'
import { useApp, useKept } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './FullText.module.css'

export function FullText({ id }: { id: PaperId }) {
  const app = useApp()
  const isKept = useKept((state) => isHere(state.papers.get(id)))
  const pages = useKept((state) => (state.open?.id === id ? state.open.pages : null))
  useEffect(() => {
    if (isKept) void loadPages(app, id)
  }, [app, id, isKept])
  const figures = useMemo(
    () => new Map(pages?.figures.map((figure) => [figureKey(figure.source), figure])),
    [pages],
  )
  if (!isKept || pages?.text == null) return null
  return (
    <section className={css.text} aria-label="Full text" lang="en" dir="auto">
      <Markdown text={pages.text} figures={figures} onLink={(address) => void visit(app, address)} />
    </section>
  )
}

/** The viewer opens without its column of small pages, and as wide as it can be. */
const openedWide = '#navpanes=0&view=FitH'

export function PdfPage({ id }: { id: PaperId }) {
  const app = useApp()
  const address = useKept((state) => (state.open?.id === id ? state.open.pages.pdf : null))
  return (
    <div className={css.pdf} tabIndex={-1} {...{ [surface.page]: '' }}>
      <button type="button" className={css.back} onClick={() => run(app, 'paper.close')}>
        <Icon name="previous" />
        The paper
        <CommandKey id="paper.close" />
      </button>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- Chromium's viewer does not run in one: docs/decisions/0004. */}
      {address !== null && <iframe className={css.frame} title="PDF" src={address + openedWide} />}
    </div>
  )
}
