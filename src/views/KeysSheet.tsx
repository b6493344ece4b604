/** The `?` sheet: the keys that work here, from the one table of commands. */
import { Fragment } from 'react'
import { go, openDialog } from '../actions/navigate.ts'
import { capsOf, keysOf } from '../commands/bindings.ts'
import { Dialog } from '../components/Dialog.tsx'
import { Keycap } from '../components/Keycap.tsx'
import { commandGroups, commandOf, commands, type CommandId } from '../shared/commands.ts'
import { parseKeys } from '../shared/keys.ts'
import { screenNames } from '../text/messages.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'
import { CommandKey } from './CommandKey.tsx'
import { useContexts } from './use-contexts.ts'
import css from './KeysSheet.module.css'

export function KeysSheet() {
  const app = useApp()
  const place = useView((view) => screenNames[view.screen])
  const contexts = useContexts()
  const here = commands.filter(({ when }) => contexts.has(when))
  return (
    <Dialog label={`Keys in ${place}`} size="sheet" onClose={() => openDialog(app, null)}>
      <div className={css.sheet} tabIndex={-1} data-first-focus="">
        <header className={css.head}>
          <h2 className={css.title}>Keys in {place}</h2>
          <p>Moving never changes a paper. Every verdict can be undone.</p>
          <span className={css.space} />
          <button
            type="button"
            className={css.change}
            onClick={() => void go(app, 'settings', { section: 'Keys' })}
          >
            Change keys in Settings
          </button>
          <CommandKey id="window.keys" />
        </header>
        <div className={css.columns}>
          {commandGroups.map((group) => (
            <Group
              key={group}
              name={group}
              ids={here.filter((command) => command.group === group).map(({ id }) => id)}
            />
          ))}
        </div>
      </div>
    </Dialog>
  )
}

/** Commands that go there and back: on one line, as they are learned. */
const pairs: Readonly<Partial<Record<CommandId, { readonly back: CommandId; readonly title: string }>>> = {
  'move.next': { back: 'move.previous', title: 'Next, previous' },
  'move.nextUnread': { back: 'move.previousUnread', title: 'Next, previous unread' },
  'move.first': { back: 'move.last', title: 'Top, bottom' },
  'move.previousDay': { back: 'move.nextDay', title: 'Earlier, later day' },
  'select.extendDown': { back: 'select.extendUp', title: 'Extend down, up' },
}
const backs: ReadonlySet<CommandId> = new Set(Object.values(pairs).map(({ back }) => back))

function Group({ name, ids }: { name: string; ids: readonly CommandId[] }) {
  const overrides = useLibrary((state) => state.settings.keys)
  const isWeek = useView((view) => view.screen === 'week')
  const shown = ids.filter((id) => !backs.has(id) && keysOf(id, overrides).length > 0)
  if (shown.length === 0) return null
  return (
    <section className={css.group}>
      <h3 className={css.heading}>{name}</h3>
      <dl className={css.list}>
        {shown.map((id) => {
          const title = pairs[id]?.title ?? commandOf(id).title
          return (
            <div key={id} className={css.row}>
              <dt className={css.keys}>
                <Keys id={id} />
              </dt>
              <dd>{isWeek ? title.replace('later day', 'later week') : title}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function Keys({ id }: { id: CommandId }) {
  const overrides = useLibrary((state) => state.settings.keys)
  const back = pairs[id]?.back
  const [first = '', second] = keysOf(id, overrides)
  const others = back === undefined ? [] : keysOf(back, overrides)
  if (others.length > 0)
    return <Alternatives keys={[fewestCaps(keysOf(id, overrides)), fewestCaps(others)]} isPair />
  // The second key stands beside the first where it is as short as a number: the sheet has one line for each command.
  return <Alternatives keys={second?.length === 1 ? [first, second] : [first]} />
}

/** The first of those with the fewest keys to press: two stand on one line. */
function fewestCaps(keys: readonly string[]): string {
  const caps = (binding: string): number => capsOf(binding, false).flat().length
  return keys.toSorted((one, other) => caps(one) - caps(other))[0] ?? ''
}

function Alternatives({ keys, isPair = false }: { keys: readonly string[]; isPair?: boolean }) {
  const app = useApp()
  const [first = ''] = keys
  return (
    <>
      {keys.map((binding, index) => (
        <Fragment key={binding}>
          {index > 0 && !isPair && <span className={css.or}>or</span>}
          <Keycap
            keys={binding}
            isMac={app.isMac}
            isBare={isPair && index > 0 && hasSameModifiers(first, binding)}
          />
          <span className="visuallyHidden">{binding}</span>
        </Fragment>
      ))}
    </>
  )
}

function hasSameModifiers(one: string, other: string): boolean {
  const [a, b] = [parseKeys(one)[0], parseKeys(other)[0]]
  return a?.shift === b?.shift && a?.alt === b?.alt && a?.mod === b?.mod
}
