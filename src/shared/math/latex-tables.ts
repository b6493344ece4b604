import type { EmphasisStyle } from './segment.ts'

/** Tables of what text-mode LaTeX commands mean; commands outside them show their argument or their name. */

export const EMPHASIS: ReadonlyMap<string, EmphasisStyle> = new Map([
  ['emph', 'italic'],
  ['textit', 'italic'],
  ['textsl', 'italic'],
  ['textbf', 'bold'],
  ['textsc', 'smallCaps'],
  ['underline', 'underline'],
  ['uline', 'underline'],
])

/** `{\em x}`: switches that hold until the end of their group. */
export const SWITCHES: ReadonlyMap<string, EmphasisStyle | 'code' | 'none'> = new Map([
  ['em', 'italic'],
  ['it', 'italic'],
  ['itshape', 'italic'],
  ['sl', 'italic'],
  ['bf', 'bold'],
  ['bfseries', 'bold'],
  ['sc', 'smallCaps'],
  ['scshape', 'smallCaps'],
  ['tt', 'code'],
  ['ttfamily', 'code'],
  ['rm', 'none'],
  ['sf', 'none'],
  ['normalfont', 'none'],
])

/** Commands of one argument that is read and not shown. */
export const DROPPED: ReadonlySet<string> = new Set([
  'label',
  'color',
  'vspace',
  'hspace',
  'begin',
  'end',
  'bibliography',
  'index',
  'thanks',
])

export const CITATIONS =
  /^(?:cite|citep|citet|citealp|citealt|citeauthor|citeyear|autocite|textcite|parencite)$/

/** Commands without an argument, and what the reader sees of them. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    textbackslash: '\\',
    backslash: '\\',
    textasciitilde: '~',
    textasciicircum: '^',
    textunderscore: '_',
    textdollar: '$',
    textpercent: '%',
    textless: '<',
    textgreater: '>',
    textbar: '|',
    textbraceleft: '{',
    textbraceright: '}',
    lbrace: '{',
    rbrace: '}',
    ldots: '…',
    dots: '…',
    textellipsis: '…',
    textendash: '–',
    textemdash: '—',
    textquoteleft: '‘',
    textquoteright: '’',
    textquotedblleft: '“',
    textquotedblright: '”',
    lq: '‘',
    rq: '’',
    texttrademark: '™',
    textregistered: '®',
    textcopyright: '©',
    copyright: '©',
    textdegree: '°',
    degree: '°',
    textmu: 'µ',
    texteuro: '€',
    euro: '€',
    pounds: '£',
    textsterling: '£',
    S: '§',
    P: '¶',
    dag: '†',
    ddag: '‡',
    ss: 'ß',
    ae: 'æ',
    AE: 'Æ',
    oe: 'œ',
    OE: 'Œ',
    aa: 'å',
    AA: 'Å',
    o: 'ø',
    O: 'Ø',
    l: 'ł',
    L: 'Ł',
    i: 'ı',
    j: 'ȷ',
    th: 'þ',
    TH: 'Þ',
    dh: 'ð',
    DH: 'Ð',
    LaTeX: 'LaTeX',
    TeX: 'TeX',
    xspace: '',
    noindent: '',
    indent: '',
    protect: '',
    centering: '',
    small: '',
    footnotesize: '',
    normalsize: '',
    large: '',
    Large: '',
    newline: ' ',
    quad: '\u2003',
    qquad: '\u2003\u2003',
    thinspace: '\u2009',
    enspace: '\u2002',
    item: '• ',
    eg: 'e.g.',
    ie: 'i.e.',
    etal: 'et al.',
    etc: 'etc.',
    aka: 'a.k.a.',
    wrt: 'w.r.t.',
  }),
)

/** `\` and one character that is not a letter. */
export const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '%': '%',
    '&': '&',
    _: '_',
    '#': '#',
    $: '$',
    '{': '{',
    '}': '}',
    ',': '\u2009',
    ' ': ' ',
    ';': ' ',
    ':': ' ',
    '!': '',
    '-': '',
    '/': '',
    '@': '',
    '\\': ' ',
    '\n': ' ',
  }),
)

/** Accents as combining characters, put behind their letter and composed. */
const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '"': '\u0308',
    '=': '\u0304',
    '.': '\u0307',
    v: '\u030c',
    c: '\u0327',
    u: '\u0306',
    H: '\u030b',
    k: '\u0328',
    r: '\u030a',
    b: '\u0331',
    d: '\u0323',
    t: '\u0361',
  }),
)

const ACCENTED =
  /\\(?:(["'`^~=.])\s*|([vcuHkrbdt])(?:\s+|(?=[{\\])))(?:\{(?:\\([ij])|([\p{L}]{1,2}))\s*\}|\\([ij])(?![a-zA-Z])\s?|(\p{L}))/uy

/** The accented letter that starts at `at`, or null: `\'e`, `\"{o}`, `\v{c}`, `\'{\i}`. */
export function accentAt(text: string, at: number): { readonly text: string; readonly end: number } | null {
  ACCENTED.lastIndex = at
  const found = ACCENTED.exec(text)
  if (!found) return null
  const mark = ACCENTS.get(found[1] ?? found[2] ?? '')
  const letters = found[3] ?? found[4] ?? found[5] ?? found[6]
  if (mark === undefined || letters === undefined) return null
  const [first = '', ...rest] = letters
  return { text: (first + mark + rest.join('')).normalize('NFC'), end: at + found[0].length }
}
