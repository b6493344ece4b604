import { existsSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { renderToString } from 'katex'
import { describe, expect, it } from 'vitest'
import {
  loadModel,
  macros,
  recover,
  rewriteAsFeed,
  serialise,
  type Segment,
} from '../../../src/shared/math/index.ts'

const model = loadModel(new Uint8Array(readFileSync('resources/recovery.weights')))
const abstracts = '../shared/data/math/abstracts.jsonl'

function formulas(segments: readonly Segment[]): string[] {
  return segments.flatMap((segment) => {
    if (segment.kind === 'math') return [segment.tex]
    return 'children' in segment ? formulas(segment.children) : []
  })
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The text as arXiv broke its lines: at 79 characters of TeX, two blanks before the first word. */
function hardWrapped(text: string): string {
  const lines = [' ']
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length > 79) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines.join('\n').trim()
}

describe.each([
  ['with the model', model],
  ['by rules', undefined],
])('recover %s', (_, used) => {
  it.each([
    ['small models (leq2B) win', '\\leq2'],
    ['improves 66.3 %rightarrow72.9 % on it', '\\rightarrow'],
    ['a sim4times speedup', '\\sim4\\times'],
    ['a 360^{circ} panorama', '^{\\circ}'],
    ['sizes x!in!{4,8} are used', 'x\\!\\in\\!\\{4,8\\}'],
  ])('%s', (text, wanted) => {
    expect(formulas(recover(text, used)).join(' ')).toContain(wanted)
  })

  it.each([
    'We ran it three times in order to log the results, up to a maximum.',
    'two times faster in practice, and easy to log',
    'the <think> token',
    'They left in time to log the mid-term results.',
  ])('leaves English alone: %s', (text) => {
    expect(formulas(recover(text, used))).toEqual([])
  })

  it('gives back the text that came, whatever it is', () => {
    const piece = fc.constantFrom(
      '$',
      '$$',
      '\\',
      '\\$',
      '{',
      '}',
      '\\textbf{',
      '\\frac{a}{b}',
      'x',
      ' in ',
      'log',
      'times',
      '5',
      '10%',
      '^',

      '_',
      'sim',
      'π',
      '. ',
      '\n',
      '\\(',
      '\\)',
      '`',
      '\\\\',
      '<',
      'left(',
      'right)',
      '{\\em x}',
      '😀',
      '~',
      '\\%',

      'R^{n times n}',
      'O(n log n)',
      'x!in!{4,8}',
      '\\begin{equation}',
      'https://a.b/c',
      '\\href{u}{',
      '\n  ',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(collapsed(rewriteAsFeed(serialise(recover(text, used), text)))).toBe(collapsed(text))
      }),
      { numRuns: 400 },
    )
  })

  it('covers the text in order with ranges inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab $\\{}^_x19πα~`-\n') }), (text) => {
        let at = 0
        for (const { start, end } of recover(text, used)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThanOrEqual(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('recover with the model', () => {
  it.each([
    'the modes slow_think, auto_think and no_think are compared',
    'an agreement of AUC \\geq 0.90, written without dollars',
  ])('finds no formula in: %s', (text) => {
    expect(formulas(recover(text, model))).toEqual([])
  })

  it('gives what ends a formula its argument', () => {
    expect(
      formulas(recover('we employ mathcal V-usable information for x in mathbb R', model)).join(' '),
    ).not.toMatch(/\\math(?:cal|bb)\s*(?:\{\}|$)/)
  })

  it('leaves a bracket to the text that opens it', () => {
    const text = 'we bound the cost of A_n (or of all polynomials of degree ell) in the network of x_i'
    expect(formulas(recover(text, model))).toEqual(['A_n', '\\ell', 'x_i'])
  })

  it('takes a word in a script for a word where a command would lack its argument', () => {
    expect(formulas(recover('the acceleration g_{bar} at radius R_{max}', model))).toContain('g_{bar}')
  })

  it.each([
    ['It runs in O(nlog n) time.', 'O(n\\log n)'],
    ['a matrix in R^{n times n} is', '\\mathbb{R}^{n \\times n}'],
    ['as D{to}infty we get', 'D{\\to}\\infty'],
  ])('%s', (text, wanted) => {
    expect(formulas(recover(text, model)).join(' ')).toContain(wanted)
  })

  it('keeps formulas whose delimiters survived, as not guessed', () => {
    const [, math] = recover('a \\(TPP\\) b', model)
    expect(math).toMatchObject({ kind: 'math', tex: 'TPP', guessed: false, start: 2, end: 9 })
  })

  it.runIf(existsSync(abstracts))('finds nothing that KaTeX refuses in abstracts of arXiv', () => {
    const lines = readFileSync(abstracts, 'utf8')
      .split('\n')
      .filter((line, index) => line !== '' && index % 80 === 0)
    const all = lines.flatMap((line) => formulas(recover(rewriteAsFeed(JSON.parse(line).abstract), model)))
    const refused = all.filter((tex) => {
      try {
        renderToString(tex, { throwOnError: true, strict: 'ignore', macros: { ...macros } })
        return false
      } catch {
        return true
      }
    })
    expect(all.length).toBeGreaterThan(300)
    expect(refused.length / all.length).toBeLessThan(0.004)
  })
})

describe('the TeX of a formula', () => {
  it.each([
    ['commands one after the other', 'We study the limit Nrightarrowinfty of it.', 'N\\rightarrow\\infty'],
    ['a family', 'The family {O_i}_{i=1}^m of sets is dense.', '\\{O_i\\}_{i=1}^m'],
    ['a space after a comma', 'The region (n,, y_{mathcal D}) is stable.', '(n,\\, y_{\\mathcal D})'],
    ['a name after its font', 'The value x_{rm ini} is small.', 'x_{\\rm ini}'],
  ])('%s', (_, text, wanted) => {
    expect(formulas(recover(text, model))).toEqual([wanted])
  })

  it('is found for a letter everywhere or nowhere', () => {
    const text = 'We let k leq 10, so that k=5 is possible. Each k gives a search of k neighbours.'
    expect(formulas(recover(text, model)).filter((tex) => tex === 'k')).toHaveLength(2)
  })
})

describe('loadModel', () => {
  it('says so when bytes are no weights', () => {
    expect(() => loadModel(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9]))).toThrow(/no weights/)
  })
})

describe('the lines of hard-wrapped text', () => {
  it.each(['w', '\\mathbf{w}', 'W', '\\mathcal{W}', '\\mathbf{W}'])('tell that it was %s', (tex) => {
    const original = hardWrapped(
      `We study how the loss of a network changes along a path in the space of its weights $${tex}$ while the data stay the same, and show that the gradient with respect to $${tex}$ is sparse whenever the first layer is wide enough. The result holds for every choice of the step $\\eta > 0$ and needs no convexity.`,
    )
    expect(formulas(recover(rewriteAsFeed(original), model))).toEqual([tex, tex, '\\eta > 0'])
  })
})
