/** What the reader has set and where they were, kept in the library so that both shells and every restart agree. */
import { inputs, settingsSchema } from '../../src/shared/contract.ts'
import type { Settings } from '../../src/shared/contract.ts'
import { mostSearches } from '../../src/shared/settings.ts'
import { defaultSettings } from '../../src/shared/default-settings.ts'
import type { ViewState } from '../../src/shared/view-state.ts'
import type { BackfillJob } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'
import { tx } from './db.ts'

const viewKey = 'view'
const backfillKey = 'backfill'

/** Settings of one machine: its folders, and whom it asks. They are not taken along, and not taken from a file. */
const machineSettings: readonly string[] = ['feedUrl', 'vaultFolder', 'backupFolder']

interface Stored {
  readonly key: string
  readonly value: string
}

/** Of stored settings those that go along with the library, as far as this version understands them. */
export function ownSettings(stored: readonly Stored[]): Record<string, unknown> {
  return understood(Object.fromEntries(stored.map(({ key, value }) => [key, JSON.parse(value)])))
}

function understood(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.entries(settingsSchema.shape).filter(([key]) => !machineSettings.includes(key))
  return Object.fromEntries(
    known
      .map(([key, schema]) => [key, schema.safeParse(settings[key]).data] as const)
      .filter(([, value]) => value !== undefined),
  )
}

export type TakeSettings = ReturnType<typeof createSettings>['takeSettings']

export function createSettings(db: Db) {
  const all = db.prepare<[], Stored>('SELECT key, value FROM settings')
  const get = db.prepare<{ key: string }, { value: string }>('SELECT value FROM settings WHERE key = @key')
  const put = db.prepare<{ key: string; value: string }>(`
    INSERT INTO settings (key, value) VALUES (@key, @value)
    ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`)

  /** A setting that this version does not understand falls back to its default, alone. */
  function read(): Settings {
    const stored: Record<string, unknown> = {}
    for (const { key, value } of all.all()) stored[key] = JSON.parse(value)
    const known = Object.entries(settingsSchema.shape)
      .map(([key, schema]) => [key, schema.safeParse(stored[key]).data] as const)
      .filter(([, value]) => value !== undefined)
    return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(known) })
  }

  return {
    settings: read,

    saveSettings: (patch: Partial<Settings>): Settings =>
      tx(db, () => {
        for (const [key, value] of Object.entries(patch)) put.run({ key, value: JSON.stringify(value) })
        return read()
      }),

    /** Takes settings of another library where nothing was set here; its saved searches come after those that are here. */
    takeSettings: (settings: Readonly<Record<string, unknown>>): void => {
      const here = new Set(all.all().map(({ key }) => key))
      for (const [key, value] of Object.entries(understood(settings))) {
        if (!here.has(key)) put.run({ key, value: JSON.stringify(value) })
      }
      const own = read().searches
      const theirs = settingsSchema.shape.searches.safeParse(settings['searches']).data ?? []
      const known = new Set(own.map(({ text }) => text))
      const searches = [...own, ...theirs.filter(({ text }) => !known.has(text))].slice(0, mostSearches)
      if (searches.length > own.length) put.run({ key: 'searches', value: JSON.stringify(searches) })
    },

    view: (): ViewState | null => {
      const row = get.get({ key: viewKey })
      const parsed = inputs['view.save'].safeParse(row === undefined ? null : JSON.parse(row.value))
      return parsed.success ? parsed.data : null
    },

    saveView: (view: ViewState): null => {
      put.run({ key: viewKey, value: JSON.stringify(view) })
      return null
    },

    backfill: (): BackfillJob | null => {
      const row = get.get({ key: backfillKey })
      return row === undefined ? null : JSON.parse(row.value)
    },

    saveBackfill: (job: BackfillJob | null): null => {
      put.run({ key: backfillKey, value: JSON.stringify(job) })
      return null
    },
  }
}
