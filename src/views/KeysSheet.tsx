/** The `?` sheet: the keys that work here, from the one table of commands. */
import { Fragment } from 'react'
import { openDialog } from '../actions/navigate.ts'
import { keysOf } from '../commands/bindings.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Keycap } from '../components/Keycap.tsx'
import {
  commandGroups,
  commands,
  type Command,
  type CommandGroup,
  type CommandId,
} from '../shared/commands.ts'
import { screenNames } from '../text/messages.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import css from './KeysSheet.module.css'

export function KeysSheet() {
  const app = useApp()
  const place = useView((view) => screenNames[view.screen])
  const hasList = useLibrary((state) => state.list.ids.length > 0)
  return (
    <Dialog label={`Keys in ${place}`} size="sheet" onClose={() => openDialog(app, null)}>
      <div className={css.sheet}>
        <header className={css.head}>
          <h2 className={css.title}>Keys in {place}</h2>
          <p>Moving never changes a paper. Every verdict can be undone.</p>
          <span className={css.space} />
          <CommandKey id="window.keys" />
        </header>
        <div className={css.columns}>
          {commandGroups.map((group) => (
            <Group key={group} group={group} hasList={hasList} />
          ))}
        </div>
      </div>
    </Dialog>
  )
}

function Group({ group, hasList }: { group: CommandGroup; hasList: boolean }) {
  const overrides = useLibrary((state) => state.settings.keys)
  const here = commands.filter((command: Command) => {
    const works = hasList || command.when === 'anywhere'
    return command.group === group && works
  })
  const shown = here.filter((command) => keysOf(command.id, overrides).length > 0)
  if (shown.length === 0) return null
  return (
    <section className={css.group}>
      <h3 className={css.heading}>{group}</h3>
      <dl>
        {shown.map((command) => (
          <div key={command.id} className={css.row}>
            <dt className={css.keys}>
              <Alternatives id={command.id} keys={keysOf(command.id, overrides)} />
            </dt>
            <dd>{command.title}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Alternatives({ id, keys }: { id: CommandId; keys: readonly string[] }) {
  const app = useApp()
  return (
    <>
      {shownKeys(keys).map((binding, index) => (
        <Fragment key={`${id}${binding}`}>
          {index > 0 && <span className={css.or}>or</span>}
          <Keycap keys={binding} isMac={app.isMac} />
          <span className="visuallyHidden">{binding}</span>
        </Fragment>
      ))}
    </>
  )
}

/** The first alternative, and the second where it is as short as a number: the sheet has one line for each command. */
function shownKeys(keys: readonly string[]): readonly string[] {
  return keys.filter((binding, index) => index === 0 || (index === 1 && binding.length === 1))
}
