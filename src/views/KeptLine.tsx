/** Whether the paper can be read without a network, what that costs, and the key that keeps it. */
import { Icon } from '../components/Icon.tsx'
import { run } from '../commands/run.ts'
import type { PaperRow } from '../shared/domain.ts'
import type { KeptPaper } from '../shared/kept.ts'
import { isHere } from '../stores/kept.ts'
import { fileSize } from '../text/format.ts'
import { keptStatus } from '../text/kept-messages.ts'
import { useApp, useKept, useLibrary, useView } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './KeptLine.module.css'

/** Below the abstract, where who has read it may want more; the bar's icon says above whether it is kept. */
export function KeptLine({ paper }: { paper: PaperRow }) {
  const app = useApp()
  const kept = useKept((state) => state.papers.get(paper.id))
  const problem = useKept((state) => state.usage.problem)
  const isReading = useView((view) => view.isReading)
  const isMissed = useIsMissed(paper)
  if (paper.arxivId === null || isMissed) return null
  if (!isKeptOrComing(kept)) {
    return (
      <p className={css.line}>
        {kept === undefined ? 'Not kept offline.' : `${keptStatus(kept, app.now())}.`}{' '}
        <KeepButton words="Keep" isQuiet />
      </p>
    )
  }
  return (
    <p className={css.line}>
      <Icon name="keep" size={14} />
      <span>
        {keptStatus(kept, app.now(), problem)}
        <Progress arxivId={kept.arxivId} />
      </span>
      {(kept.retryAt !== null || kept.state === 'absent') && <KeepButton words="Try again" />}
      {isHere(kept) && kept.hasText && !isReading && (
        <span>
          <CommandKey id="paper.open" /> full text
        </span>
      )}
      {isHere(kept) && kept.hasPdf && (
        <span>
          <CommandKey id="paper.pdf" /> PDF
        </span>
      )}
    </p>
  )
}

/** How far a large file of this paper is. */
export function Progress({ arxivId }: { arxivId: string }) {
  const progress = useKept((state) => state.progress)
  if (progress?.arxivId !== arxivId) return null
  const of = progress.total === null ? '' : ` of ${fileSize(progress.total)}`
  return (
    <>
      , {fileSize(progress.received)}
      {of}
    </>
  )
}

/** Above the abstract, where the full text was asked for and cannot be had. */
export function NotKeptNotice({ paper }: { paper: PaperRow }) {
  if (!useIsMissed(paper)) return null
  return (
    <div className={css.notice} role="note">
      <Icon name="pdf" />
      <p>
        <b>The full text is not kept and there is no network.</b> It will be fetched when there is one.
      </p>
      <KeepButton words="Keep when online" />
    </div>
  )
}

/** Whether the paper is open at full width, not kept, and without a network. */
function useIsMissed({ id, arxivId }: PaperRow): boolean {
  const isKept = useKept((state) => isKeptOrComing(state.papers.get(id)))
  const isReading = useView((view) => view.isReading)
  const isOffline = useLibrary((state) => state.sync.offlineSince !== null)
  return arxivId !== null && !isKept && isReading && isOffline
}

function isKeptOrComing(kept: KeptPaper | undefined): kept is KeptPaper {
  return kept !== undefined && kept.state !== 'removed' && kept.state !== 'dropped'
}

function KeepButton({ words, isQuiet = false }: { words: string; isQuiet?: boolean }) {
  const app = useApp()
  return (
    <button type="button" className={isQuiet ? css.keep : 'button'} onClick={() => run(app, 'paper.keep')}>
      {isQuiet ? <u>{words}</u> : words}
      <CommandKey id="paper.keep" />
    </button>
  )
}
