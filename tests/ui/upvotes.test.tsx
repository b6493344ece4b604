import { describe, expect, it } from 'vitest'
import { makePaper } from './make-paper.ts'
import { byRole, openWindow } from './open-window.tsx'

describe('the upvotes of a paper', () => {
  const at = (text: string): number => Date.parse(text)
  const early = { at: at('2026-06-20T09:00:00'), upvotes: 12 }
  const high = { at: at('2026-06-22T10:00:00'), upvotes: 60 }
  const history = (): string => byRole('region', 'History of this paper').textContent

  it('are told as they went: risen, fallen, or both', async () => {
    const last = { at: at('2026-06-23T09:00:00'), upvotes: 53 }
    await openWindow({ papers: [makePaper(1, { upvoteHistory: [early, high, last] })] })
    expect(history()).toContain('Upvotes risen by 41')
    expect(history()).toContain('12 (Saturday 09:00), 60 (yesterday, 10:00), 53 (09:00)')
  })

  it('are told to have fallen where they have', async () => {
    await openWindow({ papers: [makePaper(1, { upvoteHistory: [{ ...early, upvotes: 70 }, high] })] })
    expect(history()).toContain('Upvotes fallen by 10')
  })

  it('are not told to have moved after one look', async () => {
    await openWindow({ papers: [makePaper(1, { upvoteHistory: [early] })] })
    expect(history()).not.toMatch(/risen|fallen/)
  })
})
