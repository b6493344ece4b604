/** arXiv's own daily announcements as lists beside the feed, for those who name categories. */
import { useState } from 'react'
import { saveSettings } from '../actions/settings.ts'
import { SettingRow } from '../components/SettingRow.tsx'
import { useApp, useLibrary } from './app-context.tsx'
import css from './FeedSettings.module.css'

export function ArxivCategories() {
  const app = useApp()
  const saved = useLibrary((state) => state.settings.arxivCategories)
  const [text, setText] = useState(saved ?? '')
  const names = text.split(/[\s,;+]+/).filter(Boolean)
  const isValid = names.every((name) => /^[a-z]+(-[a-z]+)*(\.[A-Za-z-]{2,})?$/.test(name))
  const save = (): void => {
    const wanted = names.length === 0 ? null : names.join('+')
    if (isValid && wanted !== saved) void saveSettings(app, { arxivCategories: wanted })
  }
  return (
    <SettingRow name="Lists of arXiv">
      <input
        className={css.address}
        aria-label="Categories of arXiv to list"
        aria-invalid={!isValid}
        placeholder="none; or for example cs.LG cs.CL"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
      />
      {!isValid && <p className={css.warning}>A category is written as cs.LG or hep-th.</p>}
    </SettingRow>
  )
}
