/** Says where the reader is: in the title of the window, and to screen readers when it has become another place. */
import { useEffect, useRef } from 'react'
import { announce } from '../actions/notify.ts'
import { plainText } from '../components/read-text.ts'
import { placeTitle } from '../text/place-title.ts'
import { useApp, useLibrary, useView } from './app-context.tsx'

export function usePlaceTold(): void {
  const app = useApp()
  const today = useLibrary((state) => state.today)
  const isReady = useLibrary((state) => state.status === 'ready')
  const place = useView((view) => placeTitle(view, today))
  const readId = useView((view) => (view.isReading ? view.currentId : null))
  const paper = useLibrary(({ rows }) => (readId === null ? undefined : rows.get(readId)))
  const told = useRef<string | null>(null)
  useEffect(() => {
    document.title = `${paper === undefined ? place : plainText(paper.title)} · Octavo`
  }, [paper, place])
  useEffect(() => {
    if (!isReady) return
    // The place of the start is heard from what has the focus.
    if (told.current !== null && told.current !== place) announce(app, place)
    told.current = place
  }, [app, isReady, place])
}
