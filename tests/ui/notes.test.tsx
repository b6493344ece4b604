import { describe, expect, it, vi } from 'vitest'
import { moveLibrary } from '../../src/actions/storage.ts'
import type { FakeBridge } from '../../src/bridge/fake.ts'
import { makeDay, makePaper } from './make-paper.ts'
import { allByRole, byRole, openWindow, type Opened } from './open-window.tsx'

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The window with a note being written, "Mine", that somebody else has saved meanwhile as "Theirs". */
async function openOnConflict(): Promise<Opened> {
  const opened = await openWindow()
  await opened.press('i')
  await opened.type('Mine')
  await opened.bridge.call('notes.save', { paperId: 1, text: 'Theirs', baseRevision: 0, session: 'other' })
  await later(450)
  await opened.settle()
  return opened
}

/** A window of forty papers, each of which takes 200 ms to be fetched. */
async function openOnSlowPapers(): Promise<Opened> {
  const opened = await openWindow({ papers: makeDay(40) })
  const call = opened.bridge.call.bind(opened.bridge)
  vi.spyOn(opened.bridge, 'call').mockImplementation(async (method, input) => {
    if (method === 'papers.get') await later(200)
    return call(method, input)
  })
  return opened
}

describe('writing a note', () => {
  it('saves as one types, and says when', async () => {
    const { bridge, press, type, settle } = await openWindow()
    await press('i')
    await type('Table 3: $x^2$ falls off')
    expect(bridge.paper(1).note.revision).toBe(0)
    await later(450)
    await settle()
    expect(bridge.paper(1).note).toMatchObject({ text: 'Table 3: $x^2$ falls off', revision: 1 })
    expect(document.body.textContent).toContain('saved 09:41')
  })

  it('saves at once when it is left, and takes letters while it is open', async () => {
    const { bridge, press, type } = await openWindow()
    await press('i')
    await type('See also DataClaw')
    await press('e', 'l', 'Escape')
    expect(bridge.paper(1)).toMatchObject({ verdict: 'unread', note: { text: 'See also DataClaw' } })
    expect(allByRole('textbox')).toHaveLength(0)
    await press('e')
    expect(bridge.paper(1).verdict).toBe('skipped')
  })

  it('saves when another paper is opened', async () => {
    const { app, bridge, press, type, settle } = await openWindow()
    await press('i')
    await type('Half a thou')
    app.view.getState()
    byRole('option', /^EnterpriseClawBench/).dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(bridge.paper(1).note.text).toBe('Half a thou')
  })

  it('is one writing however often it is saved', async () => {
    const { bridge, press, type } = await openWindow()
    await press('i')
    await type('One')
    await later(450)
    await type('One two')
    await press('Escape')
    const sessions = bridge.calls
      .filter(({ method }) => method === 'notes.save')
      .map(({ input }) => input as { session: string; baseRevision: number })
    expect(sessions.map(({ baseRevision }) => baseRevision)).toEqual([0, 1])
    expect(new Set(sessions.map(({ session }) => session)).size).toBe(1)
  })

  it('opens for a paper that is still being fetched', async () => {
    const { bridge, press, settle } = await openOnSlowPapers()
    await press('End', 'i', 'e')
    await later(400)
    await settle()
    expect(allByRole('textbox', 'Note')).toHaveLength(1)
    // Typed too early for the field, the letter decides on nothing.
    expect(bridge.paper(40).verdict).toBe('unread')
  })

  it('does not open once it was left again, and keys decide as before', async () => {
    const { bridge, press, settle } = await openOnSlowPapers()
    await press('End', 'i', 'Escape', 'e')
    await later(400)
    await settle()
    expect(allByRole('textbox', 'Note')).toHaveLength(0)
    expect(bridge.paper(40).verdict).toBe('skipped')
  })

  it('is left by nobody who has gone to another paper: Escape is then what it is there', async () => {
    const { app, press, settle } = await openOnSlowPapers()
    await press('End', 'i')
    allByRole('option')[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    await press('x', 'Escape')
    expect(app.view.getState().selected.size).toBe(0)
  })

  it('goes on saving while an earlier save is still on its way', async () => {
    const { bridge, press, type, settle } = await openWindow()
    const call = bridge.call.bind(bridge)
    // A slow disk: the second save is asked for before the first is answered.
    vi.spyOn(bridge, 'call').mockImplementation(async (method, input) => {
      if (method === 'notes.save') await later(700)
      return call(method, input)
    })
    await press('i')
    await type('One')
    await later(450)
    await type('One two')
    await press('Escape')
    await later(1500)
    await settle()
    expect(bridge.paper(1).note).toMatchObject({ text: 'One two', revision: 2 })
    expect(allByRole('alert')).toHaveLength(0)
  })

  it('keeps both texts when somebody else saved meanwhile', async () => {
    const { bridge, press, settle } = await openOnConflict()
    expect(byRole('alert').textContent).toContain('Theirs')
    expect(bridge.paper(1).note.text).toBe('Theirs')
    byRole('button', 'Keep what is here').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(bridge.paper(1).note.text).toBe('Mine')
    await press('Escape', 'z')
    expect(bridge.paper(1).note.text).toBe('Theirs')
  })

  it('keeps the text that could not be saved', async () => {
    const { bridge, press, type, settle } = await openWindow()
    await press('i')
    await type('Worth keeping')
    bridge.failNext('notes.save', { code: 'disk-full', message: 'ENOSPC' })
    await later(450)
    await settle()
    expect(document.body.textContent).toContain('The disk is full.')
    await press('Escape')
    expect(bridge.paper(1).note.text).toBe('Worth keeping')
  })
})

describe('a text that could not be saved when its note was left', () => {
  /** A disk that is full until it is freed. */
  function fillDisk(bridge: FakeBridge): () => void {
    const call = bridge.call.bind(bridge)
    const full = { ok: false, error: { code: 'disk-full', message: 'ENOSPC' } } as const
    const spy = vi
      .spyOn(bridge, 'call')
      .mockImplementation((method, input) =>
        method === 'notes.save' ? Promise.resolve(full) : call(method, input),
      )
    return () => spy.mockRestore()
  }

  const inEditor = (): string => (byRole('textbox', 'Note') as HTMLTextAreaElement).value

  it('is there when the note is opened again, also after another one was', async () => {
    const { bridge, press, type } = await openWindow()
    const free = fillDisk(bridge)
    await press('i')
    await type('Worth keeping')
    await press('Escape', 'j', 'i')
    await type('Of the second')
    await press('Escape', 'k', 'i')
    expect(inEditor()).toBe('Worth keeping')
    await press('Escape', 'j', 'i')
    expect(inEditor()).toBe('Of the second')
    free()
    await press('Escape')
    expect([1, 2].map((id) => bridge.paper(id).note.text)).toEqual(['Worth keeping', 'Of the second'])
  })

  it('is saved with the next one that can be', async () => {
    const { bridge, press, type } = await openWindow()
    const free = fillDisk(bridge)
    await press('i')
    await type('Worth keeping')
    await press('Escape', 'j', 'i')
    free()
    await type('Of the second')
    await press('Escape')
    expect([1, 2].map((id) => bridge.paper(id).note.text)).toEqual(['Worth keeping', 'Of the second'])
  })

  it('goes along with a library that is moved to where there is room', async () => {
    const { app, bridge, press, type, settle } = await openWindow()
    const free = fillDisk(bridge)
    await press('i')
    await type('Worth keeping')
    await press('Escape')
    const arrival = bridge.holdNext('library.move')
    const moving = moveLibrary(app, '/media/larger')
    await settle()
    bridge.emit('library.replaced', { recovery: null })
    free()
    arrival()
    await moving
    await settle()
    expect(bridge.paper(1).note.text).toBe('Worth keeping')
  })

  it('says that it is too long, and stays', async () => {
    const { bridge, press, type, settle } = await openWindow()
    await press('i')
    await type('x'.repeat(1_000_003))
    await later(450)
    await settle()
    expect(document.body.textContent).toContain('too long by 3 characters')
    await press('Escape', 'j', 'k', 'i')
    expect(inEditor()).toHaveLength(1_000_003)
    await type('x'.repeat(1_000_000))
    await press('Escape')
    expect(bridge.paper(1).note.text).toHaveLength(1_000_000)
  })

  it('waits with both texts where somebody else had saved, while another note is written', async () => {
    const { bridge, press, type, settle } = await openOnConflict()
    byRole('option', /^EnterpriseClawBench/).dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    await press('i')
    await type('Of the second')
    await press('Escape', 'k', 'i')
    expect(byRole('alert').textContent).toContain('Theirs')
    expect(inEditor()).toBe('Mine')
    expect(bridge.paper(2).note.text).toBe('Of the second')
  })
})

describe('a note as it reads', () => {
  const noted = (text: string): ReturnType<typeof makePaper> =>
    makePaper(1, { note: { text, revision: 1, editedAt: 1 }, noteLine: text })

  it('renders mathematics, with what looks like emphasis inside it', async () => {
    await openWindow({ papers: [noted('Is $x_1*y*z_1$ *really* bounded?')] })
    const note = byRole('group', 'Note, as it reads')
    expect(note.querySelectorAll('.katex')).toHaveLength(1)
    expect(note.querySelector('em')?.textContent).toBe('really')
    expect(note.querySelector('annotation')?.textContent).toBe('x_1*y*z_1')
  })

  it('leaves markup, scripts and formulas in code as text', async () => {
    await openWindow({
      papers: [noted('<img src=x onerror=alert(1)> `$HOME` [a](javascript:alert(1)) ![b](https://c/d.png)')],
    })
    const note = byRole('group', 'Note, as it reads')
    expect(note.querySelectorAll('img, script, a[href^="javascript"]')).toHaveLength(0)
    expect(note.querySelector('code')?.textContent).toBe('$HOME')
    expect(note.textContent).toContain('<img src=x onerror=alert(1)>')
  })
})

describe('a note in a list', () => {
  it('shows the words of its first line, not their marks', async () => {
    const note = '## Ask **why** [Table 3](https://example.org) says `0.9` for $x_1$'
    await openWindow({ papers: [makePaper(1, { noteLine: note })] })
    const row = byRole('option').textContent
    expect(row).toContain('Ask why Table 3 says 0.9 for')
    expect(row).not.toMatch(/##|\*\*|\]\(|`/)
  })
})
