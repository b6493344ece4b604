/** Says that sample papers are in the library, and takes them out in one step. */
import { removeSample } from '../actions/feed.ts'
import { counted } from '../text/format.ts'
import { useApp, useLibrary } from './app-context.tsx'
import css from './SampleBanner.module.css'

export function SampleBanner() {
  const app = useApp()
  const count = useLibrary((state) => state.counts.sample)
  if (count === 0) return null
  return (
    <div className={css.banner}>
      <span>{counted(count, 'sample paper')}, to try Octavo with.</span>
      <button type="button" className={css.remove} onClick={() => void removeSample(app)}>
        Remove them
      </button>
    </div>
  )
}
