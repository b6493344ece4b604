/** What somebody hears who does not see the window. */
import { describe, expect, it } from 'vitest'
import { makePaper } from './make-paper.ts'
import { byRole, openWindow } from './open-window.tsx'

const said = (): string => byRole('log').textContent
const click = (element: Element): boolean => element.dispatchEvent(new MouseEvent('click', { bubbles: true }))

describe('where one is', () => {
  it('is said on coming to another place or day, and stands in the title of the window', async () => {
    const papers = [makePaper(1, { tags: ['agents'] }), makePaper(2)]
    const { press, settle } = await openWindow({ papers })
    expect(said()).toBe('')
    expect(document.title).toBe('Tuesday 23 June · Octavo')
    await press('g', 'a')
    expect(said()).toBe('Everything')
    await press('[')
    expect(said()).toBe('Everything')
    await press('g', 'i')
    expect(said()).toBe('Stats')
    expect(document.title).toBe('Stats · Octavo')
    click(byRole('button', 'Tag agents, 1'))
    await settle()
    expect(said()).toBe('#agents')
  })

  it('is the paper at full width, its formulas as they look', async () => {
    const { press } = await openWindow({
      papers: [makePaper(1, { title: { original: 'M$^3$Eval: Memory', feed: 'M^3Eval: Memory' } })],
    })
    await press('Enter')
    expect(document.title).toBe('M³Eval: Memory · Octavo')
    await press('Escape')
    expect(document.title).toBe('Tuesday 23 June · Octavo')
  })

  it('is why there is nothing, where there is nothing', async () => {
    const { press } = await openWindow()
    await press('g', 'l')
    const empty = document.activeElement
    expect(empty?.textContent).toContain('The queue is empty')
    expect(empty?.textContent).toContain('Papers you mark Later with')
    // The key is a word of the sentence, and not only a picture of a key.
    const words = empty?.cloneNode(true)
    if (words instanceof Element)
      for (const hidden of words.querySelectorAll('[aria-hidden]')) hidden.remove()
    expect(words?.textContent).toContain('mark Later with l wait here')
  })
})

describe('a row', () => {
  it('says after its name all that it shows', async () => {
    await openWindow({
      papers: [
        makePaper(1, {
          firstAuthor: 'Ada Example',
          authorCount: 3,
          organization: 'KAIST AI',
          upvotes: 53,
          putOff: 4,
          noteLine: 'Table 3 first.',
          tags: ['agents', 'to compare'],
        }),
      ],
    })
    expect(byRole('option').getAttribute('aria-description')).toBe(
      'Ada Example and 2 more, KAIST AI, 53 upvotes, put off 4 times, with a note, #agents, #to compare',
    )
  })
})

describe('what a key does', () => {
  it('is done by a press on its name, too', async () => {
    const { bridge, press, settle } = await openWindow()
    click(byRole('button', 'source'))
    await settle()
    expect(document.body.textContent).toContain('As the feed has it')
    click(byRole('button', 'rendered'))
    await settle()
    expect(document.body.textContent).not.toContain('As the feed has it')
    await press('e')
    expect(bridge.paper(1).verdict).toBe('skipped')
    click(byRole('button', 'undo'))
    await settle()
    expect(bridge.paper(1).verdict).toBe('unread')
  })
})
