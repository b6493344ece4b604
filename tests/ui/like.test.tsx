import { describe, expect, it } from 'vitest'
import { allByRole, byRole, openWindow } from './open-window.tsx'

describe('the papers like one', () => {
  it('are told with its title, and saved under it', async () => {
    const { app, bridge, press, settle } = await openWindow()
    const { arxivId, title } = bridge.paper(1)
    await press('f')
    await settle()
    expect(app.search.getState().text).toBe(`like:${arxivId}`)
    expect(document.body.textContent).toContain(`Like “${title.feed}”`)
    await press('Ctrl+s')
    expect(app.library.getState().settings.searches).toEqual([
      { text: `like:${arxivId}`, name: `Like ${title.feed}` },
    ])
  })

  it('are told with it where the id was typed, and without where it is none of here', async () => {
    const { bridge, press, type, settle } = await openWindow()
    const { arxivId, title } = bridge.paper(2)
    await press('/')
    await type(`like:${arxivId}`)
    await settle()
    expect(document.body.textContent).toContain(`Like “${title.feed}”`)
    await type('like:2101.00001')
    await settle()
    expect(document.body.textContent).not.toContain('Like “')
    expect(allByRole('heading', 'Search')).toHaveLength(1)
  })

  it('of one without an id are asked for by its title', async () => {
    const { app, press, bridge } = await openWindow()
    bridge.add({
      ...bridge.paper(1),
      arxivId: null,
      title: { feed: 'Said of “worlds” "in" quotes', original: null },
    })
    app.library.setState({ rows: new Map(), details: new Map() })
    bridge.emit('papers.changed', { days: [], counts: app.library.getState().counts })
    await press('g', 'a')
    await press('f')
    expect(app.search.getState().text).toBe('like:"Said of “worlds”  in  quotes"')
    expect(byRole('heading', 'Search')).toBeTruthy()
  })
})
