/** The height of a row in px: the tokens give it in rem, so it follows the reader's font size and the density. */
import { useSyncExternalStore } from 'react'
import { useLibrary } from './app-context.tsx'

const rem = { compact: 2.875, regular: 4.125, roomy: 5.25 } as const

export function useRowHeight(): number {
  const density = useLibrary((state) => state.settings.density)
  const rootSize = useSyncExternalStore(onResize, rootFontSize)
  return rem[density] * rootSize
}

function onResize(notify: () => void): () => void {
  window.addEventListener('resize', notify)
  return () => window.removeEventListener('resize', notify)
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}
