// What became of a formula's TeX: its pieces as the feed leaves them, each with the class that it had.
export interface Aligned {
  readonly image: string
  readonly pieces: readonly { readonly text: string; readonly tex: string }[]
}

const SAME: Readonly<Record<string, string>> = {
  text: 'mathrm',
  textrm: 'mathrm',
  rm: 'mathrm',
  mbox: 'mathrm',
  textnormal: 'mathrm',
  textup: 'mathrm',
  operatorname: 'mathrm',
  hbox: 'mathrm',
  textbf: 'mathbf',
  textit: 'mathit',
  textsf: 'mathsf',
  texttt: 'mathtt',
  widetilde: 'tilde',
  widehat: 'hat',
  bm: 'boldsymbol',
  dfrac: 'frac',
  tfrac: 'frac',
  emph: 'mathit',
  mathbbm: 'mathbb',
  mathds: 'mathbb',
}

interface Argument {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** The pieces of `$tex$` behind the rewrite; white space of the TeX is kept. Null for what cannot be aligned. */
export function alignTex(tex: string): Aligned | null {
  if (tex.includes('$')) return null
  const { text, origins, wrappers } = withoutBraced(tex)
  const image: string[] = []
  const source: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') continue
    image.push(text[at] ?? '')
    source.push(at)
  }
  const names = [...text.matchAll(/\\([a-zA-Z]+)/g)].map((match) => {
    const start = match.index + 1
    let end = start + 1
    // What follows where a braced command was taken away is not part of the name: `\in\mathbb{R}`.
    while (end < start + match[0].length - 1 && origins[end] === (origins[end - 1] ?? 0) + 1) end++
    return { start, end }
  })
  const pieces: { text: string; tex: string }[] = []
  let name = 0
  for (let k = 0; k < image.length;) {
    const at = source[k] ?? 0
    while ((names[name]?.end ?? Infinity) <= at) name++
    const command = names[name]
    let end = k + 1
    const letter = /[A-Za-z]/
    if (command && command.start <= at) {
      while (end < image.length && (source[end] ?? 0) < command.end) end++
    } else if (letter.test(image[k] ?? '')) {
      while (
        end < image.length &&
        letter.test(image[end] ?? '') &&
        source[end] === (source[end - 1] ?? 0) + 1 &&
        origins[source[end] ?? 0] === (origins[source[end - 1] ?? 0] ?? 0) + 1
      )
        end++
    } else if (/\d/.test(image[k] ?? '')) {
      while (
        end < image.length &&
        (/\d/.test(image[end] ?? '') || (image[end] === '.' && /\d/.test(image[end + 1] ?? ''))) &&
        source[end] === (source[end - 1] ?? 0) + 1
      )
        end++
    } else if (/\s/.test(image[k] ?? '')) while (end < image.length && /\s/.test(image[end] ?? '')) end++
    const piece = image.slice(k, end).join('')
    const isCommand =
      (command !== undefined && command.start <= at) || (text[at - 1] === '\\' && !letter.test(piece))
    const origin = origins[at] ?? 0
    const last = origins[source[end - 1] ?? 0] ?? 0
    const wrapper = wrappers.find(
      (w) => trimmedStart(tex, w) === (isCommand ? origin - 1 : origin) && trimmedEnd(tex, w) === last + 1,
    )
    const kind = piece === '{' ? secondArgument(tex, origin, wrappers) : undefined
    pieces.push({
      text: piece,
      tex:
        kind ??
        (wrapper
          ? `{${isCommand ? '\\' : ''}${SAME[wrapper.name] ?? wrapper.name}}`
          : isCommand
            ? 'command'
            : 'plain'),
    })
    k = end
  }
  return { image: image.join(''), pieces }
}

function secondArgument(tex: string, at: number, wrappers: readonly Argument[]): string | undefined {
  const before = wrappers.find((w) => w.end + 1 === at)
  const name = before && (SAME[before.name] ?? before.name)
  return name === 'frac' ? 'frac' : undefined
}

function trimmedStart(tex: string, { start, end }: Argument): number {
  let at = start
  while (at < end && /\s/.test(tex[at] ?? '')) at++
  return at
}

function trimmedEnd(tex: string, { start, end }: Argument): number {
  let at = end
  while (at > start && /\s/.test(tex[at - 1] ?? '')) at--
  return at
}

function withoutBraced(tex: string): { text: string; origins: number[]; wrappers: Argument[] } {
  const origins: number[] = []
  const wrappers: Argument[] = []
  let last = 0
  for (const match of tex.matchAll(/\\([a-zA-Z]+)\{([^}]*)\}/g)) {
    for (let at = last; at < match.index; at++) origins.push(at)
    last = match.index + match[0].length
    const start = last - 1 - (match[2]?.length ?? 0)
    for (let at = start; at < last - 1; at++) origins.push(at)
    wrappers.push({ name: match[1] ?? '', start, end: last - 1 })
  }
  for (let at = last; at < tex.length; at++) origins.push(at)
  return { text: origins.map((at) => tex[at]).join(''), origins, wrappers }
}
