/**
 * Keys by arXiv's rule (feed.md §5), so that an entry from here and one from arXiv's own page are the same entry: family name
 * of the first author, year, and the first four words of the title that are not among `passedOver`, letters and digits only.
 */
import type { Citable } from './citable.ts'
import { familyName } from './person-name.ts'
import { greekByName } from './tex.ts'

/** The words that arXiv's rule passes over, its odd ones included (arxiv-browse, formatting/cite.py). */
const passedOver = new Set(
  `a about above across after afterwards again against all almost alone along already also although always am among amongst
  amoungst amount an and another any anyhow anyone anything anyway anywhere are around as at back be became because become
  becomes becoming been before beforehand behind being below beside besides between beyond bill both bottom but by call can
  cannot cant co con could couldnt cry de describe detail do done down due during each eg eight either eleven else elsewhere
  empty enough etc even ever every everyone everything everywhere except few fifteen fify fill find fire first five for former
  formerly forty found four from front full further get give go had has hasnt have he hence her here hereafter hereby herein
  hereupon hers herself him himself his how however hundred ie if in inc indeed interest into is it its itself keep last latter
  latterly least less ltd made many may me meanwhile might mill mine more moreover most mostly move much must my myself name
  namely neither never nevertheless next nine no nobody none noone nor not nothing now nowhere of off often on once one only
  onto or other others otherwise our ours ourselves out over own part per perhaps please put rather re same see seem seemed
  seeming seems serious several she should show side since sincere six sixty so some somehow someone something sometime
  sometimes somewhere still such system take ten than that the their them themselves then thence there thereafter thereby
  therefore therein thereupon these they thickv thin third this those though three through throughout thru thus to together
  too top toward towards twelve twenty two un under until up upon us very via was we well were what whatever when whence
  whenever where whereafter whereas whereby wherein whereupon wherever whether which while whither who whoever whole whom
  whose why will with within without would yet you your yours yourself yourselves`.split(/\s+/),
)

/** The keys of the papers in order; a key that would come twice gets a number. */
export function bibtexKeys(papers: readonly Citable[]): readonly string[] {
  const used = new Set<string>()
  return papers.map((paper) => {
    const plain = keyOf(paper)
    let key = plain
    for (let count = 2; used.has(key); count += 1) key = `${plain}-${count}`
    used.add(key)
    return key
  })
}

function keyOf({ authors, year, rawTitle }: Citable): string {
  const first = authors[0]
  const words = titleOfArxiv(rawTitle)
    .split(' ')
    .filter((word) => !passedOver.has(word.toLowerCase()))
  const key = `${first ? familyName(first) : 'unknown'}${year ?? 'unknown'}${words.slice(0, 4).join('')}`
  return key.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/** The rule reads the title as arXiv stores it: in ASCII, Greek letters and accents as TeX. */
function titleOfArxiv(title: string): string {
  return greekByName(title)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}
