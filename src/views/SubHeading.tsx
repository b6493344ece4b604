/** A heading within the paper: one level below its title, which is the page's own at full width. */
import type { ReactNode } from 'react'
import { useView } from './app-context.tsx'

export function SubHeading({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const Level = useView((view) => view.isReading) ? 'h2' : 'h3'
  return <Level className={className}>{children}</Level>
}
