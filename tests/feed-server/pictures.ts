/** Thumbnails and media as Hugging Face's two picture servers have them (feed.md §1.3), at the feed's own address. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Real } from './faults.ts'
import { rangedAnswer } from './full-texts.ts'
import { makePng } from './make-png.ts'

/** The answer to an address of a picture or video; null for any other. A video named `long…` takes half a megabyte. */
export function pictureAnswer(path: string, headers: IncomingMessage['headers']): Real | null {
  const id = /^\/social-thumbnails\/papers\/(.+)\.png$/.exec(path)?.[1]
  if (id !== undefined) return picture(1200, 648, id)
  const upload = /^\/production\/uploads\/(.+)\.(\w+)$/.exec(path)
  if (upload === null) return null
  const [, name = '', extension] = upload
  if (extension === 'png') return picture(1600, 1000, name)
  if (extension === 'gif') return { status: 200, headers: { 'content-type': 'image/gif' }, body: gif }
  const moving = readFileSync(new URL('../fixtures/moving.mp4', import.meta.url))
  const body = name.startsWith('long') ? Buffer.concat([moving, Buffer.alloc(500_000)]) : moving
  return rangedAnswer({ 'content-type': 'video/mp4' }, body, headers)
}

/** In a pale tone of its own, so that a picture of another paper shows. */
function picture(width: number, height: number, name: string): Real {
  const tone = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 4096, 7)
  const colour = [190 + (tone >> 8) * 4, 190 + ((tone >> 4) % 16) * 4, 190 + (tone % 16) * 4, 255] as const
  return { status: 200, headers: { 'content-type': 'image/png' }, body: makePng({ width, height, colour }) }
}

/** Two frames of one pixel. */
const gif = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7',
  'base64',
)
