/** Tags of the current paper or the selection: type to find one or to make one, Enter puts it on or takes it off. */
import { useState, type KeyboardEvent } from 'react'
import { change } from '../actions/change.ts'
import { openDialog } from '../actions/navigate.ts'
import { targets } from '../actions/select.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Icon } from '../components/Icon.tsx'
import { counted } from '../text/format.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import css from './TagMenu.module.css'

const shownTags = 10
const longestTag = 60

export function TagMenu() {
  const app = useApp()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const known = useLibrary((state) => state.tags)
  const at = useView((view) => view.menuAt)
  const currentId = useView((view) => view.currentId)
  const count = useView((view) => view.selected.size) || 1
  const own = useLibrary((state) => state.rows.get(currentId ?? -1)?.tags)

  const wanted = typed.trim().replace(/^#/, '').slice(0, longestTag)
  const names = [...new Set([...(own ?? []), ...known.map(({ name }) => name)])]
  const found = names.filter((name) => name.toLowerCase().includes(wanted.toLowerCase())).slice(0, shownTags)
  const choices = wanted === '' || names.includes(wanted) ? found : [...found, wanted]

  const toggle = (name: string | undefined): void => {
    if (name === undefined) return
    const isOn = own?.includes(name) ?? false
    void change(app, targets(app), { field: 'tag', name, value: !isOn })
    setTyped('')
    setActive(0)
  }
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') toggle(choices[active])
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else return
    event.preventDefault()
  }
  return (
    <Dialog label="Tags" size="menu" at={at} onClose={() => openDialog(app, null)}>
      <div className={css.field}>
        <Icon name="tag" />
        <input
          className={css.input}
          data-first-focus=""
          role="combobox"
          aria-label={count === 1 ? 'Tag this paper' : `Tag ${counted(count, 'paper')}`}
          aria-expanded={choices.length > 0}
          aria-controls="tag-choices"
          aria-activedescendant={choices.length > 0 ? `tag-${active}` : undefined}
          placeholder={count === 1 ? 'Tag' : `Tag ${counted(count, 'paper')}`}
          maxLength={longestTag}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={hear}
        />
      </div>
      {/* A listbox without options would be no listbox. */}
      <div
        id="tag-choices"
        role={choices.length > 0 ? 'listbox' : undefined}
        aria-label={choices.length > 0 ? 'Tags' : undefined}
        className={css.choices}
      >
        {choices.map((name, index) => (
          <button
            key={name}
            id={`tag-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={css.choice}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => toggle(name)}
          >
            <span className={css.mark}>{own?.includes(name) && <Icon name="tick" size={14} />}</span>
            <span className={css.name}>#{name}</span>
            <span className={css.fact}>
              {names.includes(name) ? (known.find((tag) => tag.name === name)?.count ?? '') : 'new'}
            </span>
          </button>
        ))}
      </div>
      {choices.length === 0 && <p className={css.none}>No tags yet. Type one.</p>}
    </Dialog>
  )
}
