/** A name as one string, taken apart into what citations need. Neither source gives the parts (feed.md §5). */

/** A person. Parts that are not there are empty; `family` never is. `particle` belongs before the family name: `von der`. */
export interface Person {
  readonly family: string
  readonly given: string
  readonly particle: string
  readonly suffix: string
}

/** Somebody to cite: a person, or a name that is not taken apart (a collaboration, a company, a mononym). */
export type CitedName = Person | { readonly literal: string }

const particles = new Set(
  'af al av ben bin da dal das de degli dei del della dem den der di do dos du el ibn la le op ten ter van vande vander von vom zu zum zur'.split(
    ' ',
  ),
)

const suffixShape = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i

/** Case matters: `Qingyao Ai` and `Yi Lab` differ from `actAVA AI`. */
const collectiveWord =
  /(?:^|\s)(?:The|AI|Alliance|Association|Authors?|Cent(?:er|re)|Collaborations?|Committee|Community|Company|Consortium|Contributors|Corporation|Department|Developers|Foundation|GmbH|Group|Inc\.?|Initiative|Institute|Laborator(?:y|ies)|Labs?|LLC|Ltd\.?|Network|Organi[sz]ation|Project|Research|School|Societ(?:y|ies)|Taskforce|Team|University|Workgroup)(?:$|[\s,:)])|(?:^|\s)on behalf of\s|(?:^|\s)(?:collaboration|team|consortium)$/

/** Family names of two characters: what is common in Chinese and Korean. */
const compoundFamilies = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 司徒 夏侯 端木 南宫 南宮 남궁 황보 제갈 선우 독고 사공 서문'.split(
    ' ',
  ),
)

const han = /^\p{Script=Han}+$/u
const hangul = /^\p{Script=Hangul}+$/u
const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー・·]+$/u

/**
 * The parts of a name, guessed: the last word is the family name, with the lower-case particles before it; names in Han or
 * Hangul characters begin with it; collectives and single words are left whole. Null for a name without a letter or digit.
 */
export function citedName(name: string): CitedName | null {
  const whole = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(whole)) return null
  if (collectiveWord.test(whole)) return { literal: whole }
  const bare = whole.replace(/(?<=\S) ?\([^()]*\)$/, '').trim()
  const beforeComma = splitAtComma(bare)
  if (beforeComma !== null) return beforeComma
  const words = bare.split(' ')
  if (words.length === 1) return eastAsianName(bare) ?? { literal: bare }
  if (words.length === 2 && words.every((word) => eastAsian.test(word))) {
    return person({ family: words[0] ?? '', given: words[1] ?? '' })
  }
  return westernName(words)
}

/** The family name with its particle, as it is sorted and shown in a list of authors; the whole name if it has no parts. */
export function familyName(name: CitedName): string {
  if ('literal' in name) return name.literal
  return name.particle === '' ? name.family : `${name.particle} ${name.family}`
}

/** Whether a person's name is written family name first, without a space. */
export function isEastAsian(name: Person): boolean {
  return eastAsian.test(name.family + name.given)
}

/** The name as one reads it. */
export function fullName(name: CitedName): string {
  if ('literal' in name) return name.literal
  if (isEastAsian(name)) return name.family + name.given
  return [name.given, name.particle, name.family, name.suffix].filter(Boolean).join(' ')
}

function westernName(words: readonly string[]): CitedName {
  const last = words.at(-1) ?? ''
  const hasSuffix = words.length > 2 && suffixShape.test(last)
  const rest = hasSuffix ? words.slice(0, -1) : words
  let from = rest.length - 1
  while (from > 1 && particles.has(rest[from - 1] ?? '')) from -= 1
  return person({
    family: rest.at(-1) ?? '',
    given: rest.slice(0, from).join(' '),
    particle: rest.slice(from, -1).join(' '),
    suffix: hasSuffix ? last : '',
  })
}

/** `Smith, John`, `Smith, Jr., John` and `John Smith, Jr.`; null without a comma. */
function splitAtComma(name: string): CitedName | null {
  const parts = name.split(',').map((part) => part.trim())
  const [first = '', second = '', third = ''] = parts
  if (parts.length < 2) return null
  if (parts.length === 2 && suffixShape.test(second) && first.includes(' ')) {
    return westernName([...first.split(' '), second])
  }
  const given = parts.length === 2 ? second : third
  const isName = parts.length <= 3 && parts.every((part) => part !== '' && part.split(' ').length <= 3)
  if (!isName || (parts.length === 3 && !suffixShape.test(second))) return { literal: name }
  const words = first.split(' ')
  let from = 0
  while (from < words.length - 1 && particles.has(words[from] ?? '')) from += 1
  return person({
    family: words.slice(from).join(' '),
    given,
    particle: words.slice(0, from).join(' '),
    suffix: parts.length === 3 ? second : '',
  })
}

/** Four Han characters are as likely a Japanese name, whose family name has no telling length: left whole. */
function eastAsianName(name: string): CitedName | null {
  const characters = [...name]
  const isCompound = compoundFamilies.has(characters.slice(0, 2).join('')) && characters.length > 2
  const isSplit = (han.test(name) && characters.length <= 3) || (hangul.test(name) && characters.length <= 4)
  if (characters.length < 2 || !(isCompound || isSplit)) return null
  const length = isCompound ? 2 : 1
  return person({ family: characters.slice(0, length).join(''), given: characters.slice(length).join('') })
}

function person(parts: Partial<Person> & { readonly family: string }): Person {
  return { given: '', particle: '', suffix: '', ...parts }
}
