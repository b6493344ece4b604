/** What is asked of the feed and of arXiv, how often, and what they are told. */
import { useState } from 'react'
import { startSync } from '../actions/feed.ts'
import { setNotifyNewDay, switchAllOff } from '../actions/new-day.ts'
import { saveSettings } from '../actions/settings.ts'
import { SettingRow } from '../components/SettingRow.tsx'
import { meteredChoices, type MeteredChoice } from '../shared/network.ts'
import { useApp, useLibrary } from './app-context.tsx'
import { ArxivCategories } from './ArxivCategories.tsx'
import { BackfillSettings } from './BackfillSettings.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './FeedSettings.module.css'

const intervals = [
  [0, 'only when asked'],
  [30, 'every half hour'],
  [60, 'every hour'],
  [180, 'every three hours'],
  [720, 'twice a day'],
] as const

const meteredWords: Readonly<Record<MeteredChoice, string>> = {
  hold: 'fetch nothing by itself there',
  always: 'treat every network as metered',
  ignore: 'fetch as everywhere',
}

export function FeedSettings() {
  const app = useApp()
  const { feedUrl, syncEveryMinutes, fetchOriginals, notifyNewDay } = useLibrary((state) => state.settings)
  return (
    <>
      <SettingRow name="Address">
        <AddressField key={feedUrl} feedUrl={feedUrl} />
      </SettingRow>
      <SettingRow name="Ask it">
        <select
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
      <MeteredNetworks />
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
      <ArxivCategories />
      <SettingRow name="A new day">
        <label className={css.option}>
          <input
            type="checkbox"
            checked={notifyNewDay}
            onChange={(event) => void setNotifyNewDay(app, event.target.checked)}
          />
          One quiet notification when a list has come out
        </label>
      </SettingRow>
      <BackfillSettings />
      <SettingRow name="Now">
        <p className={css.buttons}>
          <button type="button" className="button" onClick={() => void startSync(app)}>
            Sync now
            <CommandKey id="sync.start" />
          </button>
          <button type="button" className="button" onClick={() => void switchAllOff(app)}>
            Switch all of this off
          </button>
        </p>
      </SettingRow>
      <p className={css.hint}>
        The feed is told which list or paper is wanted and arXiv which papers, both with Octavo’s name and
        version, and nothing else. A search of the feed sends its words. What you decide, write and search
        here is sent to nobody. Switched off, nothing is asked by itself, only what you ask for.
      </p>
    </>
  )
}

function AddressField({ feedUrl }: { readonly feedUrl: string | null }) {
  const app = useApp()
  const [address, setAddress] = useState(feedUrl ?? '')
  const isValid = address.trim() === '' || /^https?:\/\/\S+$/.test(address.trim())
  const save = (): void => {
    const wanted = address.trim() === '' ? null : address.trim()
    if (isValid && wanted !== feedUrl) void saveSettings(app, { feedUrl: wanted })
  }
  return (
    <>
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
    </>
  )
}

function MeteredNetworks() {
  const app = useApp()
  const meteredNetworks = useLibrary((state) => state.settings.meteredNetworks)
  return (
    <SettingRow name="Metered networks">
      <select
        aria-label="What a metered network means"
        value={meteredNetworks}
        onChange={(event) => {
          const choice = meteredChoices.find((name) => name === event.target.value)
          if (choice !== undefined) void saveSettings(app, { meteredNetworks: choice })
        }}
      >
        {meteredChoices.map((choice) => (
          <option key={choice} value={choice}>
            {meteredWords[choice]}
          </option>
        ))}
      </select>
    </SettingRow>
  )
}
