/**
 * The first minute: three papers, three keys, by doing. After the third verdict it is gone when the list is left: the list
 * stays where it is until then. It can be hidden at once.
 */
import { useState } from 'react'
import { saveSettings } from '../actions/settings.ts'
import { useApp, useLibrary } from './app-context.tsx'
import { KeyInWords } from './CommandKey.tsx'
import css from './FirstSteps.module.css'

const lessons = 3

export function FirstSteps() {
  const app = useApp()
  const isWanted = useLibrary((state) => state.settings.firstSteps)
  const decided = useLibrary(({ counts }) => counts.queue + counts.read + counts.skipped)
  const isTriage = useLibrary(({ list }) => list.query.place === 'triage' && list.ids.length > 0)
  const [decidedAtFirst, setDecidedAtFirst] = useState<number | null>(null)
  if (isTriage && decidedAtFirst === null) setDecidedAtFirst(decided)
  if (!isTriage && decidedAtFirst !== null) setDecidedAtFirst(null)
  if (!isWanted || !isTriage || (decidedAtFirst ?? decided) >= lessons) return null
  return (
    <div className={css.steps} role="note">
      <p>
        Three papers to begin with. <KeyInWords id="decide.later" /> to read it later,{' '}
        <KeyInWords id="decide.skip" /> to skip it, <KeyInWords id="decide.read" /> if you know it.{' '}
        <KeyInWords id="journal.undo" /> takes anything back.
      </p>
      <button
        type="button"
        className={css.done}
        onClick={() => void saveSettings(app, { firstSteps: false })}
      >
        {Math.min(decided, lessons)} of {lessons} · Hide this
      </button>
    </div>
  )
}
