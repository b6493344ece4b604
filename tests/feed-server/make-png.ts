/** PNGs of one colour, and ones whose header promises more than there is. */
import { crc32, deflateSync } from 'node:zlib'

export interface PngFacts {
  readonly width: number
  readonly height: number
  /** Red, green, blue, alpha; 0 to 255. */
  readonly colour?: readonly [number, number, number, number]
}

/** A whole PNG with transparency. */
export function makePng({ width, height, colour = [200, 40, 40, 255] }: PngFacts): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 4, Buffer.from(colour))])
  return pngOf(width, height, deflateSync(Buffer.alloc(row.length * height, row)))
}

/** A PNG of a few bytes that says it has so many pixels. */
export function makeBomb(width: number, height: number): Buffer {
  return pngOf(width, height, deflateSync(Buffer.alloc(16)))
}

function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
