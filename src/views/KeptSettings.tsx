/** What is kept offline and what it costs, the space for it, and removing it again. */
import { removeKept, restoreKept } from '../actions/keep.ts'
import { removePictures } from '../actions/pictures.ts'
import { saveSettings } from '../actions/settings.ts'
import { AskTwice } from '../components/AskTwice.tsx'
import { SettingRow } from '../components/SettingRow.tsx'
import type { KeptPaper } from '../shared/kept.ts'
import { counted, fileSize } from '../text/format.ts'
import { keptProblem, keptStatus, pictureUsage } from '../text/kept-messages.ts'
import { useApp, useKept, useLibrary } from './app-context.tsx'
import { Progress } from './KeptLine.tsx'
import css from './KeptSettings.module.css'

/** MiB and what they are called. */
const budgets = [
  [500, '500 MB'],
  [1024, '1 GB'],
  [2048, '2 GB'],
  [5120, '5 GB'],
  [20_480, '20 GB'],
] as const

export function KeptSettings() {
  const app = useApp()
  const { keepAutomatically, keepPictures, keptBudget } = useLibrary((state) => state.settings)
  const papers = useKept((state) => state.papers)
  const usage = useKept((state) => state.usage)
  const shown = [...papers.values()].filter(({ state, files }) => state !== 'removed' || files > 0)
  const here = shown.filter(({ state }) => state === 'kept' || state === 'waiting')
  const problem = keptProblem(usage.problem)
  return (
    <>
      <SettingRow name="Later and starred">
        <label className={css.option}>
          <input
            type="checkbox"
            checked={keepAutomatically}
            onChange={(event) => void saveSettings(app, { keepAutomatically: event.target.checked })}
          />
          Keep full text, figures and PDF offline
        </label>
      </SettingRow>
      <SettingRow name="Pictures">
        <label className={css.option}>
          <input
            type="checkbox"
            checked={keepPictures}
            onChange={(event) => void saveSettings(app, { keepPictures: event.target.checked })}
          />
          Fetch the pictures of listed papers, made small
        </label>
      </SettingRow>
      <SettingRow name="Space">
        <select
          aria-label="Space for kept papers"
          value={keptBudget}
          onChange={(event) => void saveSettings(app, { keptBudget: Number(event.target.value) })}
        >
          {budgets.map(([size, words]) => (
            <option key={size} value={size}>
              {words}
            </option>
          ))}
          {!budgets.some(([size]) => size === keptBudget) && (
            <option value={keptBudget}>{keptBudget} MB</option>
          )}
        </select>
      </SettingRow>
      <SettingRow name="Kept papers">
        {counted(here.length, 'paper')}, {fileSize(usage.bytes)}
        {usage.removedBytes > 0 && `, and ${fileSize(usage.removedBytes)} removed but still here`}
      </SettingRow>
      <SettingRow name="Pictures kept">{pictureUsage(usage.pictures)}</SettingRow>
      {problem !== null && <p className={css.problem}>{problem}</p>}
      <p className={css.hint}>
        When the space is full, old pictures go first, then the oldest papers that are not starred, which
        stand below as dropped. Full texts and pictures come from Hugging Face, PDFs and figures from arXiv,
        one every three seconds and only for papers kept. Pictures take a quarter of the space at most.
      </p>
      <p className={css.actions}>
        <button
          type="button"
          className="button"
          disabled={here.length === 0}
          onClick={() => void removeKept(app, null)}
        >
          Remove all papers
        </button>
        {usage.pictures.papers > 0 && (
          <AskTwice
            words="Remove all pictures"
            question={`Remove the pictures of ${counted(usage.pictures.papers, 'paper')}`}
            onSure={() => void removePictures(app)}
          />
        )}
        {usage.removedBytes > 0 && (
          <button type="button" className="button" onClick={() => void restoreKept(app)}>
            Bring back what was removed
          </button>
        )}
      </p>
      <ul className={css.papers} aria-label="Kept papers">
        {shown.map((paper) => (
          <Kept key={paper.paperId} paper={paper} />
        ))}
      </ul>
    </>
  )
}

function Kept({ paper }: { paper: KeptPaper }) {
  const app = useApp()
  const problem = useKept((state) => state.usage.problem)
  const isGone = paper.state === 'removed' || paper.state === 'dropped'
  return (
    <li className={css.paper}>
      <span className={css.title}>{paper.title.feed ?? paper.title.original}</span>
      <span className={css.status}>
        {paper.arxivId} · {keptStatus(paper, app.now(), problem)}
        <Progress arxivId={paper.arxivId} />
      </span>
      {!isGone && (
        <button
          type="button"
          className={css.remove}
          aria-label={`Remove the files of ${paper.arxivId}`}
          onClick={() => void removeKept(app, [paper.paperId])}
        >
          Remove
        </button>
      )}
    </li>
  )
}
