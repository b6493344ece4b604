/** When the page has been seen: what is only read later waits for it. */
import { later } from './later.ts'

/** A window that nobody sees may never paint (ms). */
const longestPaint = 2_000

/** Over when something of the page has been painted for the first time. */
export const firstPaint = later(
  () =>
    new Promise<true>((resolve) => {
      const observer = new PerformanceObserver((entries) => {
        if (entries.getEntriesByName('first-contentful-paint').length === 0) return
        observer.disconnect()
        resolve(true)
      })
      observer.observe({ type: 'paint', buffered: true })
      setTimeout(() => resolve(true), longestPaint)
    }),
)
