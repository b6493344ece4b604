/** A view that is loaded after the first list: empty for the moment in which it is not here yet. */
import { useEffect } from 'react'
import { later } from '../components/later.ts'
import type * as LaterViews from './later-views.ts'

export const laterViews = later(() => import('./later-views.ts'))

type Name = keyof typeof LaterViews

export function LaterView({ name }: { readonly name: Name }) {
  const { value: views } = laterViews.useArrived()
  useEffect(() => {
    // A window may begin with one.
    void laterViews.load()
  }, [])
  const View = views?.[name]
  return View && <View />
}
