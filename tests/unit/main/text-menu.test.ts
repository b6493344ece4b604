import { describe, expect, it } from 'vitest'
import { textMenuTemplate } from '../../../electron/main/text-menu.ts'

const nothing = {
  isEditable: false,
  selectionText: '',
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  },
  misspelledWord: '',
  dictionarySuggestions: [],
}
const spelling = { replace: () => {}, learn: () => {} }

describe('the menu of text', () => {
  it('is none where there is nothing to copy and nothing to write', () => {
    expect(textMenuTemplate(nothing, spelling)).toEqual([])
    expect(textMenuTemplate({ ...nothing, selectionText: ' \n' }, spelling)).toEqual([])
  })

  it('copies a selection, and in a field offers only what can be done', () => {
    expect(textMenuTemplate({ ...nothing, selectionText: 'words' }, spelling)).toEqual([{ role: 'copy' }])
    const field = textMenuTemplate({ ...nothing, isEditable: true }, spelling)
    expect(field.map(({ role, enabled }) => [role, enabled])).toEqual([
      ['cut', false],
      ['copy', false],
      ['paste', true],
      ['selectAll', true],
    ])
  })

  it('corrects a misspelt word, or learns it', () => {
    const done: string[] = []
    const menu = textMenuTemplate(
      { ...nothing, isEditable: true, misspelledWord: 'gradeint', dictionarySuggestions: ['gradient'] },
      { replace: (word) => done.push(`replaced by ${word}`), learn: (word) => done.push(`learnt ${word}`) },
    )
    expect(menu.slice(0, 3).map(({ label, type }) => label ?? type)).toEqual([
      'gradient',
      'Learn “gradeint”',
      'separator',
    ])
    for (const { click } of menu.slice(0, 2)) (click as (() => void) | undefined)?.()
    expect(done).toEqual(['replaced by gradient', 'learnt gradeint'])
  })
})
