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
