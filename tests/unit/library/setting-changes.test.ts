import { assert, constantFrom, property, array, record } from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { defaultSettings } from '../../../src/shared/default-settings.ts'
import type { LibraryRecords } from '../../../src/shared/library-records.ts'
import type { Settings } from '../../../src/shared/settings.ts'
import { changeSentence } from '../../../src/text/change-messages.ts'
import { entrySentence } from '../../../src/text/journal-messages.ts'
import { stayedSentence } from '../../../src/text/setting-messages.ts'
import { makeDay, makeList, tempLibrary } from '../../support/temp-library.ts'
import type { TempLibrary } from '../../support/temp-library.ts'

const told = ({ library }: TempLibrary): string[] => library.journal(null, 20).entries.map(entrySentence)

const idOf = (temp: TempLibrary, at: number): string =>
  temp.library.journal(null, 20).entries[at]?.commandId ?? ''

describe('a setting', () => {
  it('is a step of undo in words, also after a restart', () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ theme: 'dark' })
    temp.library.saveSettings({ arxivCategories: 'cs.LG+cs.CL' })
    temp.library.saveSettings({ singleKeys: false, keepPictures: false })
    expect(told(temp)).toEqual([
      'Changed 2 settings',
      'Set the lists of arXiv to cs.LG+cs.CL',
      'Set the theme to dark',
    ])
    temp.reopen()
    expect(temp.library.undo()).toMatchObject({ kind: 'set', count: 0, paperIds: [] })
    expect(temp.library.settings()).toMatchObject({ singleKeys: true, keepPictures: true, theme: 'dark' })
    temp.library.undo()
    temp.library.undo()
    expect(temp.library.settings()).toEqual(defaultSettings)
    expect(temp.library.undo()).toBeNull()
    for (let step = 0; step < 3; step += 1) temp.library.redo()
    expect(temp.library.settings()).toMatchObject({
      theme: 'dark',
      arxivCategories: 'cs.LG+cs.CL',
      singleKeys: false,
    })
  })

  it('of where things stand on the screen is none, and neither is what changes nothing', () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ listWidth: 500, newsOf: '1.0.0', firstSteps: false, vaultFolder: '/notes' })
    temp.library.saveSettings({ theme: 'system' })
    temp.library.saveSettings({ theme: 'dark' })
    temp.library.saveSettings({ theme: 'dark' })
    expect(told(temp)).toEqual(['Set the theme to dark'])
  })

  it('is reverted by itself unless it was set again since', () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ theme: 'dark' })
    temp.library.saveSettings({ density: 'roomy' })
    temp.library.saveSettings({ theme: 'light' })
    expect(temp.library.revert(idOf(temp, 2)).obstacle).toMatchObject({ kind: 'newer' })
    expect(temp.library.revert(idOf(temp, 1))).toMatchObject({ obstacle: null })
    expect(temp.library.settings()).toMatchObject({ theme: 'light', density: 'regular' })
    expect(told(temp)[0]).toBe('Reverted: Made the rows of lists roomy')
  })
})

describe('keys', () => {
  it('are told by their command, and taken back one by one', () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ keys: { 'decide.later': ['x', 'y'] } })
    temp.library.saveSettings({ keys: { 'decide.later': ['x', 'y'], 'decide.star': [] } })
    expect(told(temp)).toEqual(['Took the keys of “Star on or off” away', 'Gave “Later” the keys x, y'])
    expect(temp.library.revert(idOf(temp, 1)).obstacle).toBeNull()
    expect(temp.library.settings().keys).toEqual({ 'decide.star': [] })
    temp.library.undo()
    temp.library.saveSettings({ keys: {} })
    expect(told(temp)[0]).toBe('Changed the keys of 2 commands')
    temp.library.undo()
    expect(temp.library.settings().keys).toEqual({ 'decide.later': ['x', 'y'], 'decide.star': [] })
  })
})

const patches = record(
  {
    theme: constantFrom('system' as const, 'dark' as const),
    textSize: constantFrom(17, 19),
    keys: constantFrom<Settings['keys']>(
      {},
      { 'decide.later': ['x'] },
      { 'decide.later': ['y'], 'decide.star': ['z'] },
    ),
  },
  { requiredKeys: [] },
)

test('any settings, undone to the beginning, are as they came, and redone as they were', () => {
  assert(
    property(array(patches, { maxLength: 8 }), (all) => {
      const temp = tempLibrary()
      const states = all.map((patch) => temp.library.saveSettings(patch))
      const last = temp.library.settings()
      let steps = 0
      while (temp.library.undo() !== null) steps += 1
      expect(temp.library.settings()).toEqual(defaultSettings)
      for (let step = 0; step < steps; step += 1) temp.library.redo()
      expect(temp.library.settings()).toEqual(last)
      expect(states.at(-1) ?? defaultSettings).toEqual(last)
      temp.close()
    }),
    { numRuns: 40 },
  )
})

/** A library as another machine exports it. */
function exported(fill: (temp: TempLibrary) => void): LibraryRecords {
  const temp = tempLibrary({ machineName: 'laptop' })
  fill(temp)
  const papers = temp.library.paperRecords(temp.library.recordIds())
  const frame = temp.library.frameRecord()
  const ids = [...papers.flatMap(({ history }) => history), ...frame.history].map(({ command }) => command)
  const commands = temp.library.commandRecords([...new Set(ids)])
  temp.close()
  return { papers, commands, frame }
}

const rich = (): LibraryRecords =>
  exported(({ library, now }) => {
    library.storeList(makeList('day:2026-06-22', makeDay('2026-06-22', 2).papers), now)
    library.saveSettings({ theme: 'dark', density: 'roomy', keys: { 'decide.later': ['x'] } })
    library.saveSettings({ listWidth: 500, feedUrl: 'http://elsewhere.example' })
    library.keepSearch('graphs', 'Graphs')
    library.keepSearch('robots', 'robots')
  })

describe('an import of another library', () => {
  it('takes the settings and searches it brought out again, and gives them again', () => {
    const temp = tempLibrary()
    temp.library.takeIn(rich(), 'all.jsonl')
    const brought = temp.library.settings()
    expect(brought).toMatchObject({ theme: 'dark', listWidth: 500, feedUrl: null })
    expect(brought.searches).toHaveLength(2)
    expect(temp.library.undo()).toMatchObject({ kind: 'import', stayed: 0 })
    expect(temp.library.settings()).toEqual(defaultSettings)
    temp.reopen()
    expect(temp.library.settings()).toEqual(defaultSettings)
    temp.library.redo()
    expect(temp.library.settings()).toEqual(brought)
  })

  it('leaves what was changed since, and says how much that is', () => {
    const temp = tempLibrary()
    temp.library.takeIn(rich(), 'all.jsonl')
    temp.library.saveSettings({ theme: 'light' })
    temp.library.keepSearch('graphs', 'My graphs')
    const imported = temp.library.journal(null, 3).entries.at(-1)?.commandId ?? ''
    expect(temp.library.revert(imported).obstacle).toMatchObject({ kind: 'newer' })

    // Where the column ends is no step of its own, and is met by undo all the same.
    const other = tempLibrary()
    other.library.takeIn(rich(), 'all.jsonl')
    other.library.saveSettings({ listWidth: 450 })
    const undone = other.library.undo()
    expect(undone).toMatchObject({ kind: 'import', stayed: 1 })
    expect(other.library.settings()).toEqual({ ...defaultSettings, listWidth: 450 })
    if (undone === null) throw new Error('nothing was undone')
    expect(changeSentence(undone)).toBe('Import of 2 papers')
    expect(stayedSentence(1)).toBe('1 setting or search that was changed since stays as it is.')
  })

  it('touches no setting that was set here', () => {
    const temp = tempLibrary()
    temp.library.saveSettings({ theme: 'light', keys: { 'decide.star': ['q'] } })
    temp.library.keepSearch('graphs', 'Own')
    temp.library.takeIn(rich(), 'all.jsonl')
    expect(temp.library.settings()).toMatchObject({
      theme: 'light',
      density: 'roomy',
      keys: { 'decide.star': ['q'] },
      searches: [{ text: 'graphs', name: 'Own' }, { text: 'robots' }],
    })
    temp.library.undo()
    expect(temp.library.settings()).toMatchObject({
      theme: 'light',
      density: 'regular',
      keys: { 'decide.star': ['q'] },
      searches: [{ text: 'graphs', name: 'Own' }],
    })
  })

  it('can be reverted by itself though its history came along', () => {
    const temp = tempLibrary()
    temp.library.takeIn(
      exported(({ library, now }) => {
        library.storeList(makeList('day:2026-06-22', makeDay('2026-06-22', 2).papers), now)
        library.change([1], { field: 'star', value: true })
        library.saveSettings({ theme: 'dark' })
      }),
      'all.jsonl',
    )
    temp.library.saveSettings({ density: 'roomy' })
    const imported = temp.library.journal(null, 2).entries[1]
    expect(imported?.kind).toBe('import')
    expect(temp.library.revert(imported?.commandId ?? '')).toMatchObject({ obstacle: null })
    expect(temp.library.counts().everything).toBe(0)
    expect(temp.library.settings()).toEqual({ ...defaultSettings, density: 'roomy' })
  })

  it('of only settings is told as such', () => {
    const temp = tempLibrary()
    temp.library.takeIn(
      exported(({ library }) => library.saveSettings({ theme: 'dark' })),
      'all.jsonl',
    )
    expect(told(temp)).toEqual(['Imported settings from “all.jsonl”', 'Set the theme to dark'])
  })

  it('cannot set what belongs to this machine, nor what no version understands', () => {
    const records = rich()
    const [event] = records.frame?.history ?? []
    if (event === undefined || records.frame === null) throw new Error('no history')
    const forged = (setting: string, value: unknown, before: unknown) => ({
      ...event,
      id: setting,
      before: JSON.stringify({ setting, value: before }),
      after: JSON.stringify({ setting, value }),
    })
    const history = [
      forged('feedUrl', 'http://a.example', 'http://evil.example'),
      forged('theme', 'dark', 'purple'),
      forged('__proto__', 1, 2),
    ]
    const temp = tempLibrary()
    temp.library.takeIn({ ...records, frame: { ...records.frame, history } }, 'all.jsonl')
    expect(told(temp)).toEqual(['Imported 2 papers from “all.jsonl”'])
  })
})
