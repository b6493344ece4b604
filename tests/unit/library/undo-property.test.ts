import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  property,
  record,
  subarray,
  tuple,
} from 'fast-check'
import { expect, test } from 'vitest'
import type { Change, PaperDetail } from '../../../src/shared/domain.ts'
import { places, verdicts } from '../../../src/shared/domain.ts'
import { makeDay, makeList, makePageEntry, tempLibrary, testNow } from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

const change = oneof(
  record({ field: constant('verdict' as const), value: constantFrom(...verdicts) }),
  record({ field: constant('star' as const), value: boolean() }),
  record({
    field: constant('snooze' as const),
    value: constantFrom(null, '2026-06-20', '2026-07-01', '2026-08-01'),
  }),
  record({ field: constant('tag' as const), name: constantFrom('rl', 'RL', 'Agents'), value: boolean() }),
)

/** Papers 1 to 4 are the feed's and 5 to 7 the sample's; imports add some and name some of the feed's. */
const ids = subarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1 })
const titles = ['Imported one', 'Imported two', 'Number 0 of 2026-06-22', 'Number 1 of 2026-06-22']

type Step = (temp: TempLibrary) => void

const command = oneof(
  { weight: 6, arbitrary: record({ ids, change }).map(({ ids, change }): Step => changeStep(ids, change)) },
  {
    weight: 4,
    arbitrary: record({
      id: integer({ min: 1, max: 9 }),
      text: constantFrom('', 'A', 'A\nB', 'C'),
      session: constantFrom('x', 'y'),
    }).map((edit): Step => noteStep(edit)),
  },
  {
    weight: 2,
    arbitrary: record({ page: constantFrom('page:a', 'page:b'), titles: subarray(titles) }).map(
      ({ page, titles }): Step =>
        (temp) => {
          temp.library.importList(
            makeList(
              page,
              titles.map((title) => makePageEntry({ title })),
            ),
          )
        },
    ),
  },
  { weight: 1, arbitrary: constant<Step>((temp) => void temp.library.removeSample()) },
  {
    weight: 2,
    arbitrary: ids.map(
      (ids): Step =>
        (temp) =>
          void temp.library.merge(ids.slice(0, 3)),
    ),
  },
  {
    weight: 1,
    arbitrary: subarray([1, 2, 3, 4, 5], { minLength: 2, maxLength: 2 }).map(
      ([one = 1, other = 2]): Step =>
        (temp) => {
          temp.library.tellApart(one, other)
        },
    ),
  },
  {
    weight: 1,
    arbitrary: tuple(constantFrom('a', 'b', 'c'), constantFrom('a', 'Mine', null)).map(
      ([text, name]): Step =>
        (temp) =>
          void temp.library.keepSearch(text, name),
    ),
  },
)

const undo: Step = (temp) => void temp.library.undo()
const redo: Step = (temp) => void temp.library.redo()
const reopen: Step = (temp) => temp.reopen()
const step = oneof(
  { weight: 8, arbitrary: command },
  { weight: 2, arbitrary: constant(undo) },
  { weight: 1, arbitrary: constant(redo) },
  { weight: 1, arbitrary: constant(reopen) },
)

function changeStep(ids: number[], change: Change): Step {
  return (temp) => {
    temp.library.change(ids, change)
  }
}

function noteStep(edit: { id: number; text: string; session: string }): Step {
  return (temp) => {
    const paper = temp.library.rows([edit.id])[0]
    if (paper === undefined) return
    const { revision } = temp.library.paper(edit.id).note
    temp.library.saveNote({
      paperId: edit.id,
      text: edit.text,
      baseRevision: revision,
      session: edit.session,
    })
  }
}

/** All that the reader can see. A note's revision is left out: it counts on, so that an open editor notices an undo. */
function seen(temp: TempLibrary) {
  const { library } = temp
  const lists = places.map((place) => library.list({ place, day: null, order: 'feed', tag: null }, 0).ids)
  const papers = library
    .list({ place: 'everything', day: null, order: 'feed', tag: null }, 0)
    .ids.map((id) => library.paper(id))
    .map(({ note, ...paper }: PaperDetail) => ({ ...paper, text: note.text, editedAt: note.editedAt }))
  return {
    lists,
    papers,
    counts: library.counts(),
    tags: library.tags(),
    twins: library.twins(100).map(({ one, other }) => [one.id, other.id]),
    day: library.dayFacts('2026-06-22'),
    searches: library.settings().searches,
  }
}

function start(): TempLibrary {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', 4), testNow)
  temp.library.storeList({ ...makeDay('2026-06-19', 3), isSample: true }, testNow)
  return temp
}

function run(temp: TempLibrary, steps: readonly Step[]): void {
  for (const step of steps) {
    temp.now += 1000
    step(temp)
  }
}

function expectSound(temp: TempLibrary): void {
  const { counts, lists } = seen(temp)
  const lengths = Object.fromEntries(places.map((place, index) => [place, lists[index]?.length]))
  expect({ ...lengths, sample: counts.sample }).toEqual({ ...counts, queue: lengths['queue'] })
  expect(temp.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(temp.query('PRAGMA foreign_key_check')).toEqual([])
}

test('undoing everything leads back to the start, and redoing it to the end, across restarts', () => {
  assert(
    property(
      array(step, { maxLength: 25 }),
      array(boolean(), { minLength: 8, maxLength: 8 }),
      (steps, reopens) => {
        const temp = start()
        const before = seen(temp)
        run(temp, steps)
        const after = seen(temp)
        expectSound(temp)

        let undone = 0
        while (temp.library.undo() !== null) {
          temp.now += 1000
          if (reopens[undone % reopens.length] === true) temp.reopen()
          undone += 1
        }
        expect(seen(temp)).toEqual(before)
        for (let step = 0; step < undone; step += 1) {
          expect(temp.library.redo()).not.toBeNull()
          if (reopens[step % reopens.length] === false) temp.reopen()
        }
        expect(seen(temp)).toEqual(after)
        expectSound(temp)
        temp.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('a sync in between takes nothing back and adds nothing to undo', () => {
  const sync: Step = (temp) => {
    const day = makeDay('2026-06-22', 6)
    temp.library.storeList({ ...day, papers: [...day.papers].reverse() }, temp.now)
    temp.library.storeList(makeDay('2026-06-19', 2), temp.now)
  }
  const nothing = {
    verdict: 'unread',
    isStarred: false,
    snoozedUntil: null,
    tags: [],
    noteLine: null,
  } as const
  /** What the reader decided, without what a sync may change. */
  const decisions = (temp: TempLibrary) =>
    [1, 2, 3, 4, 5, 6].flatMap((id) =>
      temp.library
        .rows([id])
        .map(({ verdict, isStarred, snoozedUntil, tags, noteLine, decidedAt, putOff }) => ({
          id,
          verdict,
          isStarred,
          snoozedUntil,
          tags,
          noteLine,
          decidedAt,
          putOff,
        })),
    )
  assert(
    property(array(step, { maxLength: 20 }), array(step, { maxLength: 5 }), (steps, more) => {
      const temp = start()
      run(temp, steps)
      const papers = new Set(decisions(temp).map((paper) => paper.id))
      const before = decisions(temp)
      run(temp, [sync])
      expect(decisions(temp).filter((paper) => papers.has(paper.id))).toEqual(before)
      run(temp, more)
      run(temp, [sync])
      expectSound(temp)
      while (temp.library.undo() !== null);
      expect(decisions(temp)).toEqual(
        decisions(temp).map(({ id }) => ({ ...nothing, id, decidedAt: null, putOff: 0 })),
      )
      expectSound(temp)
      temp.close()
    }),
    { numRuns: 40 },
  )
})
