import { describe, expect, it } from 'vitest'
import type { DuePicture } from '../../../electron/library/pictures.ts'
import type { Picture } from '../../../src/shared/pictures.ts'
import { makeList, makePaper, tempLibrary, testNow, type TempLibrary } from '../../support/temp-library.ts'

const cdn = 'https://cdn-uploads.huggingface.co/production/uploads/1'

function withPapers(media: readonly (readonly string[])[], day = '2026-06-22'): TempLibrary {
  const temp = tempLibrary()
  temp.library.storeList(
    makeList(
      `day:${day}`,
      media.map((list, index) =>
        makePaper({ arxivId: idOf(index), thumbnail: thumbnailOf(index), media: list }),
      ),
    ),
    testNow,
  )
  return temp
}

const idOf = (index: number): string => `2606.0000${index + 1}`
const thumbnailOf = (index: number): string =>
  `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${idOf(index)}.png`

/** Fetches all that is wanted, as so many bytes each. */
function fetchAll({ library }: TempLibrary, bytes = 100): DuePicture[] {
  const fetched: DuePicture[] = []
  while (true) {
    const due = library.nextPicture(testNow, 'all')
    if (due === null) return fetched
    fetched.push(due)
    library.savePicture(kept(due, bytes), testNow)
  }
}

function kept({ isAsked: _asked, isDear: _dear, ...picture }: DuePicture, bytes: number): Picture {
  return { ...picture, state: 'kept', file: `${picture.kind}.jpg`, width: 8, height: 4, bytes, sha256: 'x' }
}

describe('the books of pictures', () => {
  it('want the thumbnail and the first medium of listed papers, in the order of the list, each once', () => {
    const temp = withPapers([[], [`${cdn}/a.png`, `${cdn}/b.png`], [`${cdn}/c.mp4`], [`${cdn}/d.gif`]])
    expect(temp.library.wantPictures(10)).toBe(4)
    expect(fetchAll(temp).map(({ arxivId, kind, source }) => [arxivId, kind, source])).toEqual([
      [idOf(0), 'thumbnail', thumbnailOf(0)],
      [idOf(1), 'thumbnail', thumbnailOf(1)],
      [idOf(1), 'medium', `${cdn}/a.png`],
      [idOf(2), 'thumbnail', thumbnailOf(2)],
      [idOf(2), 'motion', `${cdn}/c.mp4`],
      [idOf(3), 'thumbnail', thumbnailOf(3)],
      [idOf(3), 'medium', `${cdn}/d.gif`],
      [idOf(3), 'motion', `${cdn}/d.gif`],
    ])
    expect(temp.library.wantPictures(10)).toBe(0)
    expect(temp.library.pictureUsage()).toEqual({ bytes: 800, papers: 4, dropped: 0, firm: 0 })
  })

  it('take the newest lists first, a few papers at a time', () => {
    const temp = withPapers([[]], '2026-06-19')
    temp.library.storeList(
      makeList('day:2026-06-22', [makePaper({ arxivId: '2606.00009', thumbnail: thumbnailOf(8) })]),
      testNow,
    )
    expect(temp.library.wantPictures(1)).toBe(1)
    expect(temp.library.nextPicture(testNow, 'all')?.arxivId).toBe('2606.00009')
  })

  it('want a medium anew when the feed has another in its place', () => {
    const temp = withPapers([[`${cdn}/a.gif`]])
    temp.library.wantPictures(10)
    fetchAll(temp)
    temp.library.storeList(
      makeList('day:2026-06-22', [
        makePaper({ arxivId: idOf(0), thumbnail: thumbnailOf(0), media: [`${cdn}/b.png`] }),
      ]),
      testNow,
    )
    expect(temp.library.wantPictures(10)).toBe(1)
    expect(temp.library.pictures(idOf(0)).map(({ kind, source, state }) => [kind, source, state])).toEqual([
      ['medium', `${cdn}/b.png`, 'wanted'],
      ['thumbnail', thumbnailOf(0), 'kept'],
    ])
  })

  it('put off what failed, and take what was asked for before all else', () => {
    const temp = withPapers([[], []])
    temp.library.wantPictures(10)
    temp.library.postponePicture({ arxivId: idOf(0), kind: 'thumbnail' }, testNow + 1)
    expect(temp.library.nextPicture(testNow, 'all')?.arxivId).toBe(idOf(1))
    expect(temp.library.nextPicture(testNow, 'asked')).toBeNull()
    temp.library.askPictures(idOf(0))
    expect(temp.library.nextPicture(testNow, 'asked')).toMatchObject({
      arxivId: idOf(0),
      isDear: true,
      attempts: 0,
    })
  })

  it('fetch what is too large only for papers that are Later, starred or asked for', () => {
    const temp = withPapers([[`${cdn}/a.mp4`], [`${cdn}/b.mp4`]])
    temp.library.wantPictures(10)
    for (const due of fetchAll(temp)) {
      if (due.kind === 'motion')
        temp.library.savePicture({ ...due, state: 'large', bytes: 9_000_000 }, testNow)
    }
    expect(temp.library.nextPicture(testNow, 'all')).toBeNull()
    expect(temp.library.pictureUsage().bytes).toBe(200)
    temp.library.change([1], { field: 'star', value: true })
    expect(temp.library.nextPicture(testNow, 'all')).toMatchObject({
      arxivId: idOf(0),
      kind: 'motion',
      isDear: true,
    })
  })

  it('drop the oldest first, never of Later and starred papers, and remember it', () => {
    const temp = withPapers([[], [], [], []])
    temp.library.wantPictures(10)
    fetchAll(temp, 1000)
    temp.library.change([4], { field: 'verdict', value: 'later' })
    // The last of a day is its oldest.
    expect(temp.library.picturesToDrop(1500, null)).toEqual([idOf(2), idOf(1)])
    expect(temp.library.picturesToDrop(1500, idOf(1))).toEqual([idOf(2)])
    expect(temp.library.dropPictures([idOf(2)])).toEqual([idOf(2)])
    expect(temp.library.pictureUsage()).toEqual({ bytes: 3000, papers: 3, dropped: 1, firm: 1000 })
    expect(temp.library.wantPictures(10)).toBe(0)
    expect(temp.library.nextPicture(testNow, 'all')).toBeNull()
    expect(temp.library.dropPictures(null)).toHaveLength(3)
    temp.library.askPictures(idOf(2))
    expect(temp.library.nextPicture(testNow, 'asked')?.arxivId).toBe(idOf(2))
  })
})

it('nothing is fetched of a paper that was taken out again, until it is back', () => {
  const temp = tempLibrary()
  const thumbnail = 'https://cdn-thumbnails.huggingface.co/x.png'
  temp.library.importList(makeList('import:some', [makePaper({ thumbnail })]))
  expect(temp.library.wantPictures(10)).toBe(1)
  temp.library.undo()
  expect(temp.library.nextPicture(temp.now, 'all')).toBeNull()
  temp.library.redo()
  expect(temp.library.nextPicture(temp.now, 'all')).toMatchObject({ source: thumbnail })
})
