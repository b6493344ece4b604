/** Text with stretches of it marked as what was searched for. */
import type { ReactNode } from 'react'
import type { Stretch } from '../shared/search-matches.ts'
import css from './Marked.module.css'

export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly Stretch[] }) {
  const parts: ReactNode[] = []
  let done = 0
  for (const { start, end } of marks) {
    if (start > done) parts.push(text.slice(done, start))
    parts.push(
      <mark key={start} className={css.mark}>
        {text.slice(start, end)}
      </mark>,
    )
    done = end
  }
  return (
    <>
      {parts}
      {text.slice(done)}
    </>
  )
}
