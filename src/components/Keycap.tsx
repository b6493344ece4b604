/** Keys as the keyboard shows them. */
import { Fragment } from 'react'
import { capsOf } from '../commands/bindings.ts'
import css from './Keycap.module.css'

interface KeycapProps {
  readonly keys: string
  readonly isMac: boolean
  /** Only the key itself: its modifiers stand before it already. */
  readonly isBare?: boolean
}

/** One binding: `Shift` `Z`, or `g` then `t`. Decoration: the control beside it names its key to screen readers. */
export function Keycap({ keys, isMac, isBare = false }: KeycapProps) {
  return (
    <span className={css.keys} aria-hidden="true">
      {capsOf(keys, isMac).map((caps, index) => (
        <Fragment key={index}>
          {index > 0 && <span className={css.then}>then</span>}
          {caps.slice(isBare ? -1 : 0).map((cap) => (
            <kbd key={cap} className={css.cap}>
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
