import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { localLibrary } from '../../../electron/rpc/local.ts'
import { writeVault } from '../../../electron/service/write-vault.ts'
import type { VaultResult } from '../../../src/shared/export-formats.ts'
import { idsOf, makeDay, makeList, makePaper, tempLibrary, testNow } from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-vault-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function library(): TempLibrary['library'] {
  const { library } = tempLibrary()
  library.storeList(makeDay('2026-06-23', 3), testNow)
  return library
}

const write = (from: TempLibrary['library'], folder: string): Promise<VaultResult> =>
  writeVault(localLibrary(from), idsOf(from, 'everything'), folder)

const first = '2606.23000 Number 0 of 2026-06-23.md'

describe('a folder of notes', () => {
  it('gets a file for each paper, and nothing else', async () => {
    const [from, folder] = [library(), tempFolder()]
    expect(await write(from, folder)).toEqual({
      folder,
      written: 3,
      unchanged: 0,
      conflicts: [],
      problem: null,
    })
    expect(readdirSync(folder).sort()).toEqual([
      first,
      '2606.23001 Number 1 of 2026-06-23.md',
      '2606.23002 Number 2 of 2026-06-23.md',
    ])
    expect(await write(from, folder)).toMatchObject({ written: 0, unchanged: 3 })
  })

  it('keeps what was written around our part, and follows the library in it', async () => {
    const [from, folder] = [library(), tempFolder()]
    await write(from, folder)
    const file = join(folder, first)
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nMine.\n`)
    from.change(idsOf(from, 'everything'), { field: 'verdict', value: 'later' })
    expect(await write(from, folder)).toMatchObject({ written: 3, conflicts: [] })
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('verdict: later')
    expect(text.endsWith('\nMine.\n')).toBe(true)
  })

  it('leaves a file alone whose part of ours was changed, and keeps a copy up to date beside it', async () => {
    const [from, folder] = [library(), tempFolder()]
    await write(from, folder)
    const file = join(folder, first)
    const changed = readFileSync(file, 'utf8').replace('## Abstract', '## My abstract')
    writeFileSync(file, changed)
    const result = await write(from, folder)
    expect(result).toMatchObject({ written: 1, unchanged: 2, conflicts: [first] })
    expect(readFileSync(file, 'utf8')).toBe(changed)
    const copy = join(folder, '2606.23000 Number 0 of 2026-06-23 (from Octavo).md')
    expect(readFileSync(copy, 'utf8')).toContain('## Abstract')
    expect(await write(from, folder)).toMatchObject({ written: 0, conflicts: [first] })
    expect(readdirSync(folder)).toHaveLength(4)
  })

  it('never overwrites a file that was there before', async () => {
    const [from, folder] = [library(), tempFolder()]
    writeFileSync(join(folder, first), 'my own')
    expect(await write(from, folder)).toMatchObject({ written: 3, conflicts: [first] })
    expect(readFileSync(join(folder, first), 'utf8')).toBe('my own')
  })

  it('keeps the file of a paper whose title has changed', async () => {
    const [from, folder] = [library(), tempFolder()]
    await write(from, folder)
    from.storeList(
      makeList('day:2026-06-23', [makePaper({ arxivId: '2606.23000', title: 'Another title' })]),
      testNow + 1,
    )
    expect(await write(from, folder)).toMatchObject({ written: 1, unchanged: 2 })
    expect(readdirSync(folder)).toHaveLength(3)
    expect(readFileSync(join(folder, first), 'utf8')).toContain('# Another title')
  })

  it('says what stands in the way', async () => {
    const from = library()
    expect(await write(from, 'Notes')).toMatchObject({ problem: 'not-absolute', written: 0 })
    expect(await write(from, join(tempFolder(), 'not-there'))).toMatchObject({ problem: 'missing' })
    expect(await write(from, '~/no such folder of octavo')).toMatchObject({
      problem: 'missing',
      folder: join(homedir(), 'no such folder of octavo'),
    })
    const file = join(tempFolder(), 'file')
    writeFileSync(file, '')
    expect(await write(from, file)).toMatchObject({ problem: 'missing' })
  })

  it('says that it may not write', async () => {
    // Nobody can take rights from root, but Linux has a folder where it cannot write either.
    const folder = process.getuid?.() === 0 ? '/sys/kernel' : tempFolder()
    if (folder !== '/sys/kernel') chmodSync(folder, 0o500)
    expect(await write(library(), folder)).toMatchObject({ problem: 'not-writable', written: 0 })
    if (folder !== '/sys/kernel') chmodSync(folder, 0o700)
  })
})
