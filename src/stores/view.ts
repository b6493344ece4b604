/** Where the reader is and what is open. What can be derived from this is derived, never stored. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ListName, Order, PaperId, Place } from '../shared/domain.ts'
import type { Day } from '../shared/days.ts'
import { ordersOf } from '../shared/place-orders.ts'

/** A place of the sidebar: one with a list, or a page of its own. */
export type Screen = Place | 'search' | 'week' | 'stats' | 'history' | 'twins' | 'settings'

/** The place that a screen shows the list of; null for the screens that are none. */
export function placeOf(screen: Screen): Place | null {
  switch (screen) {
    case 'search':
    case 'week':
    case 'stats':
    case 'history':
    case 'twins':
    case 'settings':
      return null
    case 'triage':
    case 'queue':
    case 'starred':
    case 'read':
    case 'skipped':
    case 'everything':
    case 'notes':
      return screen
  }
}

/** Whether papers are on the screen, so that their keys work. */
export function hasPapers(screen: Screen): boolean {
  return screen === 'search' || screen === 'week' || placeOf(screen) !== null
}

export const settingsSections = ['Feed', 'Reading', 'Keys', 'Offline', 'Storage and backups'] as const
/** A page of the settings. */
export type SettingsSection = (typeof settingsSections)[number]

export type DialogName =
  | 'keys'
  | 'import'
  | 'export'
  | 'palette'
  | 'snooze'
  | 'tags'
  | 'paper'
  | 'saved-search'
  | 'day'
  | 'about'
  | 'news'

export interface View {
  readonly screen: Screen
  /** The day shown in Triage; null for all days. */
  readonly day: Day | null
  readonly tag: string | null
  /** The list of the feed that Everything is narrowed to, and its order. */
  readonly list: ListName | null
  readonly listOrder: Order
  readonly orders: Readonly<Partial<Record<Place, Order>>>
  readonly currentId: PaperId | null
  /** The page at full width; on a narrow window, the page instead of the list. */
  readonly isReading: boolean
  readonly settingsSection: SettingsSection
  readonly showsSource: boolean
  /** The kept PDF in place of the paper's page. */
  readonly showsPdf: boolean
  readonly dialog: DialogName | null
  /** Where a menu was asked for, and above what it goes where there is no room below; null for its dialog's own place. */
  readonly menuAt: { readonly x: number; readonly y: number; readonly above?: number } | null
  /** Text to begin the import dialog with. */
  readonly importText: string
  /** The keys of a sequence pressed so far. */
  readonly pendingKeys: readonly string[]
  readonly selected: ReadonlySet<PaperId>
}

/** A new store of the view, at Triage. */
export function createViewStore(): StoreApi<View> {
  return createStore<View>(() => ({
    screen: 'triage',
    day: null,
    tag: null,
    list: null,
    listOrder: 'feed',
    orders: {},
    currentId: null,
    isReading: false,
    settingsSection: 'Reading',
    showsSource: false,
    showsPdf: false,
    dialog: null,
    menuAt: null,
    importText: '',
    pendingKeys: [],
    selected: new Set(),
  }))
}

/** The order of a place: the chosen one, or the one it begins with. */
export function orderOf(view: View, place: Place): Order {
  return view.list === null ? (view.orders[place] ?? ordersOf(place)[0]) : view.listOrder
}
