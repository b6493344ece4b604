/** A note or a full text as it reads: Markdown to React elements, with mathematics found before emphasis. No HTML at any point. */
import type MarkdownIt from 'markdown-it'
import type { ReactNode } from 'react'
import { figureKey, type KeptFigure } from '../shared/kept.ts'
import { acceptableTex, findMath } from '../shared/math/index.ts'
import { plainNote } from '../shared/note-text.ts'
import { Formula } from './Formula.tsx'
import { OutsideLink } from './MathText.tsx'
import { typesetters } from './typesetters.ts'
import css from './Markdown.module.css'

interface MarkdownProps {
  readonly text: string
  /**
   * Where pictures can be loaded from, by `figureKey`: for a paper's text, whose headings are headings of the page. A note
   * has neither.
   */
  readonly figures?: ReadonlyMap<string, KeptFigure>
  readonly onLink: (address: string) => void
}

type Reader = InstanceType<typeof MarkdownIt>

let notes: Reader | null = null
let papers: Reader | null = null

/** The readers of Markdown, made when something is first read; null where what they are made of has not been loaded. */
function useReaders(): { readonly notes: Reader; readonly papers: Reader } | null {
  const { value } = typesetters.useArrived()
  if (value === null) return null
  const newReader = (): Reader => new value.MarkdownIt({ html: false, linkify: false, typographer: false })
  notes ??= newReader().disable(['image'])
  papers ??= newReader()
  return { notes, papers }
}

/** Formulas are held by private-use marks while Markdown is read: `$x_1^2*y*$` has no emphasis in it. */
const open = '\uE000'
const close = '\uE001'

interface Held {
  /** As typed, delimiters included: inside code a formula is its source again. */
  readonly source: string
  readonly tex: string
  readonly isDisplay: boolean
}

type Token = ReturnType<Reader['parse']>[number]

export function Markdown({ text, figures, onLink }: MarkdownProps) {
  const readers = useReaders()
  if (readers === null) return <div className={css.unread}>{text}</div>
  const formulas: Held[] = []
  const tokens = (figures ? readers.papers : readers.notes).parse(withHeldFormulas(text, formulas), {})
  const elements = new Elements(formulas, figures ?? null, onLink).of(tokens)
  return <div className={figures ? `${css.markdown} ${css.paper}` : css.markdown}>{elements}</div>
}

/** A line of a note for a row of a list: its words and formulas, without marks and without controls. */
export function MarkdownLine({ text }: { text: string }) {
  const readers = useReaders()
  if (readers === null) return plainNote(text)
  const formulas: Held[] = []
  const tokens = readers.notes.parse(withHeldFormulas(text, formulas), {})
  return <>{new Elements(formulas, null, () => {}).line(tokens)}</>
}

function withHeldFormulas(text: string, formulas: Held[]): string {
  // The marks themselves cannot be typed, and mean nothing should they be pasted.
  const clean = text.replaceAll(/[\uE000\uE001]/g, '')
  let held = ''
  let at = 0
  for (const found of findMath(clean)) {
    held += clean.slice(at, found.start) + open + formulas.length + close
    formulas.push({
      source: clean.slice(found.start, found.end),
      tex: acceptableTex(found.tex),
      isDisplay: found.display,
    })
    at = found.end
  }
  return held + clean.slice(at)
}

class Elements {
  readonly #formulas: readonly Held[]
  readonly #figures: ReadonlyMap<string, KeptFigure> | null
  readonly #onLink: (address: string) => void
  #key = 0

  constructor(
    formulas: readonly Held[],
    figures: ReadonlyMap<string, KeptFigure> | null,
    onLink: (address: string) => void,
  ) {
    this.#formulas = formulas
    this.#figures = figures
    this.#onLink = onLink
  }

  /** The elements of a flat run of tokens: openings hold everything up to their closing. */
  of(tokens: readonly Token[]): ReactNode[] {
    const elements: ReactNode[] = []
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at]
      if (!token) continue
      if (token.nesting !== 1) {
        elements.push(this.#leaf(token))
        continue
      }
      const end = closingOf(tokens, at)
      elements.push(this.#branch(token, this.of(tokens.slice(at + 1, end))))
      at = end
    }
    return elements
  }

  /** The words of tokens on one line. */
  line(tokens: readonly Token[]): ReactNode[] {
    return tokens.flatMap((token) => {
      if (token.children) return this.line(token.children)
      if (token.type === 'softbreak' || token.type === 'hardbreak') return [' ']
      return token.type === 'code_inline' ? [this.#source(token.content)] : this.#text(token.content, false)
    })
  }

  #branch(token: Token, children: ReactNode[]): ReactNode {
    const key = this.#key++
    switch (token.tag) {
      case 'p':
        return token.hidden ? children : <p key={key}>{children}</p>
      case 'em':
        return <em key={key}>{children}</em>
      case 'strong':
        return <strong key={key}>{children}</strong>
      case 's':
        return <s key={key}>{children}</s>
      case 'ul':
        return <ul key={key}>{children}</ul>
      case 'ol':
        return <ol key={key}>{children}</ol>
      case 'li':
        return <li key={key}>{children}</li>
      case 'blockquote':
        return <blockquote key={key}>{children}</blockquote>
      case 'a':
        return this.#link(token, children, key)
      case 'table':
        return (
          <div key={key} className={css.table}>
            <table>{children}</table>
          </div>
        )
      case 'thead':
        return <thead key={key}>{children}</thead>
      case 'tbody':
        return <tbody key={key}>{children}</tbody>
      case 'tr':
        return <tr key={key}>{children}</tr>
      case 'th':
        return <th key={key}>{children}</th>
      case 'td':
        return <td key={key}>{children}</td>
      default:
        return /^h[1-6]$/.test(token.tag) ? (
          this.#heading(token.tag, children, key)
        ) : (
          <div key={key}>{children}</div>
        )
    }
  }

  /** A paper's headings stand one below the page's own, which is its title. */
  #heading(tag: string, children: ReactNode[], key: number): ReactNode {
    if (this.#figures === null) {
      return (
        <p key={key} className={css.heading}>
          {children}
        </p>
      )
    }
    const Heading = ({ h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5' } as const)[tag] ?? 'h6'
    return <Heading key={key}>{children}</Heading>
  }

  /** A picture that is kept; what stands for one that is not is its caption. */
  #picture(token: Token, key: number): ReactNode {
    const figure = this.#figures?.get(figureKey(String(token.attrGet('src') ?? '')))
    const caption = this.#source(token.content)
    if (figure === undefined) return <span key={key} className={css.missing}>{`[figure: ${caption}]`}</span>
    return (
      <img
        key={key}
        className={css.figure}
        src={figure.address}
        width={figure.width}
        height={figure.height}
        alt={caption}
        loading="lazy"
      />
    )
  }

  #link(token: Token, children: ReactNode[], key: number): ReactNode {
    const address = String(token.attrGet('href') ?? '')
    if (!/^(?:https?|mailto):/i.test(address)) return children
    return <OutsideLink key={key} address={address} text={children} onLink={this.#onLink} />
  }

  #leaf(token: Token): ReactNode {
    const key = this.#key++
    switch (token.type) {
      case 'inline':
        return this.of(token.children ?? [])
      case 'text':
        return this.#text(token.content)
      case 'image':
        return this.#picture(token, key)
      case 'softbreak':
        return ' '
      case 'hardbreak':
        return <br key={key} />
      case 'hr':
        return <hr key={key} />
      case 'code_inline':
        return <code key={key}>{this.#source(token.content)}</code>
      case 'fence':
      case 'code_block':
        return <pre key={key}>{this.#source(token.content)}</pre>
      default:
        return this.#source(token.content)
    }
  }

  #text(content: string, canDisplay = true): ReactNode[] {
    return content.split(/(\uE000\d+\uE001)/).map((part) => {
      const held = this.#heldBy(part)
      return held ? (
        <Formula key={this.#key++} tex={held.tex} isDisplay={held.isDisplay && canDisplay} />
      ) : (
        part
      )
    })
  }

  #source(content: string): string {
    return content.replaceAll(/\uE000\d+\uE001/g, (mark) => this.#heldBy(mark)?.source ?? '')
  }

  #heldBy(part: string): Held | undefined {
    return part.startsWith(open) ? this.#formulas[Number(part.slice(1, -1))] : undefined
  }
}

function closingOf(tokens: readonly Token[], from: number): number {
  let depth = 0
  for (let at = from; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0
    if (depth === 0) return at
  }
  return tokens.length
}
