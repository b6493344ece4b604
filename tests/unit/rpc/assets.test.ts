import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rangeOf, resolveAsset, resolveKept } from '../../../electron/rpc/assets.ts'

const root = join('/', 'app', 'out', 'renderer')

describe('the file for a path', () => {
  it.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/index-B2.js', join('assets', 'index-B2.js')],
    ['/assets/KaTeX%5FMain.woff2', join('assets', 'KaTeX_Main.woff2')],
  ])('%s', (path, file) => {
    expect(resolveAsset(root, path)?.file).toBe(join(root, file))
  })

  it.each([
    '/../main/index.js',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/main/index.js',
    '/assets/..%5c..%5cmain.js',
    '/assets\\..\\main.js',
    '/index.html%00.js',
    '/%E0%A4%A.js',
    '//etc/passwd.html',
    '/etc//x.html',
    '/.hidden.html',
    '/assets/',
    '/assets',
    '/main.node',
    '/index.HTML.exe',
    '',
    'index.html',
  ])('none for %s', (path) => {
    expect(resolveAsset(root, path)).toBeNull()
  })

  it('never leaves the folder', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2E%2E',
      '/',
      '%2f',
      '\\',
      '%5c',
      '%00',
      'a',
      '.html',
      '%',
      'C:',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const asset = resolveAsset(root, `/${pieces.join('')}`)
        expect(asset === null || asset.file.startsWith(join(root, '/'))).toBe(true)
      }),
    )
  })
})

describe('a kept file', () => {
  const kept = join('/', 'data', 'kept')

  it.each([
    ['2606.00001/2606.00001.pdf', 'application/pdf'],
    ['hep-th_9901001/figure-01.png', 'image/png'],
    ['pictures/2606.00001/medium.jpg', 'image/jpeg'],
    ['pictures/2606.00001/motion.mp4', 'video/mp4'],
  ])('%s', (path, type) =>
    expect(resolveKept(kept, path)).toEqual({ file: join(kept, ...path.split('/')), type }),
  )

  it.each([
    '2606.00001/2606.00001.md',
    '2606.00001/2606.00001.pdf.part',
    '2606.00001/x.svg',
    '2606.00001/x.html',
    '../library/library.png',
    '2606.00001/../x.png',
    '2606.00001%2f..%2fx.png',
    '2606.00001/a/b.png',
    'pictures/pictures/2606.00001/medium.jpg',
    'pictures/../library.png',
    '2606.00001\\\\x.png',
    '/etc/x.png',
    '......../x.png',
    '2606.00001/..png',
    '',
  ])('none for %s', (path) => expect(resolveKept(kept, path)).toBeNull())
})

describe('the part of a file that is asked for', () => {
  it.each([
    ['bytes=0-', 0, 99],
    ['bytes=10-19', 10, 19],
    ['bytes=90-500', 90, 99],
    ['bytes=-5', 95, 99],
    ['bytes=-500', 0, 99],
  ])('%s', (header, from, to) => expect(rangeOf(header, 100)).toEqual({ from, to }))

  it.each([
    null,
    '',
    'bytes=-',
    'bytes=5-2',
    'bytes=100-',
    'bytes=0-1,4-5',
    'pages=1-2',
    'bytes=-0',
    'bytes=a-b',
  ])('is all of it for %s', (header) => expect(rangeOf(header, 100)).toBeNull())
})
