/**
 * A view that is loaded after the first list: empty for the moment in which it is not here yet. One that could not be had
 * is an error of the window, which offers to load it anew.
 */
import { useEffect } from 'react'
import { later } from '../components/later.ts'
import type * as LaterViews from './later-views.ts'

export const laterViews = later(() => import('./later-views.ts'))

type Name = keyof typeof LaterViews

export function LaterView({ name }: { readonly name: Name }) {
  const { value: views, isOver } = laterViews.useArrived()
  useEffect(() => {
    // A key may come before the window has asked for them.
    void laterViews.load()
  }, [])
  if (isOver && views === null) throw new Error('a part of the window could not be loaded')
  const View = views?.[name]
  return View && <View />
}
