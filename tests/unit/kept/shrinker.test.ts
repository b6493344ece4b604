import { PhotonImage } from '@silvia-odwyer/photon-node'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { pictureFacts } from '../../../electron/kept/picture-facts.ts'
import { createShrinker } from '../../../electron/kept/shrinker.ts'
import { makeBomb, makePng } from '../../feed-server/make-png.ts'

const shrinker = createShrinker(new URL('../../../electron/worker/shrink.ts', import.meta.url))
afterAll(() => shrinker.rest())

/** Red, green and blue in the middle of a picture. */
function middleOf(bytes: Uint8Array): number[] {
  const picture = PhotonImage.new_from_byteslice(bytes)
  const at = (Math.floor(picture.get_height() / 2) * picture.get_width() + picture.get_width() / 2) * 4
  return Array.from(picture.get_raw_pixels().slice(at, at + 3))
}

describe('a picture', () => {
  it('is made small as JPEG, with its shape and its colours', async () => {
    const small = await shrinker.shrink(makePng({ width: 2400, height: 1296 }))
    expect(small).toMatchObject({ width: 1000, height: 540 })
    expect(pictureFacts(small?.bytes ?? Buffer.of())).toEqual({ format: 'jpeg', width: 1000, height: 540 })
    for (const [index, value] of middleOf(small?.bytes ?? Buffer.of()).entries()) {
      expect(Math.abs(value - ([200, 40, 40][index] ?? 0))).toBeLessThan(6)
    }
  })

  it('that is high is no higher than a few screens, and a small one keeps its size', async () => {
    expect(await shrinker.shrink(makePng({ width: 800, height: 3200 }))).toMatchObject({
      width: 400,
      height: 1600,
    })
    expect(await shrinker.shrink(makePng({ width: 30, height: 20 }))).toMatchObject({ width: 30, height: 20 })
  })

  it('that is transparent lies on white', async () => {
    const small = await shrinker.shrink(makePng({ width: 40, height: 40, colour: [0, 0, 0, 0] }))
    expect(middleOf(small?.bytes ?? Buffer.of())).toEqual([255, 255, 255])
  })

  it('may be JPEG, WebP or GIF', async () => {
    const picture = PhotonImage.new_from_byteslice(makePng({ width: 12, height: 8 }))
    for (const bytes of [picture.get_bytes_jpeg(90), picture.get_bytes_webp(), gif]) {
      expect(await shrinker.shrink(bytes)).toMatchObject(pictureSize(bytes))
    }
  })

  it('of too many pixels is refused before anything decodes it', async () => {
    expect(pictureFacts(makeBomb(19_000, 19_000))).toBeNull()
    expect(pictureFacts(makeBomb(30_000, 1))).toBeNull()
    expect(pictureFacts(makeBomb(0, 10))).toBeNull()
    expect(await shrinker.shrink(makeBomb(19_000, 19_000))).toBeNull()
  })

  it('that is broken gives nothing, and the next one comes out all the same', async () => {
    const whole = makePng({ width: 300, height: 200 })
    expect(await shrinker.shrink(whole.subarray(0, 60))).toBeNull()
    expect(await shrinker.shrink(makeBomb(4000, 4000))).toBeNull()
    expect(await shrinker.shrink(Buffer.from('<svg onload="alert(1)"/>'))).toBeNull()
    expect(await shrinker.shrink(whole)).toMatchObject({ width: 300 })
  })

  it('is looked at without harm whatever its bytes are', () => {
    const starts = ['\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF0000WEBPVP8X', 'RIFF0000WEBPVP8 ', '\xff\xd8\xff', '']
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 60 }), (start, rest) => {
        const facts = pictureFacts(Buffer.concat([Buffer.from(start, 'latin1'), rest]))
        expect(facts === null || (facts.width > 0 && facts.height > 0)).toBe(true)
      }),
    )
  })
})

function pictureSize(bytes: Uint8Array): { width: number; height: number } {
  const { width = 0, height = 0 } = pictureFacts(bytes) ?? {}
  expect(width * height).toBeGreaterThan(0)
  return { width, height }
}

/** One pixel. */
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64')
