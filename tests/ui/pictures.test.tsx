import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { go } from '../../src/actions/navigate.ts'
import { nothingKept } from '../../src/shared/kept.ts'
import type { PagePictures } from '../../src/shared/pictures.ts'
import { makePaper } from './make-paper.ts'
import { byRole, openWindow } from './open-window.tsx'

const paper = makePaper(1, { thumbnail: 'https://cdn-thumbnails.huggingface.co/x.png' })
const still = { address: '/kept/pictures/2606.10001/thumbnail.jpg', width: 1000, height: 540 }
const none: PagePictures = { still: null, rest: 'none', motion: null }

/** A window on a paper whose pictures a test can change. */
async function openOn(pictures: PagePictures, offline = false) {
  const now = { pictures }
  const window = await openWindow({
    papers: [paper, makePaper(2)],
    pictures: () => now.pictures,
  })
  const { sync } = window.app.library.getState()
  if (offline) await act(async () => window.bridge.emit('sync.status', { ...sync, offlineSince: 1 }))
  return {
    window,
    become: (next: PagePictures) => {
      now.pictures = next
      return act(async () => window.bridge.emit('pictures.changed', { arxivIds: [paper.arxivId ?? ''] }))
    },
  }
}

const click = (name: string): Promise<void> =>
  act(async () => (byRole('button', name) as HTMLElement).click())
const figure = (): HTMLElement | null => document.querySelector('figure')
const text = (): string => document.querySelector('section[aria-label="Paper"]')?.textContent ?? ''
const asked = ({ bridge }: Awaited<ReturnType<typeof openWindow>>) =>
  bridge.calls.filter(({ method }) => method === 'pictures.ask')

describe('the picture of a paper', () => {
  it('stands below the abstract from the program itself, with its size known beforehand', async () => {
    await openOn({ ...none, still })
    const picture = figure()?.querySelector('img')
    expect(picture?.getAttribute('src')).toBe(still.address)
    expect([picture?.getAttribute('width'), picture?.getAttribute('height')]).toEqual(['1000', '540'])
    expect(document.querySelectorAll('[role=option] img')).toHaveLength(0)
  })

  it('is a box with a sentence until it has arrived', async () => {
    const { become } = await openOn({ ...none, rest: 'coming' })
    expect(figure()?.textContent).toBe('The picture is being fetched.')
    await become({ ...none, still })
    expect(figure()?.querySelector('img')).not.toBeNull()
  })

  it('is a line where it is not kept, and comes when asked for', async () => {
    const { window, become } = await openOn({ ...none, rest: 'askable' })
    expect(figure()).toBeNull()
    expect(text()).toContain('The picture is not kept.')
    await click('Fetch it')
    expect(asked(window)).toMatchObject([{ input: { id: 1 } }])
    await become({ ...none, still })
    expect(figure()?.querySelector('img')).not.toBeNull()
  })

  it('is not in the way where there is none', async () => {
    await openOn(none)
    expect(figure()).toBeNull()
    expect(text()).not.toContain('picture')
    expect(text()).toContain('History')
  })
})

describe('a video', () => {
  const motion = { kind: 'video', address: '/kept/pictures/2606.10001/motion.mp4', bytes: 900_000 } as const

  it('plays only when asked', async () => {
    await openOn({ ...none, still, motion })
    expect(document.querySelector('video')).toBeNull()
    await click('Play the video')
    expect(document.querySelector('video')?.getAttribute('src')).toBe(motion.address)
  })

  it('that is not here says what it costs, is fetched, and then plays', async () => {
    const away = { ...motion, address: null, bytes: 9_400_000 }
    const { window, become } = await openOn({ still, rest: 'askable', motion: away })
    await click('Play the video, 9.4 MB to fetch')
    expect(asked(window)).toHaveLength(1)
    expect(text()).toContain('It plays when it is here.')
    await become({ ...none, still, motion })
    expect(document.querySelector('video')).not.toBeNull()
  })

  it('that is not here says so without a network', async () => {
    await openOn({ still, rest: 'askable', motion: { ...motion, address: null } }, true)
    expect(text()).toContain('The video is not kept and there is no network.')
  })
})

it('all pictures are removed only when that is asked twice, and how they come back is told', async () => {
  const { app, bridge, settle } = await openWindow()
  const pictures = { bytes: 5_000_000, papers: 42, dropped: 0 }
  await act(async () => app.kept.setState({ usage: { ...nothingKept, pictures } }))
  await act(async () => go(app, 'settings', { section: 'Offline' }))
  const press = async (name: string): Promise<void> => {
    const button = byRole('button', name)
    if (button instanceof HTMLElement) await act(async () => button.click())
    await settle()
  }
  await press('Remove all pictures')
  expect(bridge.calls.filter(({ method }) => method === 'pictures.remove')).toEqual([])
  await press('Remove the pictures of 42 papers')
  expect(bridge.calls.filter(({ method }) => method === 'pictures.remove')).toHaveLength(1)
  expect(document.body.textContent).toContain('They come again from the page of each paper.')
})
