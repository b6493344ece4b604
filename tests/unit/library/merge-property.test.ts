import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { verdicts } from '../../../src/shared/domain.ts'
import type { PaperId, Verdict } from '../../../src/shared/domain.ts'
import {
  idsOf,
  makeList,
  makePageEntry,
  makePaper,
  tempLibrary,
  testNow,
} from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

/** What the reader did to a paper, under the id that it had then. */
interface Done {
  readonly id: PaperId
  readonly tag: string
  readonly words: string
  readonly verdict: Verdict | null
}

type Step = (temp: TempLibrary, done: Done[]) => void

const titles = constantFrom('Alpha beta', 'Gamma delta', 'Epsilon zeta')

const importStep = record({
  page: constantFrom('page:a', 'page:b'),
  title: titles,
  authorCount: integer({ min: 1, max: 2 }),
}).map(({ page, title, authorCount }): Step => (temp) => {
  temp.library.importList(makeList(page, [makePageEntry({ title, authorCount })]))
})

const syncStep = record({
  number: integer({ min: 1, max: 3 }),
  title: titles,
  authorCount: integer({ min: 1, max: 2 }),
}).map(({ number, title, authorCount }): Step => (temp) => {
  const paper = makePaper({ arxivId: `2606.0000${number}`, title, authorCount, authors: [] })
  temp.library.storeList(makeList('day:2026-06-22', [paper]), temp.now)
})

const decideStep = record({ pick: integer({ min: 0, max: 9 }), verdict: constantFrom(...verdicts) }).map(
  ({ pick, verdict }): Step =>
    (temp, done) => {
      const ids = idsOf(temp.library, 'everything')
      const id = ids[pick % Math.max(1, ids.length)]
      if (id === undefined) return
      const [tag, words] = [`tag ${temp.now}`, `words ${temp.now}`]
      const { note } = temp.library.paper(id)
      const text = `${note.text}${words}. `
      const isGiven = temp.library.change([id], { field: 'verdict', value: verdict }) !== null
      temp.library.change([id], { field: 'star', value: true })
      temp.library.change([id], { field: 'tag', name: tag, value: true })
      temp.library.saveNote({ paperId: id, text, baseRevision: note.revision, session: 's' })
      done.push({ id, tag, words, verdict: isGiven ? verdict : null })
    },
)

test('however papers turn out to be one, nothing that the reader did to either is lost', () => {
  const steps = array(oneof(importStep, syncStep, decideStep), { maxLength: 30 })
  assert(
    property(steps, (steps) => {
      const temp = tempLibrary()
      const done: Done[] = []
      for (const step of steps) {
        temp.now += 1000
        step(temp, done)
      }
      const last = new Map<PaperId, Verdict>()
      for (const { id, tag, words, verdict } of done) {
        const paper = temp.library.paper(id)
        expect(paper.tags).toContain(tag)
        expect(paper.note.text).toContain(words)
        expect(paper.isStarred).toBe(true)
        if (verdict !== null) last.set(paper.id, verdict)
      }
      for (const [id, verdict] of last) expect(temp.library.paper(id).verdict).toBe(verdict)
      const papers = temp.library.rows(idsOf(temp.library, 'everything'))
      const known = papers.flatMap((paper) => paper.arxivId ?? [])
      expect(new Set(known).size).toBe(known.length)
      expect(temp.library.counts().everything).toBe(papers.length)

      while (temp.library.undo() !== null);
      temp.reopen()
      while (temp.library.redo() !== null);
      expect(temp.library.counts().everything).toBe(idsOf(temp.library, 'everything').length)
      expect(temp.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
      expect(temp.query('PRAGMA foreign_key_check')).toEqual([])
      temp.close()
    }),
    { numRuns: 80 },
  )
})

test('a library’s clock may stand still: one instant for everything', () => {
  const temp = tempLibrary()
  temp.library.storeList(makeList('day:2026-06-22', [makePaper()]), testNow)
  for (const value of verdicts) temp.library.change([1], { field: 'verdict', value })
  while (temp.library.undo() !== null);
  expect(temp.library.paper(1).verdict).toBe('unread')
})
