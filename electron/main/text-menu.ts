/** What the right button offers over text: Electron has no menu of its own there. Rows and pages have theirs in the page. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

type Under = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>

export interface Spelling {
  /** Puts a word in the place of the misspelt one. */
  readonly replace: (word: string) => void
  readonly learn: (word: string) => void
}

/** The menu for what is under the pointer; empty where there is neither a field nor a selection. */
export function textMenuTemplate(under: Under, spelling: Spelling): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, editFlags } = under
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }]
  return [
    ...corrections(under, spelling),
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

function corrections(
  { misspelledWord, dictionarySuggestions }: Under,
  { replace, learn }: Spelling,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return []
  return [
    ...dictionarySuggestions.map((word) => ({ label: word, click: () => replace(word) })),
    { label: `Learn “${misspelledWord}”`, click: () => learn(misspelledWord) },
    { type: 'separator' },
  ]
}
