import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { homeOf, seemsAtRest } from '../../../electron/library/file-names.ts'
import { lookFirst } from '../../../electron/library/first-look.ts'
import { openLibrary } from '../../../electron/library/index.ts'
import type { FirstLook, Library } from '../../../electron/library/library.ts'
import { places } from '../../../src/shared/domain.ts'
import type { ListQuery } from '../../../src/shared/contract.ts'
import { makeDay, testNow } from '../../support/temp-library.ts'

const now = (): number => testNow
const day = '2026-06-22'

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-look-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function open(dataDir: string): Library {
  return openLibrary({ path: homeOf(dataDir), keepDir: dataDir, dataDir, now, machineName: 'desk' })
}

/** A library with something of everything that a first list shows, left open. */
function filled(dataDir: string): Library {
  const library = open(dataDir)
  library.storeList(makeDay(day, 5), testNow - 1000)
  const [first = 0, second = 0, third = 0] = library.list(queryOf('everything'), 0).ids
  library.change([first], { field: 'verdict', value: 'later' })
  library.change([second], { field: 'tag', name: 'agents', value: true })
  library.saveNote({ paperId: third, text: 'A note.', baseRevision: 0, session: 's' })
  library.saveSettings({ theme: 'dark' })
  library.saveView({ place: 'triage', day, paperId: third, isReading: false, orders: {} })
  return library
}

function queryOf(place: ListQuery['place'], of: string | null = null): ListQuery {
  return { place, day: of, order: 'feed', tag: null }
}

/** All that a look tells. */
function toldBy(library: Omit<FirstLook, 'close'>): unknown {
  return [
    library.settings(),
    library.view(),
    library.counts(),
    library.tags(),
    library.place(),
    library.latestDay(),
    library.checkedDays('2026-06-01', '2026-06-30'),
    library.dayFacts(day),
    library.nearDays(day),
    library.list(queryOf('triage', day), 60),
    ...places.map((place) => library.list(queryOf(place), 60)),
    library.list(queryOf('everything'), 0).ids.map((id) => library.paper(id)),
  ]
}

async function looked(dataDir: string): Promise<FirstLook> {
  const look = await lookFirst(dataDir, now)
  if (look === null) throw new Error('there was nothing to see')
  onTestFinished(() => look.close())
  return look
}

describe('a look at a library that is closed', () => {
  it('tells what the open one tells', async () => {
    const dataDir = dataFolder()
    const library = filled(dataDir)
    const told = toldBy(library)
    library.close()
    expect(seemsAtRest(dataDir)).toBe(true)
    expect(toldBy(await looked(dataDir))).toEqual(told)
  })

  it('finds it where it was moved to', async () => {
    const dataDir = dataFolder()
    const library = filled(dataDir)
    const path = library.moveTo(join(dataFolder(), 'elsewhere'))
    library.close()
    expect(seemsAtRest(dataDir)).toBe(true)
    expect((await looked(dataDir)).place()).toBe(path)
  })

  it('writes nothing into it, and keeps nobody from opening it', async () => {
    const dataDir = dataFolder()
    filled(dataDir).close()
    const before = readFileSync(homeOf(dataDir))
    const look = await looked(dataDir)
    toldBy(look)
    expect(readFileSync(homeOf(dataDir)).equals(before)).toBe(true)
    const library = open(dataDir)
    library.saveSettings({ theme: 'light' })
    look.close()
    library.close()
    expect(readdirSync(dirname(homeOf(dataDir))).filter((name) => name.startsWith('library.'))).toEqual([
      'library.sqlite',
    ])
    expect((await looked(dataDir)).settings().theme).toBe('light')
  })
})

describe('there is nothing to look at', () => {
  it('before there is a library, and none is made', async () => {
    const dataDir = dataFolder()
    expect(seemsAtRest(dataDir)).toBe(false)
    expect(await lookFirst(dataDir, now)).toBeNull()
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('while somebody has it', async () => {
    const dataDir = dataFolder()
    const library = filled(dataDir)
    onTestFinished(() => void library.close())
    expect(seemsAtRest(dataDir)).toBe(false)
    expect(await lookFirst(dataDir, now)).toBeNull()
  })

  it('after its process was killed', async () => {
    const [dataDir, killed] = [dataFolder(), dataFolder()]
    const library = filled(dataDir)
    mkdirSync(dirname(homeOf(killed)))
    for (const name of readdirSync(dirname(homeOf(dataDir))))
      copyFileSync(join(dirname(homeOf(dataDir)), name), join(dirname(homeOf(killed)), name))
    library.close()
    expect(seemsAtRest(killed)).toBe(false)
    expect(await lookFirst(killed, now)).toBeNull()
  })

  it('while another library is being put in its place', async () => {
    const dataDir = dataFolder()
    filled(dataDir).close()
    writeFileSync(join(dirname(homeOf(dataDir)), 'swap.json'), JSON.stringify({ aside: dataDir }))
    expect(await lookFirst(dataDir, now)).toBeNull()
  })

  it.each(['user_version', 'application_id'])('in a library of another %s', async (mark) => {
    const dataDir = dataFolder()
    filled(dataDir).close()
    const db = new Database(homeOf(dataDir))
    db.pragma(`${mark} = 1`)
    db.close()
    expect(await lookFirst(dataDir, now)).toBeNull()
  })

  it('in a file that is no library, or a note that leads nowhere', async () => {
    const dataDir = dataFolder()
    mkdirSync(dirname(homeOf(dataDir)))
    appendFileSync(homeOf(dataDir), 'not a library '.repeat(1000))
    await expect(lookFirst(dataDir, now)).rejects.toThrow('not a database')
    writeFileSync(join(dataDir, 'location.json'), JSON.stringify({ library: join(dataDir, 'gone.sqlite') }))
    await expect(lookFirst(dataDir, now)).rejects.toThrow(expect.objectContaining({ code: 'library-away' }))
  })
})
