import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../src/actions/feed.ts'
import { openWindow } from './open-window.tsx'

describe('files that are dropped or chosen', () => {
  it('says which cannot be read, and reads the others', async () => {
    const { app, bridge, settle } = await openWindow()
    const folder = new File([], 'papers')
    folder.text = () => Promise.reject(new DOMException('a folder', 'NotFoundError'))
    await act(() => importFiles(app, [folder, new File(['no page of the feed'], 'notes.txt')]))
    await settle()
    expect(bridge.calls.filter(({ method }) => method === 'import.text')).toMatchObject([
      { input: { name: 'notes.txt' } },
    ])
    await act(() => importFiles(app, [folder]))
    expect(document.body.textContent).toContain('“papers” could not be read. Nothing was changed.')
  })
})
