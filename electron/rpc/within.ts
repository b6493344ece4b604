/** Patience with an end. */

/** Resolves when `work` has settled, whichever way, or after `ms`, whichever is first. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([Promise.allSettled([work]), timeUp])
  clearTimeout(timer)
}
