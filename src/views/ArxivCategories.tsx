/** arXiv's own daily announcements as lists beside the feed, for those who name categories. */
import { useEffect, useState } from 'react'
import { loadAnnounced } from '../actions/announcements.ts'
import { saveSettings } from '../actions/settings.ts'
import { SettingRow } from '../components/SettingRow.tsx'
import { categoriesIn } from '../shared/announcements.ts'
import { announcedSentence } from '../text/announcement-messages.ts'
import { useApp, useFeed, useLibrary } from './app-context.tsx'
import css from './FeedSettings.module.css'

/** Where most papers of the feed are from. Any other category can be typed. */
const usual: readonly (readonly [string, string])[] = [
  ['cs.LG', 'Machine learning'],
  ['cs.CL', 'Computation and language'],
  ['cs.CV', 'Computer vision'],
  ['cs.AI', 'Artificial intelligence'],
  ['cs.RO', 'Robotics'],
  ['stat.ML', 'Machine learning in statistics'],
]

export function ArxivCategories() {
  const app = useApp()
  const saved = useLibrary((state) => state.settings.arxivCategories)
  const announced = useFeed((state) => state.announced)
  const chosen = categoriesIn(saved ?? '') ?? []
  const save = (wanted: readonly string[]): void => {
    const categories = wanted.length === 0 ? null : wanted.join('+')
    if (categories !== saved) void saveSettings(app, { arxivCategories: categories })
  }
  const toggle = (name: string): void =>
    save(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])
  useEffect(() => void loadAnnounced(app), [app])
  return (
    <SettingRow name="Lists of arXiv">
      <CategoryField key={saved} chosen={chosen} onSave={save} />
      <p className={css.buttons}>
        {usual.map(([name, title]) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-pressed={chosen.includes(name)}
            title={title}
            onClick={() => toggle(name)}
          >
            {name}
          </button>
        ))}
      </p>
      <p className={css.hint}>
        What arXiv announces in these categories each working day: new papers, cross-listed and replaced ones,
        in the sidebar. They do not count in Triage.{' '}
        {saved !== null && announcedSentence(announced, app.now())}
      </p>
    </SettingRow>
  )
}

interface CategoryFieldProps {
  readonly chosen: readonly string[]
  readonly onSave: (names: readonly string[]) => void
}

/** Any categories, by their names. */
function CategoryField({ chosen, onSave }: CategoryFieldProps) {
  const [text, setText] = useState(chosen.join(' '))
  const names = categoriesIn(text)
  return (
    <>
      <input
        className={css.address}
        aria-label="Categories of arXiv to list"
        aria-invalid={names === null}
        placeholder="none; or for example cs.LG cs.CL"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => names !== null && onSave(names)}
      />
      {names === null && <p className={css.warning}>A category is written as cs.LG or hep-th.</p>}
    </>
  )
}
