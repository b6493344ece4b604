/** Scrolling the paper's page by a screenful, as a short glide: at once one could not see where the line being read went. */
import { surface } from './surfaces.ts'

/** Of look.md §5, in milliseconds. */
const glideTime = 120

/** Of the page's height: what was at the foot is still there at the head. */
const share = 0.85

/** The glide under way: a second press goes on from where the first one leads. */
let glide: { readonly page: HTMLElement; readonly to: number } | null = null

/** Scrolls the page by nearly its height. False if it is at its end already, or on its way there. */
export function scrollPage(direction: 1 | -1): boolean {
  const page = document.querySelector<HTMLElement>(`[${surface.page}]`)
  if (!page) return false
  const from = glide?.page === page ? glide.to : page.scrollTop
  const rest = direction === 1 ? page.scrollHeight - page.clientHeight - from : from
  if (rest < 2) return false
  const to = from + direction * Math.min(rest, page.clientHeight * share)
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) page.scrollTo({ top: to, behavior: 'instant' })
  else glideTo(page, to)
  return true
}

function glideTo(page: HTMLElement, to: number): void {
  const start = performance.now()
  const from = page.scrollTop
  const mine = { page, to }
  let shown = from
  glide = mine
  const step = (now: number): void => {
    if (glide !== mine) return
    // Whoever else scrolls meanwhile, with the wheel or by pressing a link's key, has the say.
    const isTaken = !page.isConnected || Math.abs(page.scrollTop - shown) > 2
    const part = Math.min(1, Math.max(0, (now - start) / glideTime))
    if (!isTaken) {
      page.scrollTo({ top: from + (to - from) * eased(part), behavior: 'instant' })
      shown = page.scrollTop
    }
    if (isTaken || part === 1) glide = null
    else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/** Quick at first and slow at the end, so that the eye comes to rest with the text. */
function eased(part: number): number {
  return 1 - (1 - part) ** 3
}
