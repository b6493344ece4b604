import { arityOf } from './commands.ts'

/** Commands by the letters that the feed leaves of them. */
const COMMON =
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega times cdot sim approx leq geq le ge ll gg neq ne pm mp to rightarrow leftarrow leftrightarrow Rightarrow infty circ ell in notin subset subseteq cup cap log ln exp max min sup inf lim sum prod int left right mid langle rangle lceil rceil lfloor rfloor dots ldots cdots partial nabla forall exists equiv propto otimes oplus mathcal mathbb mathbf mathrm sqrt frac perp star ast dagger prime hbar text operatorname simeq lesssim gtrsim'

const KNOWN: ReadonlySet<string> = new Set(COMMON.split(' '))

/** TeX for the source of a formula: words that are commands get their backslash back. */
export function texByRule(source: string): string {
  return source
    .replace(/[A-Za-z]+/g, (word, at: number) => withBackslashes(word, source[at + word.length] ?? ''))
    .replace(/!(?=\\|\{|$|[a-z])/g, '\\!')
    .replace(/\\!\{([^{}]*)\}/g, '\\!\\{$1\\}')
    .replace(/%/g, '\\%')
}

function withBackslashes(word: string, next: string): string {
  if (KNOWN.has(word)) return arityOf(word) === null ? word : `\\${word}${/[a-zA-Z]/.test(next) ? ' ' : ''}`
  for (let cut = word.length - 1; cut > 1; cut--) {
    if (KNOWN.has(word.slice(0, cut)) && cut > 2)
      return `\\${word.slice(0, cut)} ${withBackslashes(word.slice(cut), next)}`
  }
  for (let cut = 1; cut < word.length - 2; cut++) {
    if (KNOWN.has(word.slice(cut))) return `${word.slice(0, cut)}\\${word.slice(cut)}`
  }
  return word
}
