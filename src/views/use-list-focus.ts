/** Gives the list the focus when nothing has it any more: the page at full width has gone, or the place is another one. */
import { useEffect } from 'react'
import { focusMain, surface } from '../commands/surfaces.ts'
import { useView } from './app-context.tsx'

export function useListFocus(): void {
  const isReading = useView((view) => view.isReading)
  const screen = useView((view) => view.screen)
  useEffect(() => {
    // The search has a field that takes the focus.
    if (isReading || screen === 'search') return undefined
    // In the frame's callback: whoever asks for the focus has it by then, and the page has been laid out.
    const frame = requestAnimationFrame(() => {
      const { activeElement } = document
      if (activeElement === document.body || activeElement?.hasAttribute(surface.page)) focusMain()
    })
    return () => cancelAnimationFrame(frame)
  }, [isReading, screen])
}
