/** Settings: the feed, reading, keys, the library. Each is saved as it is changed. */
import { useLayoutEffect } from 'react'
import { saveSettings } from '../actions/settings.ts'
import { focusMain, surface } from '../commands/surfaces.ts'
import { settingsSections, type SettingsSection } from '../stores/view.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import { FeedSettings } from './FeedSettings.tsx'
import { KeptSettings } from './KeptSettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { StorageSettings } from './StorageSettings.tsx'
import css from './SettingsView.module.css'

export function SettingsView() {
  const app = useApp()
  const section = useView((view) => view.settingsSection)
  useLayoutEffect(focusMain, [])
  return (
    <div className={css.settings}>
      <nav className={css.sections} aria-label="Settings">
        <h1 className={css.title}>Settings</h1>
        {settingsSections.map((name) => (
          <button
            key={name}
            type="button"
            className={css.section}
            aria-current={name === section ? 'page' : undefined}
            onClick={() => app.view.setState({ settingsSection: name })}
          >
            {name}
          </button>
        ))}
      </nav>
      <section className={css.page} aria-label={section} tabIndex={-1} {...{ [surface.page]: '' }}>
        <div className={css.column}>
          <h2 className={css.heading}>{section}</h2>
          <Content section={section} />
        </div>
      </section>
    </div>
  )
}

function Content({ section }: { section: SettingsSection }) {
  switch (section) {
    case 'Feed':
      return <FeedSettings />
    case 'Reading':
      return <ReadingSettings />
    case 'Keys':
      return <KeySettings />
    case 'Offline':
      return <KeptSettings />
    case 'Storage and backups':
      return <StorageSettings />
  }
}

function ReadingSettings() {
  const app = useApp()
  const { theme, density, textSize } = useLibrary((state) => state.settings)
  return (
    <>
      <Choice
        name="Theme"
        value={theme}
        choices={{ system: 'As the system', light: 'Light', dark: 'Dark' }}
        onChoose={(value) => void saveSettings(app, { theme: value })}
      />
      <Choice
        name="Rows of lists"
        value={density}
        choices={{ compact: 'Compact', regular: 'Regular', roomy: 'Roomy' }}
        onChoose={(value) => void saveSettings(app, { density: value })}
      />
      <Choice
        name="Text of papers"
        value={String(textSize)}
        choices={{ '15': 'Small', '17': 'Regular', '19': 'Large', '21': 'Larger' }}
        onChoose={(value) => void saveSettings(app, { textSize: Number(value) })}
      />
    </>
  )
}

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly value: T
  readonly choices: Readonly<Record<T, string>>
  readonly onChoose: (value: T) => void
}

function Choice<T extends string>({ name, value, choices, onChoose }: ChoiceProps<T>) {
  const entries = Object.entries(choices) as [T, string][]
  return (
    <fieldset className={css.row}>
      <legend className={css.name}>{name}</legend>
      <div className={css.choices}>
        {entries.map(([key, label]) => (
          <label key={key} className={css.choice}>
            <input type="radio" name={name} checked={key === value} onChange={() => onChoose(key)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
