/** Calls back when nothing else happens; the browser shell may be Safari, which cannot tell when that is. */
export function whenIdle(act: (timeLeft: () => number) => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(() => {
      const endsAt = performance.now() + 10
      act(() => endsAt - performance.now())
    }, 50)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback((deadline) => act(() => deadline.timeRemaining()))
  return () => cancelIdleCallback(handle)
}
