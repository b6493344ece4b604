/** Copying text with formulas: KaTeX's layout would come out as scrambled letters, so each formula is copied as its TeX. */

/** Hears copies until the returned function is called. */
export function listenForCopies(target: Document): () => void {
  const copy = (event: ClipboardEvent): void => {
    const selection = target.getSelection()
    if (!selection || selection.isCollapsed || !event.clipboardData) return
    const range = widened(selection.getRangeAt(0))
    const fragment = range.cloneContents()
    if (!fragment.querySelector('.katex')) return
    event.clipboardData.setData('text/plain', textWithTex(fragment))
    event.preventDefault()
  }
  target.addEventListener('copy', copy)
  return () => target.removeEventListener('copy', copy)
}

/** The range, with a formula taken whole where it begins or ends inside one. */
function widened(range: Range): Range {
  const wide = range.cloneRange()
  const first = formulaAround(range.startContainer)
  const last = formulaAround(range.endContainer)
  if (first) wide.setStartBefore(first)
  if (last) wide.setEndAfter(last)
  return wide
}

function formulaAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('.katex') ?? null
}

/** Text of a copied part, each formula as TeX between dollars, paragraphs as lines. */
export function textWithTex(fragment: DocumentFragment): string {
  for (const formula of fragment.querySelectorAll('.katex')) {
    const tex = formula.querySelector('annotation')?.textContent ?? ''
    const isDisplay = formula.closest('.katex-display') !== null
    formula.replaceWith(isDisplay ? `\n$$${tex}$$\n` : `$${tex}$`)
  }
  for (const paragraph of fragment.querySelectorAll('p, li, h1, h2, h3')) paragraph.append('\n')
  return (fragment.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim()
}
