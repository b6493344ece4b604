import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { startChild } from '../support/child-process.ts'
import type { Deed } from '../support/library-child.ts'

const kills = 60

/** The last word on each thing, by `<kind> <id>`, as far as it was acknowledged. */
type Expected = Map<string, string>

test(`a process killed ${kills} times at random moments loses nothing that it had acknowledged`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-kill-'))
  const path = join(folder, 'library.sqlite')
  const expected: Expected = new Map()
  let acknowledged = 0
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startChild(path, 'work')
      await child.opened()
      await sleep(Math.random() * 150)
      await child.kill()
      const lines = child.lines()
      for (const line of lines) {
        if (line.state !== 'done') continue
        acknowledged += 1
        expected.set(keyOf(line.deed), valueOf(line.deed))
      }
      const last = lines.at(-1)
      check(path, expected, last?.state === 'begin' ? last.deed : null)
    }
    // Not a test of an idle process: something was done between the kills.
    expect(acknowledged).toBeGreaterThan(kills * 3)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function keyOf(deed: Deed): string {
  return deed.kind === 'store' ? `store ${deed.day}` : `${deed.kind} ${deed.id}`
}

function valueOf(deed: Deed): string {
  if (deed.kind === 'store') return '40'
  return deed.kind === 'verdict' ? deed.value : deed.text
}

function actual(library: Library, key: string): string {
  const [kind, name = ''] = key.split(' ')
  if (kind === 'store') return String(library.dayFacts(name).papers.length)
  const paper = library.paper(Number(name))
  return kind === 'verdict' ? paper.verdict : paper.note.text
}

/** Opens what the killed process left. `begun` may have been done without a word of it, or not at all, but not by half. */
function check(path: string, expected: Expected, begun: Deed | null): void {
  const library = openLibrary({ path, shell: 'test', now: Date.now })
  if (begun !== null) {
    const key = keyOf(begun)
    const none = { store: '0', verdict: 'unread', note: '' }[begun.kind]
    const found = actual(library, key)
    expect([expected.get(key) ?? none, valueOf(begun)]).toContain(found)
    expected.set(key, found)
  }
  const found = new Map([...expected.keys()].map((key) => [key, actual(library, key)]))
  library.close()
  expect(found).toEqual(expected)
  const db = new Database(path, { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
}
