import { renderToString } from 'katex'
import { describe, expect, it } from 'vitest'
import { findMath, macros, parse, toPlainText, type Segment } from '../../../src/shared/math/index.ts'

function formulas(text: string): string[] {
  return all(parse(text)).flatMap((segment) => (segment.kind === 'math' ? [segment.tex] : []))
}

function all(segments: readonly Segment[]): Segment[] {
  return segments.flatMap((segment) => [segment, ...('children' in segment ? all(segment.children) : [])])
}

describe('formulas between delimiters', () => {
  it.each([
    ['costs $5 per run versus $10', []],
    ['from $0.398 to $0.228 per query', []],
    ['over $220 billion', []],
    ['$$x^2$$', ['x^2']],
    ['\\$5 and $x$ ok', ['x']],
    ['about $\\sim$$4\\times$ faster', ['\\sim', '4\\times']],
    ['at rate \\(O(h^2)\\) or \\[a+b\\]', ['O(h^2)', 'a+b']],
    ['\\begin{equation*}a=b\\end{equation*}', ['a=b']],
    ['so $x \\text{ if $y$ holds}$ then', ['x \\text{ if $y$ holds}']],
    ['a lone $ sign', []],
    ['five $3\\,\\mathrm{GeV}$ beams', ['3\\,\\mathrm{GeV}']],
  ])('%s', (text, wanted) => {
    expect(formulas(text)).toEqual(wanted)
  })

  it.each([
    ['\\sqrt[3]{\\log n}', '\\sqrt[3]{\\log n}'],
    ['\\sqrt[\\frac{1}{2}]x', '\\sqrt[\\frac{1}{2}]x'],
    ['d\\rightarrow\\ ', 'd\\rightarrow\\ '],
    ['\\mu*, \\Sigma*', '\\mu*, \\Sigma*'],
    ['\\operatorname*{argmax}_x', '\\operatorname*{argmax}_x'],
    ['\\begin{cases}a\\\\[1.2ex]b\\end{cases}', '\\begin{cases}a\\\\[1.2ex] b\\end{cases}'],
    ['a\\\\[b,c]', 'a\\\\ [b,c]'],
    ['E\\mkern-2mu L', 'E L'],
    ['\\textit{Ans\\"atze}', '\\textit{Ans\\"atze}'],
    ['\\^{R}(x)_\\"u', '\\^{R}(x)_{\\"u}'],
    ['\\textbf{H$^{\\mathbf{3}}$DP}', '\\textbf{H$^{\\mathbf{3}}$DP}'],
  ])('keeps what authors write: %s', (tex, wanted) => {
    expect(formulas(`$${tex}$`)).toEqual([wanted])
    expect(() => renderToString(wanted, { macros: { ...macros }, strict: 'ignore' })).not.toThrow()
  })

  it('tells display from inline', () => {
    const display = findMath('$a$ $$b$$ \\(c\\) \\[d\\]').map((found) => found.display)
    expect(display).toEqual([false, true, false, true])
  })

  it('gives rows of an environment something to stand in', () => {
    expect(formulas('\\begin{align}a&=b\\\\c&=d\\end{align}')[0]).toMatch(
      /^\\begin\{aligned\}.*\\end\{aligned\}$/,
    )
  })
})

describe('text around formulas', () => {
  it.each([
    ['53\\% of Knights \\& Knaves', '53% of Knights & Knaves'],
    [
      'Fr\\\'echet, Schr\\"odinger, {\\L}ukasz, Miklav\\v{c}i\\v{c}',
      'Fréchet, Schrödinger, Łukasz, Miklavčič',
    ],
    ["``quoted'' and `single'", '“quoted” and ‘single’'],
    ['3--5 runs --- all', '3–5 runs — all'],
    ['\\ours is \\name{}', 'ours is name'],
    ['\\textbf{O}nline {\\em entropy collapse}', 'Online entropy collapse'],
    ['the <think> token', 'the <think> token'],
    ['about ~2.24 s', 'about ~2.24 s'],
    ['x\\footnote{see there}', 'x (see there)'],
    ['a $\\leq$ b', 'a ≤ b'],
  ])('%s', (text, wanted) => {
    expect(toPlainText(parse(text))).toBe(wanted)
  })

  it('keeps a tie together and joins wrapped lines', () => {
    expect(parse('RTX~5090\nruns')).toEqual([{ kind: 'text', start: 0, end: 13, text: 'RTX\u00a05090 runs' }])
  })

  it('breaks paragraphs where a line is indented', () => {
    expect(parse('One.\n  Two.').map(({ kind }) => kind)).toEqual(['text', 'paragraphBreak', 'text'])
  })

  it('nests emphasis, code, links and citations', () => {
    const [emphasis, , code, , link, , citation] = parse(
      '\\emph{an $x$} \\texttt{run.py} \\href{https://a.org/b}{here} \\cite{one, two}',
    )
    expect(emphasis).toMatchObject({
      kind: 'emphasis',
      style: 'italic',
      children: [{ text: 'an ' }, { tex: 'x' }],
    })
    expect(code).toMatchObject({ kind: 'code', text: 'run.py' })
    expect(link).toMatchObject({ kind: 'link', href: 'https://a.org/b', children: [{ text: 'here' }] })
    expect(citation).toMatchObject({ kind: 'citation', keys: ['one', 'two'] })
  })

  it('links bare addresses without the full stop behind them', () => {
    const links = parse('See https://a.org/x_(y). And arXiv:2404.03176!').filter(
      ({ kind }) => kind === 'link',
    )
    expect(links).toMatchObject([
      { href: 'https://a.org/x_(y)' },
      { href: 'https://arxiv.org/abs/2404.03176' },
    ])
  })

  it('follows no address but web and mail', () => {
    expect(parse('\\href{javascript:alert(1)}{x}').map(({ kind }) => kind)).toEqual(['text'])
  })
})
