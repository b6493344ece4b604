/** A setting: its name, and what it is. */
import type { ReactNode } from 'react'
import css from './SettingRow.module.css'

export function SettingRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.row}>
      <span>{name}</span>
      <div className={css.value}>{children}</div>
    </div>
  )
}
