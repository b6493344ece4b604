import { expect, it } from 'vitest'
import { firstQuery } from '../../../src/shared/first-list.ts'

const latest = '2026-06-23'

it.each([
  ['nowhere yet: the newest day', null, { place: 'triage', day: latest, order: 'feed', tag: null }],
  [
    'a day: that day again',
    { place: 'triage', day: '2026-06-19', paperId: 4 },
    { place: 'triage', day: '2026-06-19', order: 'feed', tag: null },
  ],
  [
    'all unread papers, in the midst of them: all unread papers',
    { place: 'triage', day: null, paperId: 4 },
    { place: 'triage', day: null, order: 'feed', tag: null },
  ],
  [
    'another place, in an order chosen for it: the place, in that order',
    { place: 'starred', day: latest, paperId: null, orders: { starred: 'upvotes' } },
    { place: 'starred', day: null, order: 'upvotes', tag: null },
  ],
  [
    'another place: the place in its own order',
    { place: 'queue', day: null, paperId: 4 },
    { place: 'queue', day: null, order: 'feed', tag: null },
  ],
] as const)('opens where the reader was: %s', (_where, view, query) => {
  expect(firstQuery(view, latest)).toEqual(query)
})
