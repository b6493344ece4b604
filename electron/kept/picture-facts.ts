/**
 * What the first bytes of a picture say of it, without decoding it: its format and its size in pixels. A stranger made the
 * picture, and a small file can unpack to gigabytes, so this is looked at before anything decodes it.
 */
export interface PictureFacts {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp'
  readonly width: number
  readonly height: number
}

/** Four bytes a pixel in memory: 200 MB. */
const mostPixels = 50_000_000
const longestSide = 20_000

/** The facts of a picture; null for what is none of the four formats, or has no size or too great a one. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | null {
  const facts = readFacts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (facts === null || facts.width < 1 || facts.height < 1) return null
  const isTooLarge =
    Math.max(facts.width, facts.height) > longestSide || facts.width * facts.height > mostPixels
  return isTooLarge ? null : facts
}

function readFacts(bytes: Buffer): PictureFacts | null {
  const start = bytes.toString('latin1', 0, 16)
  if (start.startsWith('\x89PNG\r\n\x1a\n') && bytes.length >= 24) {
    return { format: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  if (/^GIF8[79]a/.test(start) && bytes.length >= 10) {
    return { format: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  }
  if (/^RIFF[^]{4}WEBPVP8/.test(start) && bytes.length >= 30) return webpFacts(bytes)
  return start.startsWith('\xff\xd8\xff') ? jpegFacts(bytes) : null
}

/** The three kinds of WebP: extended, lossless and lossy (RFC 9649, sections 2.5 to 2.7). */
function webpFacts(bytes: Buffer): PictureFacts | null {
  const chunk = bytes.toString('latin1', 12, 16)
  if (chunk === 'VP8X') {
    return { format: 'webp', width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  }
  if (chunk === 'VP8L') {
    const bits = bytes.readUInt32LE(21)
    return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk !== 'VP8 ') return null
  return {
    format: 'webp',
    width: bytes.readUInt16LE(26) & 0x3fff,
    height: bytes.readUInt16LE(28) & 0x3fff,
  }
}

/** Walks from marker to marker to the frame header, which has the size (ITU T.81, B.2.2). */
function jpegFacts(bytes: Buffer): PictureFacts | null {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      return { format: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
    at += 2 + Math.max(2, bytes.readUInt16BE(at + 2))
  }
  return null
}
