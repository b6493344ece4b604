/** Connectors from a command to how it looks: its keycap, and a button that runs it. */
import type { ReactNode } from 'react'
import { keyWords } from '../commands/bindings.ts'
import { run } from '../commands/run.ts'
import { Icon, type IconName } from '../components/Icon.tsx'
import { Keycap } from '../components/Keycap.tsx'
import { commandOf, type CommandId } from '../shared/commands.ts'
import type { Sentence } from '../text/messages.ts'
import { useApp, useKeys } from './app-context.tsx'
import css from './CommandKey.module.css'

/** The keycap of a command; nothing if it has no key. */
export function CommandKey({ id }: { id: CommandId }) {
  const { isMac } = useApp()
  const keys = useKeys(id)
  return keys === null ? null : <Keycap keys={keys} isMac={isMac} />
}

/** The keycap of a command as a word of a sentence: screen readers hear it too. */
export function KeyInWords({ id }: { id: CommandId }) {
  const { isMac } = useApp()
  const keys = useKeys(id)
  return keys === null ? null : (
    <>
      <Keycap keys={keys} isMac={isMac} />
      <span className="visuallyHidden">{keyWords(keys, isMac)}</span>
    </>
  )
}

/** Words with keycaps between them. */
export function SentenceWithKeys({ parts }: { parts: Sentence }) {
  return (
    <>
      {parts.map((part, index) =>
        typeof part === 'string' ? part : <KeyInWords key={index} id={part.keyOf} />,
      )}
    </>
  )
}

interface CommandButtonProps {
  readonly id: CommandId
  readonly children: ReactNode
  readonly isOn?: boolean
}

/** A word in a bar with its key. Pressing it with the mouse leaves the focus where keys are heard. */
export function CommandButton({ id, children, isOn }: CommandButtonProps) {
  const app = useApp()
  const keys = useKeys(id)
  return (
    <button
      type="button"
      className={css.button}
      aria-pressed={isOn}
      aria-keyshortcuts={keys === null ? undefined : keyWords(keys, app.isMac)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(app, id)}
    >
      {children}
      <CommandKey id={id} />
    </button>
  )
}

/** An icon alone, named, with its key in the tooltip. */
export function IconButton({ id, icon, isOn }: { id: CommandId; icon: IconName; isOn?: boolean }) {
  const app = useApp()
  const keys = useKeys(id)
  const { title } = commandOf(id)
  return (
    <button
      type="button"
      className={css.icon}
      aria-label={title}
      aria-pressed={isOn}
      title={keys === null ? title : `${title} (${keyWords(keys, app.isMac)})`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(app, id)}
    >
      <Icon name={icon} />
    </button>
  )
}
