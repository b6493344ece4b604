/** The search field with what may be written next: a combobox. Enter and the arrow down lead on to the list. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { type } from '../actions/search.ts'
import { focusMain, focusSearch, surface } from '../commands/surfaces.ts'
import { Icon } from '../components/Icon.tsx'
import { completionsAt, type Completion, type Completions } from '../shared/search-completion.ts'
import { useApp, useLibrary, useSearch } from './app-context.tsx'
import css from './SearchField.module.css'

const longestText = 1000

export function SearchField() {
  const app = useApp()
  const field = useRef<HTMLInputElement>(null)
  const text = useSearch((search) => search.text)
  const tags = useLibrary((state) => state.tags)
  const [caret, setCaret] = useState(0)
  // The index of the chosen completion, -1 for none; null once they were sent away, until something is typed.
  const [active, setActive] = useState<number | null>(null)

  useEffect(focusSearch, [])

  const completions = completionsAt(
    text,
    Math.min(caret, text.length),
    tags.map(({ name }) => name),
  )
  const items = active === null ? [] : completions.items
  const accept = (item: Completion | undefined): void => {
    if (item === undefined) return
    const after = completions.start + item.insert.length
    type(app, text.slice(0, completions.start) + item.insert + text.slice(completions.end))
    setActive(-1)
    setCaret(after)
    requestAnimationFrame(() => field.current?.setSelectionRange(after, after))
  }
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (hearCompletions(event, { items, active: active ?? -1, setActive, accept })) event.preventDefault()
    else if (hearField(event, text, () => type(app, ''))) event.preventDefault()
  }
  return (
    <div className={css.box}>
      <Icon name="search" className={css.icon} />
      <input
        ref={field}
        className={css.input}
        role="combobox"
        aria-label="Search"
        aria-autocomplete="list"
        aria-expanded={items.length > 0}
        aria-controls="search-completions"
        aria-activedescendant={items.length > 0 && (active ?? -1) >= 0 ? `completion-${active}` : undefined}
        placeholder="Words, “a phrase”, author:, tag:, is:starred"
        spellCheck={false}
        autoComplete="off"
        maxLength={longestText}
        value={text}
        onChange={(event) => {
          setCaret(event.target.selectionStart ?? event.target.value.length)
          setActive(-1)
          type(app, event.target.value)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onBlur={() => setActive(null)}
        onKeyDown={hear}
        {...{ [surface.search]: '' }}
      />
      <CompletionList completions={completions} items={items} active={active} accept={accept} />
    </div>
  )
}

interface CompletionKeys {
  readonly items: readonly Completion[]
  readonly active: number
  readonly setActive: (active: number | null) => void
  readonly accept: (item: Completion | undefined) => void
}

/** Whether a key was for the completions. */
function hearCompletions(
  event: KeyboardEvent,
  { items, active, setActive, accept }: CompletionKeys,
): boolean {
  if (items.length === 0) return false
  switch (event.key) {
    case 'ArrowDown':
      setActive(Math.min(active + 1, items.length - 1))
      return true
    case 'ArrowUp':
      setActive(Math.max(active - 1, -1))
      return true
    case 'Tab':
      if (event.shiftKey) return false
      accept(items[Math.max(active, 0)])
      return true
    case 'Enter':
      if (active >= 0) accept(items[active])
      return active >= 0
    case 'Escape':
      setActive(null)
      return true
    default:
      return false
  }
}

/** Whether a key led out of the field: on to the list, or to an empty field. */
function hearField(event: KeyboardEvent, text: string, clear: () => void): boolean {
  if (event.key === 'Enter' || event.key === 'ArrowDown') focusMain()
  else if (event.key === 'Escape' && text !== '' && !hasList()) clear()
  else if (event.key === 'Escape') focusMain()
  else return false
  return true
}

function hasList(): boolean {
  return document.querySelector(`[${surface.list}]`) !== null
}

interface CompletionListProps {
  readonly completions: Completions
  readonly items: readonly Completion[]
  readonly active: number | null
  readonly accept: (item: Completion) => void
}

function CompletionList({ completions, items, active, accept }: CompletionListProps) {
  if (active === null) return null
  if (items.length === 0) {
    return completions.wants === null ? null : <p className={css.wants}>{completions.wants}</p>
  }
  return (
    <div className={css.completions} role="listbox" id="search-completions" aria-label="Completions">
      {items.map((item, index) => (
        <div
          key={item.label}
          id={`completion-${index}`}
          className={css.completion}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => {
            event.preventDefault()
            accept(item)
          }}
        >
          <span className={css.label}>{item.label}</span>
          <span className={css.hint}>{item.hint}</span>
        </div>
      ))}
    </div>
  )
}
