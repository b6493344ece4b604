import { describe, expect, it } from 'vitest'
import { citableOf } from '../../../electron/export/citable.ts'
import { apa, chicago, ieee, shareText } from '../../../electron/export/citation-style.ts'
import { makePaper, paperBy } from './papers.ts'

const two = citableOf({
  ...paperBy('Heat-bath random walks with Markov bases', ['Caprice Stanley', 'Jan-Tobias van der Windisch']),
  arxivId: '1605.08386',
  publishedOn: '2016-05-26',
})
const many = (count: number): ReturnType<typeof citableOf> =>
  citableOf(
    paperBy(
      'Many?',
      Array.from({ length: count }, (_, index) => `Ann Family${index + 1}`),
    ),
  )

describe('a citation as text', () => {
  it('in APA', () => {
    expect(apa(two)).toBe(
      'Stanley, C., & van der Windisch, J.-T. (2016). Heat-bath random walks with Markov bases (arXiv:1605.08386). arXiv. https://doi.org/10.48550/arXiv.1605.08386',
    )
    expect(apa(many(20))).toContain('Family19, A., & Family20, A. (2026). Many? (arXiv:2606.13677).')
    expect(apa(many(21))).toContain('Family19, A., … Family21, A. (2026)')
  })

  it('in IEEE', () => {
    expect(ieee(two)).toBe(
      'C. Stanley and J.-T. van der Windisch, “Heat-bath random walks with Markov bases,” 2016, arXiv:1605.08386, doi: 10.48550/arXiv.1605.08386.',
    )
    expect(ieee(many(6))).toContain('A. Family5, and A. Family6, “Many?” 2026')
    expect(ieee(many(7))).toMatch(/^A\. Family1 et al\., “/)
  })

  it('in Chicago with author and date', () => {
    expect(chicago(two)).toBe(
      'Stanley, Caprice, and Jan-Tobias van der Windisch. 2016. “Heat-bath random walks with Markov bases.” Preprint, arXiv:1605.08386. https://doi.org/10.48550/arXiv.1605.08386',
    )
    expect(chicago(many(11))).toContain('Ann Family7, et al. 2026. “Many?” Preprint')
  })

  it('to share', () => {
    expect(shareText(two, null)).toBe(
      'Heat-bath random walks with Markov bases\nCaprice Stanley, Jan-Tobias van der Windisch\nhttps://arxiv.org/abs/1605.08386',
    )
  })

  it('says what is known where little is', () => {
    const bare = citableOf(makePaper({ arxivId: null, publishedOn: null }))
    expect(apa(bare)).toBe('A Title. (n.d.).')
    expect(ieee(bare)).toBe('“A Title,” n.d.')
    expect(chicago(bare)).toBe('n.d. “A Title.”')
    expect(shareText(bare, null)).toBe('A Title')
    expect(shareText(bare, '**Compare** $x^2$ with ours.')).toBe('A Title\nCompare x² with ours.')
  })

  it('leaves names whole that have no initials', () => {
    const paper = citableOf(paperBy('A Title', ['李明', 'NVIDIA']))
    expect(apa(paper)).toMatch(/^李, 明, & NVIDIA\. \(2026\)/)
    expect(ieee(paper)).toMatch(/^李明 and NVIDIA, “/)
  })
})
