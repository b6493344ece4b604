import { expect, test } from 'vitest'
import { idsOf, makeDay, tempLibrary, testNow } from '../../support/temp-library.ts'

function withPapers() {
  const temp = tempLibrary()
  temp.library.storeList(makeDay('2026-06-22', 3), testNow)
  const save = (paperId: number, text: string, session = 'a') => {
    temp.now += 1
    const { revision } = temp.library.paper(paperId).note
    return temp.library.saveNote({ paperId, text, baseRevision: revision, session })
  }
  return { temp, save }
}

test('a note is saved with its revision, and its first line is in the row', () => {
  const { temp, save } = withPapers()
  expect(temp.library.paper(1).note).toEqual({ text: '', revision: 0, editedAt: null })
  expect(save(1, '\n  First $x^2$ \nsecond')).toEqual({
    text: '\n  First $x^2$ \nsecond',
    revision: 1,
    editedAt: testNow + 1,
  })
  save(3, 'Third')
  expect(temp.library.rows([1])[0]?.noteLine).toBe('First $x^2$')
  expect(idsOf(temp.library, 'notes')).toEqual([3, 1])
  expect(temp.library.counts().notes).toBe(2)
  save(3, '   ')
  expect(idsOf(temp.library, 'notes')).toEqual([1])
  expect(temp.library.counts().notes).toBe(1)
})

test('a save based on an old revision is a conflict and changes nothing', () => {
  const { temp, save } = withPapers()
  save(1, 'One')
  save(1, 'Two')
  const stale = { paperId: 1, text: 'Lost?', baseRevision: 1, session: 'b' }
  expect(() => temp.library.saveNote(stale)).toThrow(
    expect.objectContaining({ code: 'conflict', detail: { revision: 2, baseRevision: 1 } }),
  )
  expect(temp.library.paper(1).note).toMatchObject({ text: 'Two', revision: 2 })
  expect(() => temp.library.saveNote({ ...stale, paperId: 99 })).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  )
})

test('the same text again is no revision', () => {
  const { temp, save } = withPapers()
  save(1, 'One')
  expect(save(1, 'One').revision).toBe(1)
  expect(temp.query('SELECT * FROM note_revisions')).toHaveLength(1)
})

test('the saves of one writing are one step of undo; every text is kept', () => {
  const { temp, save } = withPapers()
  save(1, 'A')
  save(1, 'A B')
  save(1, 'A B C')
  expect(temp.library.undo()).toMatchObject({ kind: 'note', count: 1, paperIds: [1] })
  expect(temp.library.paper(1).note).toEqual({ text: '', revision: 4, editedAt: null })
  expect(temp.library.counts().notes).toBe(0)
  expect(temp.library.redo()).toMatchObject({ kind: 'note' })
  expect(temp.library.paper(1).note).toEqual({ text: 'A B C', revision: 5, editedAt: testNow + 3 })
  expect(temp.query('SELECT text FROM note_revisions ORDER BY revision')).toEqual(
    ['A', 'A B', 'A B C', '', 'A B C'].map((text) => ({ text })),
  )
})

test('a writing is a step of its own after another command, on another paper, and when it was undone', () => {
  const { temp, save } = withPapers()
  save(1, 'A')
  temp.library.change([2], { field: 'verdict', value: 'read' })
  save(1, 'A B')
  save(2, 'Other')
  temp.library.undo()
  save(2, 'Another')
  const kinds: unknown[] = []
  for (;;) {
    const command = temp.library.undo()
    if (command === null) break
    kinds.push([command.kind, command.paperIds[0], temp.library.paper(1).note.text])
  }
  expect(kinds).toEqual([
    ['note', 2, 'A B'],
    ['note', 1, 'A'],
    ['verdict', 2, 'A'],
    ['note', 1, ''],
  ])
})

test('a writing that comes back to where it began is no step of undo', () => {
  const { temp, save } = withPapers()
  temp.library.change([2], { field: 'verdict', value: 'read' })
  save(1, 'A')
  expect(save(1, '')).toMatchObject({ text: '', editedAt: null })
  expect(temp.library.paper(1).note).toMatchObject({ revision: 2, editedAt: null })
  expect(temp.library.undo()).toMatchObject({ kind: 'verdict' })
  expect(temp.library.undo()).toBeNull()
})
