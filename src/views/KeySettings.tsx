/** Every command with its keys; any can be given another. A key that is taken is refused, and the two can be swapped. */
import { useState, type KeyboardEvent } from 'react'
import { saveSettings } from '../actions/settings.ts'
import { bindingsOf, chordText, conflictOf, keysOf, type KeyOverrides } from '../commands/bindings.ts'
import { matchKeys } from '../commands/match.ts'
import { Icon } from '../components/Icon.tsx'
import { Keycap } from '../components/Keycap.tsx'
import {
  commandContexts,
  commandGroups,
  commandOf,
  commands,
  type CommandContext,
  type CommandId,
} from '../shared/commands.ts'
import { chordOf, parseKeys } from '../shared/keys.ts'
import { useApp, useLibrary } from './app-context.tsx'
import css from './KeySettings.module.css'

const everywhere: ReadonlySet<CommandContext> = new Set(commandContexts)

export function KeySettings() {
  const app = useApp()
  const { keys: overrides, singleKeys } = useLibrary((state) => state.settings)
  const [editing, setEditing] = useState<CommandId | null>(null)
  const [wanted, setWanted] = useState('')
  const found = commands.filter(({ id }) => answers(id, wanted.trim(), overrides))
  const changed = Object.keys(overrides).length
  return (
    <>
      <p className={css.hint}>
        The same table feeds the menu, the command palette and the list of keys. Letters are never read while
        you type in a field.
      </p>
      <div className={css.options}>
        <label className={css.option}>
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => void saveSettings(app, { singleKeys: event.target.checked })}
          />
          Single letters are commands
        </label>
        {changed > 0 && (
          <button type="button" className="button" onClick={() => void saveSettings(app, { keys: {} })}>
            Put all keys back
          </button>
        )}
        <input
          className={css.find}
          aria-label="Find a command or a key"
          placeholder="Find a command or a key"
          spellCheck={false}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      {commandGroups
        .filter((group) => found.some((command) => command.group === group))
        .map((group) => (
          <section key={group} className={css.group}>
            <h3 className={css.heading}>{group}</h3>
            {found
              .filter((command) => command.group === group)
              .map(({ id }) =>
                editing === id ? (
                  <KeyEditor key={id} id={id} overrides={overrides} onDone={() => setEditing(null)} />
                ) : (
                  <KeyRow key={id} id={id} overrides={overrides} onEdit={() => setEditing(id)} />
                ),
              )}
          </section>
        ))}
      {found.length === 0 && <p className={css.group}>No command has this name or this key.</p>}
    </>
  )
}

/** Whether a command is meant: by a part of its name, or by a whole key; one character is a key. */
function answers(id: CommandId, wanted: string, overrides: KeyOverrides): boolean {
  const text = wanted.toLowerCase()
  if (keysOf(id, overrides).some((binding) => binding.toLowerCase() === text)) return true
  return [...text].length !== 1 && plainTitle(id).toLowerCase().includes(text)
}

interface KeyRowProps {
  readonly id: CommandId
  readonly overrides: KeyOverrides
  readonly onEdit: () => void
}

function KeyRow({ id, overrides, onEdit }: KeyRowProps) {
  const app = useApp()
  const title = plainTitle(id)
  const original = keysOf(id, {})[0]
  const keys = keysOf(id, overrides)
  return (
    <div className={css.row}>
      <span>{title}</span>
      <button type="button" className={css.keys} onClick={onEdit}>
        <span className="visuallyHidden">Change the key of {title}</span>
        {keys.length === 0 && (
          <span className={css.none} aria-hidden="true">
            no key
          </span>
        )}
        {keys.map((binding) => (
          <Keycap key={binding} keys={binding} isMac={app.isMac} />
        ))}
      </button>
      {overrides[id] !== undefined && (
        <button
          type="button"
          className={css.yours}
          onClick={() => void save(app, withoutOverride(overrides, id))}
        >
          yours, was {original === undefined ? 'none' : <Keycap keys={original} isMac={app.isMac} />}
        </button>
      )}
    </div>
  )
}

interface KeyEditorProps {
  readonly id: CommandId
  readonly overrides: KeyOverrides
  readonly onDone: () => void
}

function KeyEditor({ id, overrides, onDone }: KeyEditorProps) {
  const app = useApp()
  const [pressed, setPressed] = useState<string | null>(null)
  const conflict = pressed === null ? null : conflictOf(pressed, id, overrides)
  const title = plainTitle(id)

  const hear = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onDone()
    const chord = chordOf(event.nativeEvent, app.isMac)
    if (!chord) return
    const begun = pressed !== null && isBeginning(pressed, overrides) ? `${pressed} ` : ''
    const keys = begun + chordText(chord)
    setPressed(keys)
    if (isBeginning(keys, overrides) || conflictOf(keys, id, overrides) !== null) return
    void save(app, { ...overrides, [id]: [keys] })
    onDone()
  }
  const swap = (): void => {
    if (pressed === null || conflict === null) return
    void save(app, { ...overrides, [id]: [pressed], [conflict]: keysOf(id, overrides).slice(0, 1) })
    onDone()
  }
  return (
    <div className={conflict === null ? css.editing : css.conflict}>
      <div className={css.row}>
        <span>{title}</span>
        <button type="button" className={css.field} ref={(element) => element?.focus()} onKeyDown={hear}>
          <span className="visuallyHidden">New key of {title}: </span>
          Press the new key
          {pressed !== null && <Keycap keys={pressed} isMac={app.isMac} />}
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
          <Keycap keys="Escape" isMac={app.isMac} />
        </button>
      </div>
      {conflict !== null && (
        <p className={css.sentence} role="alert">
          <Icon name="attention" />
          <span>That is {plainTitle(conflict)}. A key can do one thing only.</span>
          <button type="button" className="button" onClick={swap}>
            Swap the two
          </button>
        </p>
      )}
    </div>
  )
}

/** Whether these keys begin sequences: then the next press belongs to them. */
function isBeginning(keys: string, overrides: KeyOverrides): boolean {
  const chords = parseKeys(keys)
  return chords.length === 1 && matchKeys(bindingsOf(overrides), everywhere, chords).kind === 'pending'
}

function withoutOverride(overrides: KeyOverrides, id: CommandId): KeyOverrides {
  return Object.fromEntries(Object.entries(overrides).filter(([key]) => key !== id))
}

function save(app: ReturnType<typeof useApp>, keys: KeyOverrides): Promise<void> {
  const copied = Object.fromEntries(Object.entries(keys).map(([id, list]) => [id, [...list]]))
  return saveSettings(app, { keys: copied })
}

/** The title without the dots that say that a dialog follows. */
function plainTitle(id: CommandId): string {
  return commandOf(id).title.replace(/…$/, '')
}
