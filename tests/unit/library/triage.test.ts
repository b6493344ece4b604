import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/shared/domain.ts'
import { idsOf, makeDay, tempLibrary, testNow } from '../../support/temp-library.ts'

function withDay(count = 5) {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', count), testNow)
  return temp
}

describe('a verdict', () => {
  test('moves a paper from place to place and is told in words', () => {
    const { library } = withDay()
    const command = library.change([2], { field: 'verdict', value: 'later' })
    expect(command).toMatchObject({
      kind: 'verdict',
      value: 'later',
      count: 1,
      title: 'Number 1 of 2026-06-22',
      paperIds: [2],
      at: testNow,
    })
    expect(idsOf(library, 'triage', '2026-06-22')).toEqual([1, 3, 4, 5])
    expect(idsOf(library, 'queue')).toEqual([2])
    expect(library.counts()).toMatchObject({ triage: 4, queue: 1, everything: 5 })
    expect(library.paper(2)).toMatchObject({ verdict: 'later', decidedAt: testNow })
  })

  test('that a paper has already is no command', () => {
    const temp = withDay()
    const { library } = temp
    expect(library.change([1, 2], { field: 'verdict', value: 'unread' })).toBeNull()
    expect(library.change([77], { field: 'verdict', value: 'read' })).toBeNull()
    expect(library.change([1], { field: 'snooze', value: null })).toBeNull()
    expect(library.change([1], { field: 'tag', name: 'none', value: false })).toBeNull()
    expect(temp.query('SELECT * FROM commands')).toEqual([])
    expect(library.undo()).toBeNull()
  })

  test('of many papers leaves those alone that have it, and counts the others', () => {
    const { library } = withDay()
    library.change([3], { field: 'verdict', value: 'skipped' })
    const command = library.change([1, 2, 3, 3, 1], { field: 'verdict', value: 'skipped' })
    expect(command).toMatchObject({ count: 2, title: null, paperIds: [1, 2] })
    library.undo()
    expect(idsOf(library, 'skipped')).toEqual([3])
  })
})

describe('undo and redo', () => {
  test('go as deep as the journal, across restarts', () => {
    const temp = withDay()
    const verdicts: Verdict[] = ['later', 'read', 'skipped', 'unread', 'later']
    verdicts.forEach((value, index) => {
      temp.now = testNow + index
      temp.library.change([1], { field: 'verdict', value })
    })
    const seen: unknown[] = []
    for (;;) {
      temp.reopen()
      const { verdict, decidedAt } = temp.library.paper(1)
      seen.push([verdict, decidedAt])
      if (temp.library.undo() === null) break
    }
    expect(seen).toEqual([
      ['later', testNow + 4],
      ['unread', testNow + 3],
      ['skipped', testNow + 2],
      ['read', testNow + 1],
      ['later', testNow],
      ['unread', null],
    ])
    expect(temp.library.redo()).toMatchObject({ value: 'later' })
    temp.reopen()
    expect(temp.library.redo()).toMatchObject({ value: 'read' })
    expect(temp.library.paper(1)).toMatchObject({ verdict: 'read', decidedAt: testNow + 1 })
  })

  test('a new command drops what could be redone', () => {
    const { library } = withDay()
    library.change([1], { field: 'verdict', value: 'later' })
    library.undo()
    library.change([2], { field: 'verdict', value: 'read' })
    expect(library.redo()).toBeNull()
    expect(library.undo()).toMatchObject({ paperIds: [2] })
    expect(library.undo()).toBeNull()
  })

  test('5,000 skipped papers come back in one step', () => {
    const { library } = withDay(5000)
    const ids = idsOf(library, 'triage')
    expect(library.change(ids, { field: 'verdict', value: 'skipped' })).toMatchObject({ count: 5000 })
    expect(library.counts()).toMatchObject({ triage: 0, skipped: 5000 })
    const undone = library.undo()
    expect(undone).toMatchObject({ count: 5000 })
    expect(undone?.paperIds).toHaveLength(500)
    expect(library.counts()).toMatchObject({ triage: 5000, skipped: 0 })
    expect(idsOf(library, 'triage')).toEqual(ids)
    expect(library.redo()).toMatchObject({ count: 5000 })
    expect(library.counts()).toMatchObject({ triage: 0, skipped: 5000 })
  })

  test('the journal only grows, and every entry can be told from every other machine’s', () => {
    const temp = withDay()
    temp.library.change([1], { field: 'star', value: true })
    temp.library.undo()
    temp.library.redo()
    const events = temp.query(
      'SELECT id, command_id, effect, kind, before, after, machine_id, hlc FROM triage_events',
    )
    expect(events).toMatchObject([
      { effect: 'do', kind: 'star', before: 'unstarred', after: 'starred' },
      { effect: 'undo', before: 'starred', after: 'unstarred' },
      { effect: 'redo', before: 'unstarred', after: 'starred' },
    ])
    const machines = temp.query(`SELECT value AS id FROM meta WHERE key = 'machine_id'`)
    expect(temp.query('SELECT DISTINCT machine_id AS id FROM triage_events')).toEqual(machines)
    expect(temp.query('SELECT DISTINCT id, command_id FROM triage_events')).toHaveLength(3)
  })

  test('the journal’s clock goes on when the machine’s steps back, across restarts too', () => {
    const temp = withDay()
    const steps = [0, 0, -5000, -5000, 1, -9_000_000]
    for (const [index, step] of steps.entries()) {
      temp.now = testNow + step
      temp.library.change([1], { field: 'star', value: index % 2 === 0 })
      temp.reopen()
    }
    const clocks = temp.query('SELECT hlc FROM triage_events ORDER BY number')
    expect(clocks).toHaveLength(steps.length)
    expect(temp.query('SELECT hlc FROM triage_events ORDER BY hlc')).toEqual(clocks)
    expect(temp.query('SELECT DISTINCT hlc FROM triage_events')).toHaveLength(steps.length)
  })
})

describe('star, tag and snooze', () => {
  test('a star is independent of the verdict', () => {
    const temp = withDay()
    temp.library.change([1, 2], { field: 'star', value: true })
    temp.now += 1
    temp.library.change([3], { field: 'star', value: true })
    temp.library.change([1], { field: 'verdict', value: 'skipped' })
    expect(idsOf(temp.library, 'starred')).toEqual([3, 2, 1])
    expect(temp.library.change([1], { field: 'star', value: false })).toMatchObject({ value: 'unstarred' })
    expect(temp.library.counts()).toMatchObject({ starred: 2, skipped: 1 })
  })

  test('a tag has one spelling and narrows every list', () => {
    const { library } = withDay()
    library.change([1, 2], { field: 'tag', name: 'Agents', value: true })
    expect(library.change([2, 3], { field: 'tag', name: 'agents', value: true })).toMatchObject({
      count: 1,
      value: 'agents',
    })
    expect(library.tags()).toEqual([{ name: 'Agents', count: 3 }])
    expect(library.paper(3).tags).toEqual(['Agents'])
    const tagged = { place: 'everything', day: null, order: 'feed', tag: 'AGENTS' } as const
    expect(library.list(tagged, 0).ids).toEqual([1, 2, 3])
    expect(library.list({ ...tagged, place: 'queue' }, 0).ids).toEqual([])
    library.undo()
    library.undo()
    expect(library.tags()).toEqual([])
  })

  test('a snoozed paper leaves Triage until its day, in the machine’s own calendar', () => {
    const temp = withDay(2)
    temp.library.change([1], { field: 'snooze', value: '2026-06-25' })
    expect(idsOf(temp.library, 'triage')).toEqual([2])
    expect(temp.library.counts()).toMatchObject({ triage: 1, everything: 2 })
    expect(temp.library.paper(1)).toMatchObject({ snoozedUntil: '2026-06-25', putOff: 0 })
    temp.now += 2 * 86_400_000
    expect(idsOf(temp.library, 'triage')).toEqual([1, 2])
    expect(temp.library.counts().triage).toBe(2)
  })

  test('a verdict wakes what is snoozed, in one step of undo', () => {
    const temp = withDay(2)
    temp.library.change([1, 2], { field: 'verdict', value: 'later' })
    temp.library.change([1, 2], { field: 'snooze', value: '2026-07-01' })
    expect(temp.library.change([1], { field: 'verdict', value: 'read' })).toMatchObject({ count: 1 })
    expect(temp.library.paper(1)).toMatchObject({ verdict: 'read', snoozedUntil: null, putOff: 1 })
    temp.library.undo()
    expect(temp.library.paper(1)).toMatchObject({ verdict: 'later', snoozedUntil: '2026-07-01', putOff: 1 })
    temp.library.redo()
    expect(temp.library.change([1], { field: 'verdict', value: 'unread' })).toMatchObject({ count: 1 })
    expect(idsOf(temp.library, 'triage')).toEqual([1])

    // The verdict that it has already, too: Later on what sleeps in the queue means now.
    expect(temp.library.change([2], { field: 'verdict', value: 'later' })).toMatchObject({ value: 'later' })
    expect(temp.library.counts().queue).toBe(1)
    temp.library.undo()
    expect(temp.library.counts().queue).toBe(0)
    temp.now += 30 * 86_400_000
    expect(temp.library.change([2], { field: 'verdict', value: 'later' })).toBeNull()
  })

  test('what is snoozed in the queue stands at its end and counts how often', () => {
    const temp = withDay(3)
    for (const id of [2, 1, 3]) {
      temp.library.change([id], { field: 'verdict', value: 'later' })
      temp.now += 1
    }
    temp.library.change([2], { field: 'snooze', value: '2026-07-01' })
    temp.library.change([2], { field: 'snooze', value: '2026-07-08' })
    expect(idsOf(temp.library, 'queue')).toEqual([1, 3, 2])
    expect(temp.library.counts().queue).toBe(2)
    expect(temp.library.paper(2).putOff).toBe(2)
    temp.library.undo()
    expect(temp.library.paper(2)).toMatchObject({ putOff: 1, snoozedUntil: '2026-07-01' })
  })
})

test('the history of a paper tells what stands, newest first', () => {
  const temp = withDay()
  temp.library.change([1], { field: 'verdict', value: 'later' })
  temp.now += 1
  temp.library.change([1], { field: 'tag', name: 'rl', value: true })
  temp.now += 1
  temp.library.saveNote({ paperId: 1, text: 'One', baseRevision: 0, session: 'a' })
  temp.library.saveNote({ paperId: 1, text: 'One and two', baseRevision: 1, session: 'a' })
  temp.library.change([1], { field: 'verdict', value: 'read' })
  temp.library.undo()
  expect(temp.library.paper(1).history).toEqual([
    { kind: 'note', before: null, after: 'One and two', at: testNow + 2 },
    { kind: 'tag', before: null, after: 'rl', at: testNow + 1 },
    { kind: 'verdict', before: 'unread', after: 'later', at: testNow },
  ])
})

test('an id that is not there is not found', () => {
  const { library } = withDay()
  expect(() => library.paper(99)).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(library.rows([99, 2, 1]).map((row) => row.id)).toEqual([2, 1])
})
