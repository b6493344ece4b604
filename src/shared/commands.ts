/**
 * The one table of commands. The key listener, the native menu and the `?` sheet all read it; a command's keys are
 * written nowhere else. It is data: what a command does is in src/commands/run.ts, where a missing one does not compile.
 */
/* oxlint-disable max-lines -- one table is easier to keep free of clashes than two */

export const commandGroups = [
  'Decide',
  'Move',
  'Paper',
  'Go to',
  'Select',
  'Undo',
  'Library',
  'Window',
] as const
export type CommandGroup = (typeof commandGroups)[number]

/**
 * Where a command works: `list` needs a list of papers, `sorted` one whose order can be chosen, `paper` a current paper,
 * `days` a place that shows a day or a week, `search` the search.
 */
export const commandContexts = ['anywhere', 'list', 'sorted', 'paper', 'days', 'search'] as const
export type CommandContext = (typeof commandContexts)[number]

export interface Command {
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  /** Alternatives, each in the grammar of keys.ts; the first is the one that buttons and notices show. */
  readonly keys: readonly string[]
  readonly when: CommandContext
  /** The native menu in which it stands, if any. */
  readonly menu?: 'File' | 'Edit' | 'View' | 'Go' | 'Paper' | 'Help'
  /** Whether holding the key down repeats it. Moving does; deciding never does. */
  readonly repeats?: boolean
}

export const commands = [
  { id: 'decide.later', title: 'Later', group: 'Decide', keys: ['l', '1'], when: 'paper', menu: 'Paper' },
  { id: 'decide.read', title: 'Read', group: 'Decide', keys: ['r', '2'], when: 'paper', menu: 'Paper' },
  { id: 'decide.skip', title: 'Skip', group: 'Decide', keys: ['e', '3'], when: 'paper', menu: 'Paper' },
  { id: 'decide.star', title: 'Star on or off', group: 'Decide', keys: ['s'], when: 'paper', menu: 'Paper' },
  {
    id: 'decide.toggleRead',
    title: 'Read or unread',
    group: 'Decide',
    keys: ['m'],
    when: 'paper',
    menu: 'Paper',
  },
  {
    id: 'decide.unread',
    title: 'Back to unread',
    group: 'Decide',
    keys: ['u'],
    when: 'paper',
    menu: 'Paper',
  },
  { id: 'decide.snooze', title: 'Snooze…', group: 'Decide', keys: ['h'], when: 'paper', menu: 'Paper' },
  {
    id: 'decide.skipRest',
    title: 'Skip all left here',
    group: 'Decide',
    keys: ['Shift+a'],
    when: 'list',
    menu: 'Paper',
  },

  {
    id: 'move.next',
    title: 'Next paper',
    group: 'Move',
    keys: ['j', 'ArrowDown'],
    when: 'list',
    repeats: true,
  },
  {
    id: 'move.previous',
    title: 'Previous paper',
    group: 'Move',
    keys: ['k', 'ArrowUp'],
    when: 'list',
    repeats: true,
  },
  { id: 'move.nextUnread', title: 'Next unread', group: 'Move', keys: ['n'], when: 'list', repeats: true },
  {
    id: 'move.previousUnread',
    title: 'Previous unread',
    group: 'Move',
    keys: ['p'],
    when: 'list',
    repeats: true,
  },
  { id: 'move.first', title: 'First paper', group: 'Move', keys: ['g g', 'Home'], when: 'list' },
  { id: 'move.last', title: 'Last paper', group: 'Move', keys: ['Shift+g', 'End'], when: 'list' },
  {
    id: 'move.previousDay',
    title: 'Previous day',
    group: 'Move',
    keys: ['[', 'Alt+ArrowLeft'],
    when: 'days',
    menu: 'Go',
    repeats: true,
  },
  {
    id: 'move.nextDay',
    title: 'Next day',
    group: 'Move',
    keys: [']', 'Alt+ArrowRight'],
    when: 'days',
    menu: 'Go',
    repeats: true,
  },
  {
    id: 'move.scroll',
    title: 'Scroll, then next unread',
    group: 'Move',
    keys: ['Space'],
    when: 'paper',
    repeats: true,
  },
  {
    id: 'move.scrollBack',
    title: 'Scroll back',
    group: 'Move',
    keys: ['Shift+Space'],
    when: 'paper',
    repeats: true,
  },
  {
    id: 'paper.open',
    title: 'Open full width',
    group: 'Move',
    keys: ['Enter', 'o'],
    when: 'paper',
    menu: 'View',
  },
  { id: 'paper.close', title: 'Back', group: 'Move', keys: ['Escape'], when: 'anywhere' },

  { id: 'select.toggle', title: 'This paper', group: 'Select', keys: ['x'], when: 'paper' },
  {
    id: 'select.extendDown',
    title: 'Extend down',
    group: 'Select',
    keys: ['Shift+j', 'Shift+ArrowDown'],
    when: 'paper',
    repeats: true,
  },
  {
    id: 'select.extendUp',
    title: 'Extend up',
    group: 'Select',
    keys: ['Shift+k', 'Shift+ArrowUp'],
    when: 'paper',
    repeats: true,
  },
  { id: 'select.all', title: 'All', group: 'Select', keys: ['* a'], when: 'list' },
  { id: 'select.none', title: 'None', group: 'Select', keys: ['* n'], when: 'list' },
  { id: 'select.unread', title: 'Unread', group: 'Select', keys: ['* u'], when: 'list' },
  { id: 'select.starred', title: 'Starred', group: 'Select', keys: ['* s'], when: 'list' },

  {
    id: 'paper.menu',
    title: 'Menu of the paper',
    group: 'Paper',
    keys: ['Shift+F10', 'ContextMenu'],
    when: 'paper',
  },
  { id: 'paper.note', title: 'Write the note', group: 'Paper', keys: ['i'], when: 'paper', menu: 'Paper' },
  { id: 'paper.tag', title: 'Tag…', group: 'Paper', keys: ['t'], when: 'paper', menu: 'Paper' },
  {
    id: 'paper.similar',
    title: 'More like this',
    group: 'Paper',
    keys: ['f'],
    when: 'paper',
    menu: 'Paper',
  },
  {
    id: 'paper.merge',
    title: 'Merge the copies of a paper',
    group: 'Paper',
    keys: [],
    when: 'paper',
    menu: 'Paper',
  },
  {
    id: 'paper.source',
    title: 'Source of the abstract',
    group: 'Paper',
    keys: ['\\'],
    when: 'paper',
    menu: 'View',
  },
  {
    id: 'paper.visit',
    title: 'Open its page',
    group: 'Paper',
    keys: ['v', 'b'],
    when: 'paper',
    menu: 'Paper',
  },
  { id: 'paper.pdf', title: 'Open its PDF', group: 'Paper', keys: ['Shift+v'], when: 'paper', menu: 'Paper' },
  {
    id: 'paper.keep',
    title: 'Keep it offline',
    group: 'Paper',
    keys: ['d'],
    when: 'paper',
    menu: 'Paper',
  },
  {
    id: 'paper.discussion',
    title: 'Open its discussion',
    group: 'Paper',
    keys: ['c'],
    when: 'paper',
    menu: 'Paper',
  },
  { id: 'paper.copyLink', title: 'Copy its link', group: 'Paper', keys: ['y'], when: 'paper', menu: 'Paper' },
  {
    id: 'paper.copyBibtex',
    title: 'Copy its BibTeX',
    group: 'Paper',
    keys: ['Shift+y'],
    when: 'paper',
    menu: 'Paper',
  },

  { id: 'web.arxiv', title: 'Open at arXiv', group: 'Paper', keys: ['w x'], when: 'paper', menu: 'Paper' },
  {
    id: 'web.alphaxiv',
    title: 'Open at alphaXiv',
    group: 'Paper',
    keys: ['w a'],
    when: 'paper',
    menu: 'Paper',
  },
  {
    id: 'web.semanticScholar',
    title: 'Open at Semantic Scholar',
    group: 'Paper',
    keys: ['w s'],
    when: 'paper',
    menu: 'Paper',
  },
  {
    id: 'web.googleScholar',
    title: 'Open at Google Scholar',
    group: 'Paper',
    keys: ['w g'],
    when: 'paper',
    menu: 'Paper',
  },
  { id: 'copy.apa', title: 'Copy citation, APA', group: 'Paper', keys: ['q a'], when: 'paper' },
  { id: 'copy.ieee', title: 'Copy citation, IEEE', group: 'Paper', keys: ['q i'], when: 'paper' },
  { id: 'copy.chicago', title: 'Copy citation, Chicago', group: 'Paper', keys: ['q c'], when: 'paper' },
  {
    id: 'copy.text',
    title: 'Copy as text to share',
    group: 'Paper',
    keys: ['q t'],
    when: 'paper',
    menu: 'Paper',
  },
  { id: 'zotero.send', title: 'Send to Zotero', group: 'Paper', keys: ['q z'], when: 'paper', menu: 'Paper' },

  { id: 'go.triage', title: 'Triage', group: 'Go to', keys: ['g t'], when: 'anywhere', menu: 'Go' },
  {
    id: 'go.unread',
    title: 'Unread of all days',
    group: 'Go to',
    keys: ['g u'],
    when: 'anywhere',
    menu: 'Go',
  },
  { id: 'go.day', title: 'A day…', group: 'Go to', keys: ['g d', 'Mod+d'], when: 'anywhere', menu: 'Go' },
  { id: 'go.queue', title: 'Queue', group: 'Go to', keys: ['g l'], when: 'anywhere', menu: 'Go' },
  { id: 'go.starred', title: 'Starred', group: 'Go to', keys: ['g s'], when: 'anywhere', menu: 'Go' },
  { id: 'go.notes', title: 'Notes', group: 'Go to', keys: ['g n'], when: 'anywhere', menu: 'Go' },
  { id: 'go.week', title: 'Week', group: 'Go to', keys: ['g w'], when: 'anywhere', menu: 'Go' },
  { id: 'go.stats', title: 'Stats', group: 'Go to', keys: ['g i'], when: 'anywhere', menu: 'Go' },
  { id: 'go.twins', title: 'Duplicates', group: 'Go to', keys: ['g p'], when: 'anywhere', menu: 'Go' },
  { id: 'go.history', title: 'History', group: 'Go to', keys: ['g j'], when: 'anywhere', menu: 'Go' },
  { id: 'go.read', title: 'Read', group: 'Go to', keys: ['g h'], when: 'anywhere', menu: 'Go' },
  { id: 'go.skipped', title: 'Skipped', group: 'Go to', keys: ['g e'], when: 'anywhere', menu: 'Go' },
  { id: 'go.everything', title: 'Everything', group: 'Go to', keys: ['g a'], when: 'anywhere', menu: 'Go' },
  { id: 'search.open', title: 'Search', group: 'Go to', keys: ['/', 'Mod+f'], when: 'anywhere', menu: 'Go' },
  {
    id: 'go.settings',
    title: 'Settings',
    group: 'Go to',
    keys: ['g ,', 'Mod+,'],
    when: 'anywhere',
    menu: 'Go',
  },

  { id: 'journal.undo', title: 'Undo', group: 'Undo', keys: ['z', 'Mod+z'], when: 'anywhere', menu: 'Edit' },
  {
    id: 'journal.redo',
    title: 'Redo',
    group: 'Undo',
    keys: ['Shift+z', 'Mod+Shift+z'],
    when: 'anywhere',
    menu: 'Edit',
  },

  {
    id: 'sync.start',
    title: 'Sync now',
    group: 'Library',
    keys: ['Shift+r', 'F5'],
    when: 'anywhere',
    menu: 'File',
  },
  {
    id: 'backfill.month',
    title: 'Fetch all days of the month shown',
    group: 'Library',
    keys: [],
    when: 'anywhere',
  },
  {
    id: 'backfill.year',
    title: 'Fetch all days of the year shown',
    group: 'Library',
    keys: [],
    when: 'anywhere',
  },
  {
    id: 'backfill.pause',
    title: 'Pause fetching history, or go on',
    group: 'Library',
    keys: [],
    when: 'anywhere',
  },
  {
    id: 'list.trending',
    title: 'Trending in the feed',
    group: 'Go to',
    keys: ['g f'],
    when: 'anywhere',
    menu: 'Go',
  },
  {
    id: 'list.arxiv',
    title: 'arXiv’s newest list',
    group: 'Go to',
    keys: ['g x'],
    when: 'anywhere',
    menu: 'Go',
  },
  { id: 'list.week', title: 'This week’s list of the feed', group: 'Go to', keys: [], when: 'anywhere' },
  { id: 'list.month', title: 'This month’s list of the feed', group: 'Go to', keys: [], when: 'anywhere' },
  { id: 'backfill.cancel', title: 'Stop fetching history', group: 'Library', keys: [], when: 'anywhere' },
  {
    id: 'library.import',
    title: 'Import a saved page…',
    group: 'Library',
    keys: ['Mod+o'],
    when: 'anywhere',
    menu: 'File',
  },
  {
    id: 'library.export',
    title: 'Export papers…',
    group: 'Library',
    keys: ['Mod+Shift+e'],
    when: 'list',
    menu: 'File',
  },
  {
    id: 'library.move',
    title: 'Move the library…',
    group: 'Library',
    keys: [],
    when: 'anywhere',
    menu: 'File',
  },
  {
    id: 'library.other',
    title: 'Open another library…',
    group: 'Library',
    keys: [],
    when: 'anywhere',
    menu: 'File',
  },
  {
    id: 'library.new',
    title: 'Start a new library…',
    group: 'Library',
    keys: [],
    when: 'anywhere',
    menu: 'File',
  },
  { id: 'search.save', title: 'Save this search', group: 'Library', keys: ['Mod+s'], when: 'search' },
  { id: 'search.rename', title: 'Rename this search…', group: 'Library', keys: [], when: 'search' },
  {
    id: 'list.order',
    title: 'Change the order',
    group: 'Library',
    keys: ['.'],
    when: 'sorted',
    menu: 'View',
  },
  {
    id: 'sample.remove',
    title: 'Remove the sample papers',
    group: 'Library',
    keys: [],
    when: 'anywhere',
    menu: 'File',
  },
  {
    id: 'window.palette',
    title: 'Commands',
    group: 'Window',
    keys: ['Mod+k'],
    when: 'anywhere',
    menu: 'View',
  },
  {
    id: 'window.region',
    title: 'List, page, note in turn',
    group: 'Window',
    keys: ['F6'],
    when: 'anywhere',
  },
  {
    id: 'window.theme',
    title: 'Light, dark or as the system',
    group: 'Window',
    keys: [],
    when: 'anywhere',
    menu: 'View',
  },
  {
    id: 'window.keys',
    title: 'Keys that work here',
    group: 'Window',
    keys: ['?', 'F1'],
    when: 'anywhere',
    menu: 'Help',
  },
  { id: 'window.news', title: 'What is new', group: 'Window', keys: [], when: 'anywhere', menu: 'Help' },
  { id: 'window.about', title: 'About Octavo', group: 'Window', keys: [], when: 'anywhere', menu: 'Help' },
] as const satisfies readonly Command[]

export type CommandId = (typeof commands)[number]['id']

/** The command of an id, as the general type. */
export function commandOf(id: CommandId): Command {
  const command = commands.find((candidate) => candidate.id === id)
  if (!command) throw new Error(`no command ${id}`)
  return command
}

/** Whether a text is the id of a command: for ids that come from outside, such as the menu's message. */
export function isCommandId(id: string): id is CommandId {
  return commands.some((command) => command.id === id)
}
