/** Leaving the window: addresses of a paper, opened outside or copied. */
import type { PaperDetail, PaperRow } from '../shared/domain.ts'
import type { App } from '../stores/app.ts'
import { tellFailure, toast } from './notify.ts'

/** The paper's own page; null for an imported paper whose arXiv id is not known. */
export function paperAddress({ arxivId }: Pick<PaperRow, 'arxivId'>): string | null {
  return arxivId === null ? null : `https://arxiv.org/abs/${arxivId}`
}

/** The paper's PDF on arXiv. */
export function pdfAddress({ arxivId }: Pick<PaperRow, 'arxivId'>): string | null {
  return arxivId === null ? null : `https://arxiv.org/pdf/${arxivId}`
}

/** The paper's discussion at Hugging Face. */
export function discussionAddress({ arxivId }: Pick<PaperRow, 'arxivId'>): string | null {
  return arxivId === null ? null : `https://huggingface.co/papers/${arxivId}`
}

/** The paper at alphaXiv, where it is read and commented on side by side. */
export function alphaxivAddress({ arxivId }: Pick<PaperRow, 'arxivId'>): string | null {
  return arxivId === null ? null : `https://www.alphaxiv.org/abs/${arxivId}`
}

/** The paper at Semantic Scholar: by its arXiv id, else what its title finds there. */
export function semanticScholarAddress({ arxivId, title }: Pick<PaperRow, 'arxivId' | 'title'>): string {
  return arxivId === null
    ? `https://www.semanticscholar.org/search?q=${encodeURIComponent(plainTitle(title))}`
    : `https://www.semanticscholar.org/arxiv/${arxivId}`
}

/** The paper at Google Scholar, with the papers that cite it: by its arXiv id, else what its title finds there. */
export function googleScholarAddress({ arxivId, title }: Pick<PaperRow, 'arxivId' | 'title'>): string {
  return arxivId === null
    ? `https://scholar.google.com/scholar?q=${encodeURIComponent(plainTitle(title))}`
    : `https://scholar.google.com/scholar_lookup?arxiv_id=${encodeURIComponent(arxivId)}`
}

/** The feed has taken the TeX away, which those searches do not know. */
function plainTitle(title: PaperRow['title']): string {
  return (title.feed ?? title.original ?? '').slice(0, 300)
}

/** A web address that the shell may open, or null: what the feed gives as one may be anything. */
export function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol === 'http:') url.protocol = 'https:'
  return url.protocol === 'https:' ? url.href : null
}

/** Opens an address outside the app. */
export async function visit(app: App, address: string | null): Promise<void> {
  if (address === null) return toast(app, 'This paper has no page of its own yet.')
  if (app.bridge.shell === 'browser') {
    window.open(address, '_blank', 'noopener,noreferrer')
    return
  }
  const answer = await app.bridge.call('shell.open', { url: address })
  if (!answer.ok) tellFailure(app, answer.error)
}

/** Copies the paper's address. */
export async function copyLink(app: App, paper: PaperRow | PaperDetail): Promise<void> {
  const address = paperAddress(paper)
  if (address === null) return toast(app, 'This paper has no page of its own yet.')
  try {
    await navigator.clipboard.writeText(address)
    toast(app, `Copied ${address}`)
  } catch {
    toast(app, 'The clipboard could not be written to.', null, true)
  }
}
