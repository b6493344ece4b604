/** What the reader has set and where they were, kept in the library so that both shells and every restart agree. */
import { defaultSettings } from '../../src/shared/default-settings.ts'
import type { AnnouncementsSeen } from '../../src/shared/announcements.ts'
import { settingsSchema } from '../../src/shared/settings.ts'
import type { Settings } from '../../src/shared/settings.ts'
import { viewState } from '../../src/shared/view-state.ts'
import type { ViewState } from '../../src/shared/view-state.ts'
import type { BackfillJob } from '../../src/shared/domain.ts'
import type { Db } from './db.ts'

const viewKey = 'view'
const backfillKey = 'backfill'
/** What the server is asked about only if it has changed: a library that lost anything asks for all of it. */
export const announcementsKey = 'announcements'

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

/** Of another library's settings those that this version understands and that are not of one machine. */
export function understood(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.entries(settingsSchema.shape).filter(([key]) => !machineSettings.includes(key))
  return Object.fromEntries(
    known
      .map(([key, schema]) => [key, schema.safeParse(settings[key]).data] as const)
      .filter(([, value]) => value !== undefined),
  )
}

/** The settings as rows, each by its name; undefined for what was never set. */
export interface SettingRows {
  get(name: string): unknown
  put(name: string, value: unknown): void
  remove(name: string): void
}

export function createSettings(db: Db) {
  const all = db.prepare<[], Stored>('SELECT key, value FROM settings')
  const get = db.prepare<{ key: string }, { value: string }>('SELECT value FROM settings WHERE key = @key')
  const put = db.prepare<{ key: string; value: string }>(`
    INSERT INTO settings (key, value) VALUES (@key, @value)
    ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`)
  const remove = db.prepare<{ key: string }>('DELETE FROM settings WHERE key = @key')

  const rows: SettingRows = {
    get: (key) => {
      const row = get.get({ key })
      return row === undefined ? undefined : JSON.parse(row.value)
    },
    put: (key, value) => void put.run({ key, value: JSON.stringify(value) }),
    remove: (key) => void remove.run({ key }),
  }

  return {
    rows,

    /** A setting that this version does not understand falls back to its default, alone. */
    settings: (): Settings => {
      const stored: Record<string, unknown> = {}
      for (const { key, value } of all.all()) stored[key] = JSON.parse(value)
      const known = Object.entries(settingsSchema.shape)
        .map(([key, schema]) => [key, schema.safeParse(stored[key]).data] as const)
        .filter(([, value]) => value !== undefined)
      return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(known) })
    },

    view: (): ViewState | null => {
      const parsed = viewState.safeParse(rows.get(viewKey))
      return parsed.success ? parsed.data : null
    },

    saveView: (view: ViewState): null => {
      rows.put(viewKey, view)
      return null
    },

    backfill: (): BackfillJob | null => {
      const row = get.get({ key: backfillKey })
      return row === undefined ? null : JSON.parse(row.value)
    },

    announcementsSeen: (): AnnouncementsSeen | null => {
      const row = get.get({ key: announcementsKey })
      return row === undefined ? null : JSON.parse(row.value)
    },

    saveAnnouncementsSeen: (seen: AnnouncementsSeen): null => {
      rows.put(announcementsKey, seen)
      return null
    },

    saveBackfill: (job: BackfillJob | null): null => {
      rows.put(backfillKey, job)
      return null
    },
  }
}
