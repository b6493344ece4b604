/** What arXiv says of a paper besides its text: withdrawn or not, categories, version, where it appeared, comment. */
import { visit } from '../actions/visit.ts'
import { MathText, OutsideLink } from '../components/MathText.tsx'
import { segmentsOfWritten } from '../components/read-text.ts'
import type { PaperDetail } from '../shared/domain.ts'
import { fullDay } from '../text/format.ts'
import { useApp } from './app-context.tsx'
import css from './Facts.module.css'

/** Pieces for the end of the line of facts, or lines of their own in the margin. Nothing where arXiv has not answered yet. */
export function ArxivFacts({ detail }: { detail: PaperDetail }) {
  const app = useApp()
  const { arxiv, withdrawnAt } = detail
  const version = arxiv?.version ?? 1
  return (
    <>
      {withdrawnAt !== null && <span className={css.withdrawn}>withdrawn {fullDay(withdrawnAt)}</span>}
      {arxiv !== null && (
        <>
          {arxiv.categories.length > 0 && <span>{arxiv.categories.join(', ')}</span>}
          {version > 1 && (
            <span>
              version {version}
              {arxiv.updatedOn !== null && ` of ${fullDay(arxiv.updatedOn)}`}
            </span>
          )}
          {arxiv.journalRef !== null && <span>{arxiv.journalRef}</span>}
          {arxiv.doi !== null && (
            <OutsideLink
              address={`https://doi.org/${encodeURI(arxiv.doi)}`}
              text="DOI"
              onLink={(to) => void visit(app, to)}
            />
          )}
          {arxiv.comment !== null && (
            <span>
              <MathText segments={segmentsOfWritten(arxiv.comment)} />
            </span>
          )}
        </>
      )}
    </>
  )
}
