/** The pictures of a full text: which it names, and where they may be fetched. */
import type { ArxivId } from '../../src/shared/domain.ts'
import { figureKey } from '../../src/shared/kept.ts'

/** More would be pages scanned as pictures, and an hour at arXiv's pace. */
const mostFigures = 60

const besidePage = /^https:\/\/arxiv\.org\/html\/(?!\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/

/** The pictures that Markdown names, each once, with the names of their files. Drawings (SVG) can hold scripts: none. */
export function figuresOf(markdown: string): readonly { readonly name: string; readonly source: string }[] {
  const sources = new Map<string, string>()
  for (const [, source = ''] of markdown.matchAll(/!\[[^\]]{0,2000}\]\(\s*<?([^)\s>]{1,500})/g)) {
    const extension = /\.(png|jpe?g|gif|webp|svg)(?:[?#]|$)/i.exec(source)?.[1]?.toLowerCase() ?? 'png'
    if (extension !== 'svg' && !source.startsWith('data:')) sources.set(figureKey(source), extension)
  }
  return [...sources].slice(0, mostFigures).map(([source, extension], index) => ({
    name: `figure-${String(index + 1).padStart(2, '0')}.${extension}`,
    source,
  }))
}

/**
 * Where a picture is fetched: from arXiv or Hugging Face, or from the servers in their places, and from nowhere else,
 * because the text that names it is a stranger's. Null if it is none of theirs.
 */
export function figureAddress(
  source: string,
  arxivId: ArxivId,
  servers: { readonly site: string; readonly hub: string },
): { readonly url: string; readonly isArxiv: boolean } | null {
  if (!URL.canParse(source)) return null
  // What the text names without a paper's id before it lies beside the page of this paper.
  const url = new URL(source.replace(besidePage, `https://arxiv.org/html/${arxivId}/`))
  if (url.protocol !== 'https:' || url.username !== '' || url.port !== '') return null
  if (/^(?:www\.|export\.)?arxiv\.org$/.test(url.hostname)) {
    return { url: new URL(url.pathname + url.search, servers.site).href, isArxiv: true }
  }
  if (!/^(?:[a-z0-9-]+\.)?(?:huggingface\.co|hf\.co)$/.test(url.hostname)) return null
  const isHub = new URL(servers.hub).hostname === 'huggingface.co'
  return { url: isHub ? url.href : new URL(url.pathname + url.search, servers.hub).href, isArxiv: false }
}
