/** Where the feed is asked, and how often. */
import { useState } from 'react'
import { startSync } from '../actions/feed.ts'
import { saveSettings } from '../actions/settings.ts'
import { SettingRow } from '../components/SettingRow.tsx'
import { useApp, useLibrary } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './FeedSettings.module.css'

const intervals = [
  [0, 'only when asked'],
  [30, 'every half hour'],
  [60, 'every hour'],
  [180, 'every three hours'],
  [720, 'twice a day'],
] as const

export function FeedSettings() {
  const app = useApp()
  const { feedUrl, syncEveryMinutes, fetchOriginals } = useLibrary((state) => state.settings)
  const [address, setAddress] = useState(feedUrl ?? '')
  const isValid = address.trim() === '' || /^https?:\/\/\S+$/.test(address.trim())
  const save = (): void => {
    const wanted = address.trim() === '' ? null : address.trim()
    if (isValid && wanted !== feedUrl) void saveSettings(app, { feedUrl: wanted })
  }
  return (
    <>
      <SettingRow name="Address">
        <input
          className={css.address}
          aria-label="Address of the feed"
          aria-invalid={!isValid}
          type="url"
          placeholder="huggingface.co/api/daily_papers"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          onBlur={save}
        />
        {!isValid && <p className={css.warning}>An address begins with https:// or http://.</p>}
      </SettingRow>
      <SettingRow name="Ask it">
        <select
          className={css.select}
          aria-label="How often the feed is asked"
          value={syncEveryMinutes}
          onChange={(event) => void saveSettings(app, { syncEveryMinutes: Number(event.target.value) })}
        >
          {intervals.map(([minutes, words]) => (
            <option key={minutes} value={minutes}>
              {words}
            </option>
          ))}
          {!intervals.some(([minutes]) => minutes === syncEveryMinutes) && (
            <option value={syncEveryMinutes}>every {syncEveryMinutes} minutes</option>
          )}
        </select>
      </SettingRow>
      <SettingRow name="Originals">
        <label className={css.option}>
          <input
            type="checkbox"
            checked={fetchOriginals}
            onChange={(event) => void saveSettings(app, { fetchOriginals: event.target.checked })}
          />
          Ask arXiv for titles and abstracts with their mathematics
        </label>
      </SettingRow>
      <SettingRow name="Now">
        <button type="button" className="button" onClick={() => void startSync(app)}>
          Sync now
          <CommandKey id="sync.start" />
        </button>
      </SettingRow>
    </>
  )
}
