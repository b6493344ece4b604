/** The height of a row in px: the tokens give it in rem, so it follows the reader's font size and the density. */
import { useSyncExternalStore } from 'react'
import { useLibrary } from './app-context.tsx'

const rem = { compact: 2.875, regular: 4.125, roomy: 5.25 } as const

export function useRowHeight(): number {
  const density = useLibrary((state) => state.settings.density)
  const rootSize = useSyncExternalStore(onResize, rootFontSize)
  return rem[density] * rootSize
}

/** Asked again only when the window has changed: asking makes the browser settle every style on the page. */
let known: number | null = null

function onResize(notify: () => void): () => void {
  const forget = (): void => {
    known = null
    notify()
  }
  window.addEventListener('resize', forget)
  return () => window.removeEventListener('resize', forget)
}

function rootFontSize(): number {
  known ??= Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return known
}
