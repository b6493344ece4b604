/**
 * A probe in a page: from a key to the frame that shows another paper, the length of frames, and long tasks. It lives in
 * the page, so that what drives the keys is not measured with it. The same one is put into Octavo and into a bare page.
 */
import type { Page } from '@playwright/test'

interface Probe {
  /** Milliseconds from a key's event to the painted frame with another article and its abstract, one per key. */
  readonly paints: number[]
  /** Milliseconds between frames since `frames` was last emptied. */
  readonly frames: number[]
  /** Lengths (ms) of tasks of more than 50 ms. */
  readonly longTasks: number[]
}

declare global {
  interface Window {
    octavoProbe?: Probe
  }
}

/** Puts the probe into the page. */
export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(install)
}

/** Presses a key and waits for the next paper. Milliseconds from the one to the other on the screen. */
export async function keyToPaint(page: Page, key: string): Promise<number> {
  const before = await page.evaluate(() => window.octavoProbe?.paints.length ?? 0)
  await page.keyboard.press(key)
  return page.evaluate(async (count) => {
    const paints = window.octavoProbe?.paints ?? []
    const givesUpAt = performance.now() + 10_000
    while (paints.length <= count && performance.now() < givesUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 8))
    }
    return paints[count] ?? Number.NaN
  }, before)
}

/** Lengths (ms) of the frames while `work` goes on. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => window.octavoProbe?.frames.splice(0))
  await work()
  return page.evaluate(() => [...(window.octavoProbe?.frames ?? [])])
}

/** Lengths (ms) of the long tasks so far. */
export function longTasks(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => [...(window.octavoProbe?.longTasks ?? [])])
}

/** Runs in the page. */
function install(): void {
  const probe: Probe = { paints: [], frames: [], longTasks: [] }
  window.octavoProbe = probe
  const article = (): Element | null => document.querySelector('article')
  const onceThereIsAnother = (before: Element | null, done: () => void): void => {
    const isThere = (): boolean => article() !== before && article()?.querySelector('[lang=en]') != null
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      // What is changed now is drawn after the next frame's callbacks; a message comes after the drawing.
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', done)
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    })
    observer.observe(document.body, { subtree: true, childList: true })
  }
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.repeat) return
      onceThereIsAnother(article(), () => probe.paints.push(performance.now() - event.timeStamp))
    },
    { capture: true },
  )
  let last = performance.now()
  const frame = (now: number): void => {
    probe.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longTasks.push(duration)
  }).observe({ type: 'longtask' })
}
