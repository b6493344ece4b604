/** A window that nobody sees may never paint (ms). */
const longestPaint = 2_000

/** Resolves when something of the page has been seen for the first time: what is only read later is loaded then. */
export function firstPaint(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((entries) => {
      if (entries.getEntriesByName('first-contentful-paint').length === 0) return
      observer.disconnect()
      resolve()
    })
    observer.observe({ type: 'paint', buffered: true })
    setTimeout(resolve, longestPaint)
  })
}
