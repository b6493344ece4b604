/** A small button beside a heading, an icon with a name. Its tooltip shows the key of the command that it stands for. */
import { keyWords } from '../commands/bindings.ts'
import { Icon, type IconName } from '../components/Icon.tsx'
import type { CommandId } from '../shared/commands.ts'
import { useApp, useKeys } from './app-context.tsx'
import css from './HeaderButton.module.css'

interface HeaderButtonProps {
  readonly command: CommandId
  readonly name: string
  readonly icon: IconName
  readonly opensDialog?: boolean
  /** Marks it for commands that look for it. */
  readonly surface?: string
  readonly onPress: () => void
}

export function HeaderButton({
  command,
  name,
  icon,
  opensDialog = false,
  surface,
  onPress,
}: HeaderButtonProps) {
  const app = useApp()
  const keys = useKeys(command)
  return (
    <button
      type="button"
      className={css.button}
      aria-label={name}
      aria-haspopup={opensDialog ? 'dialog' : undefined}
      title={keys === null ? name : `${name} (${keyWords(keys, app.isMac)})`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      {...(surface === undefined ? {} : { [surface]: '' })}
    >
      <Icon name={icon} />
    </button>
  )
}
