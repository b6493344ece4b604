/** What the reader has set and where they were, kept in the library so that both shells and every restart agree. */
import { defaultSettings, inputs, settingsSchema } from '../../src/shared/contract.ts'
import type { Settings, ViewState } from '../../src/shared/contract.ts'
import type { BackfillJob } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'

const viewKey = 'view'
const backfillKey = 'backfill'

export function createSettings(db: Db) {
  const all = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings')
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
    read,

    save: (patch: Partial<Settings>): Settings => {
      for (const [key, value] of Object.entries(patch)) put.run({ key, value: JSON.stringify(value) })
      return read()
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
