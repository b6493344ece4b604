/** Bare addresses in running text. */
export interface FoundLink {
  readonly end: number
  readonly href: string
}

const ADDRESS = /https?:\/\/[^\s<>"{}|\\^`$]+/y
const ARXIV = /arXiv:\s?(\d{4}\.\d{4,5})(v\d+)?/iy

/** The address or arXiv identifier that starts at `at`; punctuation that ends the sentence is not part of it. */
export function linkAt(text: string, at: number): FoundLink | null {
  ADDRESS.lastIndex = at
  const address = ADDRESS.exec(text)?.[0]
  if (address !== undefined) {
    const href = withoutClosingPunctuation(address)
    return isWebAddress(href) ? { end: at + href.length, href } : null
  }
  ARXIV.lastIndex = at
  const arxiv = ARXIV.exec(text)
  if (!arxiv) return null
  return { end: at + arxiv[0].length, href: `https://arxiv.org/abs/${arxiv[1] ?? ''}${arxiv[2] ?? ''}` }
}

/** Whether a link may lead there: http, https and mailto only. */
export function isWebAddress(href: string): boolean {
  return /^(?:https?:\/\/[^\s/]+|mailto:[^\s@]+@)/i.test(href)
}

function withoutClosingPunctuation(address: string): string {
  let end = address.length
  while (end > 0) {
    const last = address[end - 1] ?? ''
    if (/[.,;:!?'*_~]/.test(last) && !(last === '_' || last === '~')) end--
    else if (last === ')' && !address.slice(0, end).includes('(')) end--
    else if (last === ']' && !address.slice(0, end).includes('[')) end--
    else break
  }
  return address.slice(0, end)
}
