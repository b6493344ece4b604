/** The present, which tests and feeds of recorded days may put elsewhere. */

/**
 * A clock that runs as fast as the real one. `startAt` (an ISO instant, or a day, which means its noon in UTC) puts it
 * there now; without it, or when it is neither, the clock is the real one.
 */
export function clockFrom(startAt: string | undefined): () => number {
  if (startAt === undefined) return Date.now
  const start = Date.parse(/^\d{4}-\d\d-\d\d$/.test(startAt) ? `${startAt}T12:00:00Z` : startAt)
  if (Number.isNaN(start)) return Date.now
  const offset = start - Date.now()
  return () => Date.now() + offset
}
