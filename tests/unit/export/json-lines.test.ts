import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJsonLines, paperLines, readJsonLines } from '../../../electron/export/json-lines.ts'
import type { PaperRecord } from '../../../src/shared/library-records.ts'

const now = 1_782_000_000_000

const decided: PaperRecord = {
  arxivId: '2606.13677',
  origin: 'feed',
  title: { feed: 'A Title', original: 'A $T_i$tle' },
  abstract: { feed: 'An abstract.', original: null },
  knownAs: ['an older title'],
  alsoArxiv: ['2606.13678'],
  apart: [{ arxivId: null, title: 'Another title', addedAt: 1 }],
  authors: [{ name: 'Ada Lovelace', login: 'ada' }],
  authorCount: 1,
  organization: null,
  publishedOn: '2026-06-11',
  arxiv: { version: 2, categories: ['cs.LG'], comment: null, doi: null, journalRef: null, updatedOn: null },
  arxivAskedAt: 7,
  upvotes: 8,
  commentCount: null,
  aiSummary: null,
  keywords: ['robots'],
  githubRepo: null,
  githubStars: null,
  projectPage: null,
  thumbnail: null,
  media: [],
  submittedBy: null,
  withdrawnAt: null,
  addedAt: 1,
  verdict: 'later',
  decidedAt: 2,
  isStarred: true,
  starredAt: 3,
  snoozedUntil: '2026-07-01',
  putOff: 2,
  tags: ['robots', 'to cite'],
  note: {
    text: 'Line one\n# $x^2$ "quoted"\u2028',
    revision: 4,
    editedAt: 5,
    earlier: [{ revision: 1, text: 'Line', editedAt: 4 }],
  },
  listings: [{ list: 'day:2026-06-12', rank: 3, upvotes: 8, firstSeenAt: 1 }],
  upvoteHistory: [{ at: 1, upvotes: 8 }],
  history: [
    {
      id: 'e1',
      command: 'c1',
      kind: 'verdict',
      before: 'unread',
      after: 'later',
      beforeFact: null,
      afterFact: 2,
      at: 2,
      machine: 'm1',
      clock: '000000000000002-0000-m1',
    },
  ],
}

/** A line as Octavo wrote it before the journal was part of it. */
const firstVersion = JSON.stringify({
  octavo: 1,
  arxivId: '2606.00001',
  title: { feed: 'Old', original: null },
  abstract: { feed: null, original: null },
  commentCount: 0,
  isSample: false,
  verdict: 'read',
  decidedAt: 12,
  isStarred: true,
  tags: ['a'],
  note: { text: 'mine', editedAt: 9 },
  addedAt: 11,
  listings: [{ list: 'day:2026-06-12', rank: 3, upvotes: 8, firstSeenAt: 1 }],
  history: [{ at: 12, kind: 'verdict', before: 'unread', after: 'read' }],
})

describe('JSON lines', () => {
  it('hold everything, a paper a line, and give it back', () => {
    const text = paperLines([decided, { ...decided, arxivId: null, arxiv: null, arxivAskedAt: null }])
    expect(isJsonLines(text)).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    const lines: readonly unknown[] = text
      .trimEnd()
      .split('\n')
      .map((each): unknown => JSON.parse(each))
    expect(lines[0]).toEqual({ octavo: 2, ...decided })
    expect(lines).toHaveLength(2)
    expect(readJsonLines(text, now).papers[0]).toEqual(decided)
  })

  it('of the first version are still read, with all that they tell', () => {
    const { papers, refused } = readJsonLines(firstVersion, now)
    expect(refused).toEqual([])
    expect(papers).toMatchObject([
      {
        origin: 'import',
        commentCount: null,
        verdict: 'read',
        decidedAt: 12,
        starredAt: 12,
        addedAt: 11,
        tags: ['a'],
        note: { text: 'mine', revision: 1, editedAt: 9, earlier: [] },
        listings: [{ list: 'day:2026-06-12', rank: 3 }],
        history: [],
      },
    ])
  })

  it('come back whatever the texts are made of', () => {
    const word = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(word, word, (title, note) => {
        const record = {
          ...decided,
          title: { feed: `x${title}x`, original: null },
          note: { ...decided.note, text: note },
        }
        expect(readJsonLines(paperLines([record]), now).papers).toEqual([record])
      }),
    )
  })

  it('are read each alone: a bad one is refused and kept', () => {
    const lines = ['{"octavo":1}', 'nonsense', '{"octavo":3,"title":{"feed":"x"},"abstract":{}}', '', '[]']
    const read = readJsonLines([...lines, paperLines([decided])].join('\r\n'), now)
    expect(read.papers).toHaveLength(1)
    expect(read.refused.map(({ raw }) => raw.trim())).toEqual(lines.filter(Boolean))
    expect(isJsonLines('Daily Papers')).toBe(false)
  })

  it('leave out a list that could not be, and an event that is none', () => {
    const odd = {
      ...decided,
      listings: [...decided.listings, { list: 'day:soon', rank: 1, upvotes: null, firstSeenAt: 1 }],
      history: [...decided.history, { kind: 'verdict' }],
    }
    const text = `${JSON.stringify({ octavo: 2, ...odd })}\n`
    expect(readJsonLines(text, now).papers).toEqual([decided])
  })
})
