/** Libraries in which anything may have happened, for properties. */
import { array, boolean, constant, constantFrom, integer, oneof, record, string, subarray } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { verdicts } from '../../src/shared/domain.ts'
import type { Change } from '../../src/shared/domain.ts'
import type { Settings } from '../../src/shared/settings.ts'
import { idsOf, makeDay, makeList, makePageEntry } from './temp-library.ts'
import type { TempLibrary } from './temp-library.ts'

/** Something that happens to a library, with what it is for the report of a failure. */
export interface Step {
  readonly is: unknown
  readonly run: (temp: TempLibrary) => void
}

function step(is: unknown, run: Step['run']): Step {
  return { is, run }
}

/** The feed days that steps are about. */
export const stepDays = ['2026-06-19', '2026-06-22', '2026-06-23']
const titles = [
  'Number 0 of 2026-06-22',
  'Number 1 of 2026-06-23',
  'Only saved',
  'Only säved: $x$',
  'Renamed',
]
const words = oneof(constantFrom('', 'A', 'A\nB', 'α "quoted"'), string({ unit: 'binary', maxLength: 8 }))
const some = integer({ min: 0, max: 20 })

/** The paper of the library that a number picks, in the order of the list. */
function pick(temp: TempLibrary, number: number): number | undefined {
  const ids = idsOf(temp.library, 'everything')
  return ids[number % Math.max(1, ids.length)]
}

const change: Arbitrary<Change> = oneof(
  record({ field: constant('verdict' as const), value: constantFrom(...verdicts) }),
  record({ field: constant('star' as const), value: boolean() }),
  record({ field: constant('snooze' as const), value: constantFrom(null, '2026-06-20', '2026-07-01') }),
  record({ field: constant('tag' as const), name: constantFrom('rl', 'RL', 'to cite'), value: boolean() }),
)

const feedStep = record({
  day: constantFrom(...stepDays),
  count: integer({ min: 0, max: 4 }),
  isSample: boolean(),
  upvotes: integer({ min: 0, max: 3 }),
  isRenamed: boolean(),
  isTurned: boolean(),
}).map((given) =>
  step(given, ({ library, now }) => {
    const { papers } = makeDay(given.day, given.count)
    const changed = papers.map((paper, index) => ({
      ...paper,
      upvotes: (paper.upvotes ?? 0) + given.upvotes,
      title: given.isRenamed && index === 0 ? 'Renamed' : paper.title,
      commentCount: given.upvotes === 0 ? null : given.upvotes,
    }))
    const rejected = given.upvotes === 3 ? [{ reason: 'no title', raw: '{"odd":true}' }] : []
    const list = makeList(`day:${given.day}`, given.isTurned ? changed.toReversed() : changed, { rejected })
    library.storeList(given.isSample ? { ...list, isSample: true } : list, now)
  }),
)

const pageStep = record({
  page: constantFrom('page:a', 'import:b', 'day:2026-06-18'),
  titles: subarray(titles),
}).map((given) =>
  step(given, ({ library }) => {
    const { page, titles } = given
    const papers = titles.map((title, index) =>
      makePageEntry({ title, authorCount: index + 1, publishedOn: index === 0 ? null : '2026-06-20' }),
    )
    library.importList(makeList(page, papers))
  }),
)

const changeStep = record({ numbers: array(some, { minLength: 1, maxLength: 5 }), change }).map((given) =>
  step(given, (temp) => {
    const { numbers, change } = given
    const ids = numbers.flatMap((number) => pick(temp, number) ?? [])
    if (ids.length > 0) temp.library.change(ids, change)
  }),
)

const noteStep = record({ number: some, text: words, session: constantFrom('x', 'y') }).map((given) =>
  step(given, (temp) => {
    const { number, text, session } = given
    const paperId = pick(temp, number)
    if (paperId === undefined) return
    const { revision } = temp.library.paper(paperId).note
    temp.library.saveNote({ paperId, text, baseRevision: revision, session })
  }),
)

const originalStep = record({ number: some, isFound: boolean() }).map((given) =>
  step(given, (temp) => {
    const { number, isFound } = given
    const id = pick(temp, number)
    const arxivId = id === undefined ? null : temp.library.paper(id).arxivId
    if (arxivId === null) return
    const found = {
      arxivId,
      version: 2,
      title: `At $\\mathcal{O}(n)$ ${arxivId}`,
      abstract: 'It costs $n$.',
      authors: ['Ada Lovelace'],
      categories: ['cs.LG'],
      comment: '9 pages',
      doi: null,
      journalRef: null,
      publishedOn: '2026-06-20',
      updatedOn: '2026-06-22',
    }
    temp.library.storeOriginals([arxivId], isFound ? [found] : [], temp.now)
  }),
)

const revertStep = some.map((number) =>
  step({ revert: number }, ({ library }) => {
    const { entries } = library.journal(null, 200)
    const entry = entries[number % Math.max(1, entries.length)]
    if (entry !== undefined) library.revert(entry.commandId)
  }),
)

const pairStep = record({ one: some, other: some, areOne: boolean() }).map((given) =>
  step(given, (temp) => {
    const ids = [pick(temp, given.one), pick(temp, given.other)].filter((id) => id !== undefined)
    const [one, other] = ids
    if (one === undefined || other === undefined || one === other) return
    if (given.areOne) temp.library.merge([one, other])
    else temp.library.tellApart(one, other)
  }),
)

const settingStep = record(
  {
    theme: constantFrom('system' as const, 'dark' as const),
    listWidth: constantFrom(400, 448),
    feedUrl: constantFrom(null, 'http://feed.example'),
    keys: constantFrom<Settings['keys']>(
      {},
      { 'decide.later': ['x'] },
      { 'decide.later': ['y'], 'decide.star': ['z'] },
    ),
  },
  { requiredKeys: [] },
).map((patch) => step(patch, ({ library }) => library.saveSettings(patch)))

const otherStep = constantFrom<Step>(
  step('undo', ({ library }) => library.undo()),
  step('redo', ({ library }) => library.redo()),
  step('remove the sample', ({ library }) => library.removeSample()),
  step('save a search', ({ library }) => library.keepSearch('is:starred', 'is:starred')),
  step('save or name a search', ({ library }) => library.keepSearch('x', 'Mine')),
  step('remove a search', ({ library }) => library.keepSearch('x', null)),
  step('keep', (temp) => temp.library.askKept([pick(temp, 1) ?? 1], temp.now)),
  step('reopen', (temp) => temp.reopen()),
)

/** What happens to a library, one thing after the other. */
export const librarySteps = array(
  oneof(
    { weight: 3, arbitrary: feedStep },
    { weight: 2, arbitrary: pageStep },
    { weight: 6, arbitrary: changeStep },
    { weight: 4, arbitrary: noteStep },
    { weight: 2, arbitrary: originalStep },
    { weight: 1, arbitrary: revertStep },
    { weight: 2, arbitrary: pairStep },
    { weight: 1, arbitrary: settingStep },
    { weight: 3, arbitrary: otherStep },
  ),
  { minLength: 3, maxLength: 30 },
)

/** Lets the steps happen, a minute apart. */
export function runSteps(temp: TempLibrary, steps: readonly Step[]): void {
  for (const { run } of steps) {
    temp.now += 60_000
    run(temp)
  }
}
