/**
 * The thread that decodes strangers' pictures and makes them small, in WebAssembly, so that neither a broken decoder nor
 * a long computation touches anything else. It is started anew after every failure.
 */
import { parentPort } from 'node:worker_threads'
import { PhotonImage, resize, SamplingFilter } from '@silvia-odwyer/photon-node'
import type { ShrinkAnswer, ShrinkRequest } from '../kept/shrinker.ts'

const quality = 84

parentPort?.on('message', (request: ShrinkRequest) => {
  const answer = shrunk(request)
  parentPort?.postMessage(answer, [answer.bytes.buffer])
})

/** As JPEG, on white, no wider and no higher than asked; a smaller picture keeps its size. */
function shrunk({ bytes, maxWidth, maxHeight }: ShrinkRequest): ShrinkAnswer {
  const picture = PhotonImage.new_from_byteslice(bytes)
  const scale = Math.min(1, maxWidth / picture.get_width(), maxHeight / picture.get_height())
  const width = Math.max(1, Math.round(picture.get_width() * scale))
  const height = Math.max(1, Math.round(picture.get_height() * scale))
  const small = scale < 1 ? resize(picture, width, height, SamplingFilter.CatmullRom) : picture
  const opaque = new PhotonImage(onWhite(small.get_raw_pixels()), width, height)
  const jpeg = opaque.get_bytes_jpeg(quality).slice()
  for (const used of new Set([picture, small, opaque])) used.free()
  return { bytes: jpeg, width, height }
}

/** Four bytes a pixel, over white: JPEG has no transparency, and what is drawn on none is mostly black. */
function onWhite(pixels: Uint8Array): Uint8Array {
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 255
    if (alpha === 255) continue
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = Math.round(((pixels[channel] ?? 0) * alpha + 255 * (255 - alpha)) / 255)
    }
    pixels[at + 3] = 255
  }
  return pixels
}
