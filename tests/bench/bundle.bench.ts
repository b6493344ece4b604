/** The size of what the window loads. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Measurement } from './measurement.ts'

const renderer = join(import.meta.dirname, '..', '..', 'out', 'renderer')

/** Sizes of the built page by kind, in kB of 1000 bytes. */
export async function measure(): Promise<readonly Measurement[]> {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  const bytesOf = (extension: string): readonly Buffer[] =>
    files.filter((name) => extname(name) === extension).map((name) => readFileSync(join(renderer, name)))
  const size = (parts: readonly Buffer[]): number =>
    parts.reduce((sum, part) => sum + part.byteLength, 0) / 1000
  const zipped = (parts: readonly Buffer[]): number => size(parts.map((part) => gzipSync(part)))
  const [scripts, styles, fonts] = [bytesOf('.js'), bytesOf('.css'), bytesOf('.woff2')]
  return [
    { name: 'scripts of the page', value: size(scripts), unit: 'kB', budget: 1500 },
    { name: 'scripts of the page, gzip', value: zipped(scripts), unit: 'kB', budget: 500 },
    { name: 'styles of the page', value: size(styles), unit: 'kB' },
    { name: 'fonts of the page (woff2)', value: size(fonts), unit: 'kB', note: 'loaded when used' },
  ]
}
