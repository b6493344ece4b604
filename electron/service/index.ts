/**
 * The contract, implemented once for both shells: what the window asks for, put together from the library, the sync and
 * the shell. Inputs have been parsed by electron/rpc/serve.ts.
 */
import type { Changed, Method, Service, Settings } from '../../src/shared/contract.ts'
import type { VaultResult } from '../../src/shared/export-formats.ts'
import { localDayAt } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type {
  CommandSummary,
  IncomingList,
  ListName,
  PaperId,
  StoredList,
  SyncStatus,
} from '../../src/shared/domain.ts'
import type { Pack } from '../kept/pack.ts'
import type { PictureKeeper } from '../kept/picture-keeper.ts'
import type { AsyncLibrary } from '../library/library.ts'
import type { Emit } from '../rpc/events.ts'
import type { AddedPapers } from '../sync/add-papers.ts'
import type { Announcements } from '../sync/announcements.ts'
import type { Backfill } from '../sync/backfill.ts'
import { feedMethods } from './feed-methods.ts'
import { firstMethods, firstRows } from './first-answers.ts'
import { daysOf, importText, nothingStored, sum } from './import-text.ts'
import { keptMethods } from './kept-methods.ts'
import type { Network } from './network.ts'
import type { ZoteroParts } from './zotero.ts'
import { storageMethods } from './storage-methods.ts'

/** The sync as the service sees it. */
export interface SyncControl {
  status(): SyncStatus
  /** Begins a sync unless one runs. Returns at once. */
  start(): void
  /** Ends a running sync after what is being stored. */
  stop(): void
}

/** The feed beyond the sync, as the service sees it. */
export interface FeedControl {
  /** Fetches and stores a list. Throws what the feed's client throws. */
  fetchList(list: ListName): Promise<StoredList>
  /** Throws `invalid-input` if the text names no paper or too many. */
  addPapers(text: string): Promise<AddedPapers>
  readonly backfill: Pick<Backfill, 'status' | 'start' | 'pause' | 'resume' | 'cancel'>
  readonly announcements: Pick<Announcements, 'status'>
}

/** What only a shell can do. */
export interface ShellAbilities {
  /** Opens an https address outside the app. Throws `invalid-input` for any other. */
  openExternal(url: string): Promise<void>
  /** An HTML page printed as a PDF. Throws `invalid-input` where the shell has no printer. */
  printPdf(html: string): Promise<Uint8Array>
  /** The path that the reader chose in a dialog; null for none, or where the shell has no dialog. */
  pick(what: 'folder' | 'library'): Promise<string | null>
  /** Shows a silent notification, where the shell has its own. */
  notify(text: string): void
}

export interface ServiceParts {
  readonly library: AsyncLibrary
  readonly sync: SyncControl
  readonly feed: FeedControl
  readonly network: Pick<Network, 'tell'>
  readonly pack: Omit<Pack, 'empty'>
  readonly pictures: Pick<PictureKeeper, 'page' | 'ask' | 'remove'>
  /** Reads the lists of the sample library. */
  readonly loadSample: () => Promise<readonly IncomingList[]>
  readonly emit: Emit
  readonly shell: ShellAbilities
  /** The weights that recover the feed's formulas. */
  readonly weightsFile: string | URL
  readonly zotero: ZoteroParts
  /** The present instant, ms. */
  readonly now: () => number
  readonly version: string
}

/** Pairs of papers that may be one: more than anybody goes through in a sitting. */
const mostTwins = 100

export function createService(parts: ServiceParts): Service {
  const { library, feed, shell } = parts
  return {
    ...firstMethods({ ...parts, sync: async () => parts.sync.status() }),
    'view.save': (view) => library.saveView(view),
    'settings.save': (patch) => saveSettings(parts, patch),
    'papers.list': (query) => library.list(query, firstRows),
    'papers.rows': ({ ids }) => library.rows(ids),
    'papers.get': ({ id }) => library.paper(id),
    'papers.named': ({ arxivId }) => library.named(arxivId),
    ...exportService(parts),
    'days.facts': ({ day }) => library.dayFacts(day),
    'days.near': ({ day }) => library.nearDays(day),
    'papers.change': async ({ ids, change }) => changed(parts, await library.change(ids, change)),
    'journal.undo': async () => replayed(parts, await library.undo()),
    'journal.redo': async () => replayed(parts, await library.redo()),
    'journal.list': ({ before, limit }) => library.journal(before, limit),
    'journal.revert': async ({ commandId }) => {
      const result = await library.revert(commandId)
      return { ...result, ...(await replayed(parts, result.command)) }
    },
    'searches.keep': async ({ text, name }) => replayed(parts, await library.keepSearch(text, name)),
    'week.review': ({ week }) => library.weekReview(week),
    'stats.get': ({ range }) => library.stats(range),
    'notes.save': async (edit) => ({ note: await library.saveNote(edit), counts: await library.counts() }),
    'lists.fetch': async ({ list }) => told(parts, await feed.fetchList(list), daysOf({ list })),
    'papers.add': async ({ text }) => {
      const { stored, missing } = await feed.addPapers(text)
      return { ...(await told(parts, stored, [])), missing }
    },
    ...findingService(parts),
    ...zoteroService(parts),
    ...feedMethods(parts),
    'import.text': async ({ name, text }) => {
      const { stored, days } = await importText(parts, name, text)
      // An export of Octavo brings settings along.
      parts.emit('settings.changed', await library.settings())
      return told(parts, stored, days)
    },
    'sample.open': () => openSample(parts),
    'sample.remove': async () => replayed(parts, await library.removeSample()),
    'tags.list': () => library.tags(),
    ...keptMethods(parts),
    ...storageMethods(parts),
    ...shellService(shell),
  }
}

type FindingMethod = Extract<Method, `search.${string}` | `twins.${string}`> | 'papers.similar'

function findingService(parts: ServiceParts): Pick<Service, FindingMethod> {
  const { library } = parts
  return {
    'search.find': (search) => library.search(search, firstRows),
    'search.count': ({ text }) => library.searchCount(text),
    'search.excerpts': ({ text, ids }) => library.excerpts(text, ids),
    'papers.similar': ({ id, limit }) => library.similar(id, limit),
    'twins.list': () => library.twins(mostTwins),
    'twins.merge': async ({ ids }) => replayed(parts, await library.merge(ids)),
    'twins.keepApart': async ({ one, other }) => changed(parts, await library.tellApart(one, other)),
  }
}

/** Loaded when they are first wanted: mathematics and the formats would take a part of every start. */
function exportService(parts: ServiceParts): Pick<Service, 'papers.export' | 'vault.write'> {
  const { library, shell, now } = parts
  return {
    'papers.export': async ({ ids, format }) => {
      const { exportPapers } = await import('./export-papers.ts')
      await readFormulas(parts)
      const printPdf = (html: string): Promise<Uint8Array> => shell.printPdf(html)
      return exportPapers({ library, ids, format, today: localDayAt(now()), printPdf })
    },
    'vault.write': ({ ids, folder }) => vaultWritten(parts, ids, folder),
  }
}

/** Loaded when it is first wanted, as the exports are. */
function zoteroService({ library, zotero }: ServiceParts): Pick<Service, 'zotero.send'> {
  return {
    'zotero.send': async ({ ids }) => {
      const [{ papersOf }, { sendToZotero }] = await Promise.all([
        import('./export-papers.ts'),
        import('./zotero.ts'),
      ])
      const papers = await papersOf(library, ids)
      await sendToZotero(zotero, papers)
      return papers.length
    },
  }
}

function shellService(shell: ShellAbilities): Pick<Service, 'shell.open' | 'shell.notify' | 'shell.pick'> {
  return {
    'shell.open': async ({ url }) => {
      await shell.openExternal(url)
      return null
    },
    'shell.pick': ({ what }) => shell.pick(what),
    'shell.notify': async ({ text }) => {
      shell.notify(text)
      return null
    },
  }
}

async function saveSettings({ library, emit }: ServiceParts, patch: SettingsPatch): Promise<Settings> {
  const saved = await library.saveSettings(present(patch))
  emit('settings.changed', saved)
  return saved
}

/** A patch as the schema gives it: an absent field may be spelled `undefined`. */
type SettingsPatch = { readonly [K in keyof Settings]?: Settings[K] | undefined }

function present(patch: SettingsPatch): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

async function changed({ library, pack }: ServiceParts, command: CommandSummary | null): Promise<Changed> {
  pack.wake()
  return { command, counts: await library.counts() }
}

/** After a command that may have brought or taken whole papers, the windows fetch their lists again. */
async function replayed(parts: ServiceParts, command: CommandSummary | null): Promise<Changed> {
  const result = await changed(parts, command)
  const movesPapers =
    command !== null && ['import', 'remove-sample', 'delete', 'revert', 'merge'].includes(command.kind)
  if (movesPapers) parts.emit('papers.changed', { days: [], counts: result.counts })
  if (command !== null && concernsSettings.has(command.kind)) {
    parts.emit('settings.changed', await parts.library.settings())
  }
  return result
}

const concernsSettings: ReadonlySet<CommandSummary['kind']> = new Set([
  'set',
  'import',
  'save-search',
  'remove-search',
  'rename-search',
  'revert',
])

async function openSample(parts: ServiceParts): Promise<Imported> {
  const lists = await parts.loadSample()
  const stored: StoredList[] = []
  for (const list of lists) stored.push(await parts.library.storeList(list, parts.now()))
  return told(parts, stored.reduce(sum, nothingStored), lists.flatMap(daysOf))
}

async function readFormulas({ weightsFile }: ServiceParts): Promise<void> {
  const { recoverFormulas } = await import('./recover-formulas.ts')
  await recoverFormulas(weightsFile)
}

/** The folder is remembered once something could be written there. */
async function vaultWritten(
  parts: ServiceParts,
  ids: readonly PaperId[] | null,
  folder: string,
): Promise<VaultResult> {
  const { writeVault } = await import('./write-vault.ts')
  await readFormulas(parts)
  const result = await writeVault(parts.library, ids, folder)
  if (result.problem === null) await saveSettings(parts, { vaultFolder: result.folder })
  return result
}

interface Imported {
  readonly stored: StoredList
  readonly counts: Changed['counts']
}

async function told(
  { library, emit }: ServiceParts,
  stored: StoredList,
  days: readonly Day[],
): Promise<Imported> {
  const counts = await library.counts()
  emit('papers.changed', { days, counts })
  return { stored, counts }
}
