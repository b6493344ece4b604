import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  record,
  subarray,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import { places, verdicts } from '../../../src/shared/domain.ts'
import type { Change, PaperId } from '../../../src/shared/domain.ts'
import { makeDay, makeList, makePageEntry, only, tempLibrary, testNow } from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

const allIds = [1, 2, 3, 4]

function start(): TempLibrary {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', 4), testNow)
  return temp
}

/** All that the reader can see of what was decided; a note's revision counts on, so it is left out. */
function seen({ library }: TempLibrary) {
  const note = (id: PaperId) => {
    const { text, editedAt } = library.paper(id).note
    return { text, editedAt }
  }
  return {
    lists: places.map((place) => library.list({ place, day: null, order: 'feed', tag: null }, 0).ids),
    rows: library.rows(allIds),
    notes: allIds.map(note),
    tags: library.tags(),
    counts: library.counts(),
  }
}

type Given =
  | { readonly kind: 'change'; readonly ids: PaperId[]; readonly change: Change }
  | { readonly kind: 'note'; readonly ids: PaperId[]; readonly text: string }

const change = oneof(
  record({ field: constant('verdict' as const), value: constantFrom(...verdicts) }),
  record({ field: constant('star' as const), value: boolean() }),
  record({ field: constant('snooze' as const), value: constantFrom(null, '2026-06-20', '2026-07-01') }),
  record({ field: constant('tag' as const), name: constantFrom('rl', 'agents'), value: boolean() }),
)
const given = oneof(
  {
    weight: 5,
    arbitrary: record({ kind: constant('change' as const), ids: subarray(allIds, { minLength: 1 }), change }),
  },
  {
    weight: 1,
    arbitrary: record({
      kind: constant('note' as const),
      ids: constantFrom(...allIds).map((id) => [id]),
      text: constantFrom('', 'A', 'B\nC'),
    }),
  },
)

function give(temp: TempLibrary, command: Given, session: string): string | null {
  if (command.kind === 'change') return temp.library.change(command.ids, command.change)?.commandId ?? null
  const paperId = only(command.ids)
  const before = newest(temp)
  const { revision } = temp.library.paper(paperId).note
  temp.library.saveNote({ paperId, text: command.text, baseRevision: revision, session })
  const after = newest(temp)
  return after === before ? null : after
}

function newest(temp: TempLibrary): string | null {
  return temp.library.journal(null, 1).entries[0]?.commandId ?? null
}

/** What a command is about: field and paper, and for a tag its name. */
function things(command: Given): string[] {
  const field =
    command.kind === 'note'
      ? 'note'
      : command.change.field === 'tag'
        ? `tag ${command.change.name}`
        : command.change.field
  return command.ids.map((id) => `${field} ${id}`)
}

/** A snooze of a queued paper counts as putting it off, and a verdict wakes what is snoozed: each builds on the other. */
function buildsOn(later: Given, earlier: Given): boolean {
  const when = (thing: string): string => thing.replace('snooze', 'verdict')
  const about = new Set(things(earlier).map(when))
  return things(later).some((thing) => about.has(when(thing)))
}

describe('reverting one command', () => {
  test('on which nothing builds equals never having given it', () => {
    assert(
      property(array(given, { minLength: 1, maxLength: 12 }), nat(), (commands, choice) => {
        const at = choice % commands.length
        const chosen = commands[at]
        if (chosen === undefined) return
        const others = commands.map((command, index) => index < at || !buildsOn(command, chosen))
        const [with_, without] = [start(), start()]
        let id: string | null = null
        commands.forEach((command, index) => {
          with_.now += 1000
          without.now += 1000
          if (index === at) id = give(with_, command, `${index}`)
          else if (others[index] === true) {
            give(with_, command, `${index}`)
            give(without, command, `${index}`)
          }
        })
        if (id !== null) {
          const before = seen(with_)
          const { command, obstacle } = with_.library.revert(id)
          expect(obstacle).toBeNull()
          expect(command).toMatchObject({ kind: 'revert', value: id })
          const after = seen(with_)
          expect(after).toEqual(seen(without))
          with_.library.undo()
          expect(seen(with_)).toEqual(before)
          with_.library.redo()
          expect(seen(with_)).toEqual(after)
        }
        with_.close()
        without.close()
      }),
      { numRuns: 30 },
    )
  })

  test('is either done whole or refused with nothing changed', () => {
    assert(
      property(array(given, { minLength: 2, maxLength: 12 }), nat(), (commands, choice) => {
        const temp = start()
        const ids = commands.flatMap((command, index) => {
          temp.now += 1000
          return give(temp, command, `${index}`) ?? []
        })
        const id = ids[choice % Math.max(1, ids.length)]
        if (id !== undefined) {
          const before = seen(temp)
          const { command, obstacle } = temp.library.revert(id)
          expect(command === null).toBe(obstacle !== null)
          if (command !== null) temp.library.undo()
          expect(seen(temp)).toEqual(before)
        }
        temp.close()
      }),
      { numRuns: 20 },
    )
  })

  test('says which newer command builds on it', () => {
    const { library } = start()
    const first = library.change([1, 2], { field: 'verdict', value: 'later' })
    library.change([3], { field: 'verdict', value: 'later' })
    const second = library.change([2], { field: 'verdict', value: 'read' })
    const refused = library.revert(first?.commandId ?? '')
    expect(refused).toMatchObject({
      command: null,
      obstacle: { kind: 'newer', command: { commandId: second?.commandId, value: 'read' } },
    })
    expect(library.revert(second?.commandId ?? '').command).not.toBeNull()
    library.undo()
    library.undo()
    expect(library.revert(second?.commandId ?? '').obstacle).toEqual({ kind: 'undone' })
    expect(library.revert(first?.commandId ?? '').command).toMatchObject({ count: 2 })
    expect(library.rows([1, 2, 3]).map(({ verdict }) => verdict)).toEqual(['unread', 'unread', 'later'])
    expect(() => library.revert('never')).toThrow('there is no command')
  })

  test('takes an import away, unless a paper of it was decided on', () => {
    const temp = start()
    const { library } = temp
    library.importList(makeList('page:a', [makePageEntry({ title: 'Imported one' })]))
    const imported = newest(temp) ?? ''
    library.change([5], { field: 'star', value: true })
    expect(library.revert(imported).obstacle).toMatchObject({ kind: 'newer' })
    library.undo()
    expect(library.revert(imported).command).toMatchObject({ kind: 'revert' })
    expect(library.counts().everything).toBe(4)
    library.undo()
    expect(library.counts().everything).toBe(5)
  })

  test('is refused once a paper has become one with another', () => {
    const temp = start()
    const { library } = temp
    library.importList(makeList('page:a', [makePageEntry({ title: 'Twin' })]))
    const starred = library.change([5], { field: 'star', value: true })
    const day = makeDay('2026-06-22', 4)
    library.storeList(
      {
        ...day,
        papers: day.papers.map((paper, index) => (index === 0 ? { ...paper, title: 'Twin' } : paper)),
      },
      testNow,
    )
    expect(library.revert(starred?.commandId ?? '').obstacle).toEqual({ kind: 'merged' })
  })
})

describe('what was itself reverted', () => {
  const verdicts = (temp: TempLibrary, ...values: ('later' | 'read' | 'skipped')[]): string[] =>
    values.map((value) => temp.library.change([1], { field: 'verdict', value })?.commandId ?? '')

  test('does not stand in the way of what is older, nor does its revert', () => {
    const temp = start()
    const [first = '', second = '', third = ''] = verdicts(temp, 'later', 'read', 'skipped')
    for (const id of [third, second, first]) expect(temp.library.revert(id).obstacle).toBeNull()
    expect(temp.library.paper(1).verdict).toBe('unread')
  })

  test('does once more when its revert was reverted', () => {
    const temp = start()
    const [first = '', second = ''] = verdicts(temp, 'later', 'read')
    const back = temp.library.revert(second).command?.commandId ?? ''
    expect(temp.library.revert(back).obstacle).toBeNull()
    expect(temp.library.paper(1).verdict).toBe('read')
    expect(temp.library.revert(first).obstacle).toMatchObject({
      kind: 'newer',
      command: { commandId: second },
    })
  })

  test('is taken back no second time', () => {
    const temp = start()
    const [first = ''] = verdicts(temp, 'later')
    temp.library.revert(first)
    expect(temp.library.revert(first).obstacle).toMatchObject({ kind: 'newer', command: { kind: 'revert' } })
  })
})

describe('the journal', () => {
  test('is told newest first, in pages, with the day that papers share', () => {
    const temp = start()
    const { library } = temp
    library.storeList(makeDay('2026-06-19', 2), testNow)
    library.change([1, 2, 3], { field: 'verdict', value: 'skipped' })
    library.change([4, 5], { field: 'verdict', value: 'skipped' })
    const starred = library.change([1], { field: 'star', value: true })
    library.revert(starred?.commandId ?? '')
    const first = library.journal(null, 3)
    expect(first.entries).toMatchObject([
      { kind: 'revert', reverted: { kind: 'star', value: 'starred', count: 1 }, isUndone: false },
      { kind: 'star', day: null, title: 'Number 0 of 2026-06-22' },
      { kind: 'verdict', count: 2, day: null },
    ])
    const second = library.journal(first.next, 3)
    expect(second).toMatchObject({ entries: [{ kind: 'verdict', count: 3, day: '2026-06-22' }], next: null })
    library.undo()
    expect(library.journal(null, 1).entries).toMatchObject([{ kind: 'revert', isUndone: true }])
    library.change([1], { field: 'tag', name: 'rl', value: true })
    library.change([1], { field: 'tag', name: 'rl', value: false })
    expect(library.journal(null, 2).entries).toMatchObject([
      { kind: 'tag', isRemoval: true },
      { kind: 'tag', isRemoval: false },
    ])
    library.undo()
    library.change([2], { field: 'star', value: true })
    // What was undone and then overtaken does not stand and cannot come back.
    expect(library.journal(null, 3).entries).toMatchObject([
      { kind: 'star' },
      { kind: 'tag' },
      { kind: 'star' },
    ])
  })
})
