/** What holds until the reader has set something else. Apart from the schema, which the window has no need to load. */
import type { Settings } from './settings.ts'

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'regular',
  textSize: 17,
  feedUrl: null,
  syncEveryMinutes: 60,
  meteredNetworks: 'hold',
  fetchOriginals: true,
  arxivCategories: null,
  keepAutomatically: true,
  keepPictures: true,
  keptBudget: 2048,
  notifyNewDay: true,
  listWidth: 448,
  vaultFolder: null,
  backupFolder: null,
  searches: [],
  singleKeys: true,
  firstSteps: true,
  newsOf: null,
  keys: {},
}
