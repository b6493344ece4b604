import { parse } from '@retorquere/bibtex-parser'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bibtex } from '../../../electron/export/bibtex.ts'
import { citableOf } from '../../../electron/export/citable.ts'
import { fullName } from '../../../electron/export/person-name.ts'
import type { ArxivFacts } from '../../../src/shared/domain.ts'
import { toPlainText } from '../../../src/shared/math/index.ts'
import { makePaper, paperBy, realPapers } from './papers.ts'

const facts: ArxivFacts = {
  version: 1,
  updatedOn: '2026-06-11',
  categories: ['cs.RO'],
  comment: null,
  doi: null,
  journalRef: null,
}

interface Entry {
  readonly key: string
  readonly title: string
  readonly authors: readonly string[]
  readonly fields: Readonly<Record<string, unknown>>
}

/** What a parser that is not ours reads; it must have nothing to say against it. */
function entriesOf(text: string): readonly Entry[] {
  const library = parse(text, { sentenceCase: false, verbatimFields: [/^(eprint|url|doi)$/] })
  expect(library.errors).toEqual([])
  return library.entries.map(({ key, fields }) => ({
    key,
    title: fields.title ?? '',
    authors: (fields.author ?? []).map(({ firstName, prefix, lastName, suffix, name }) =>
      [firstName, prefix, lastName, suffix, name].filter(Boolean).join(' '),
    ),
    fields,
  }))
}

const exported = (paper: ReturnType<typeof makePaper>): string =>
  bibtex([citableOf({ ...paper, arxiv: facts })])
const titleLine = (title: string): string => exported(paperBy(title, [])).split('\n')[1] ?? ''

describe('BibTeX', () => {
  it('is what arXiv gives', () => {
    const paper = paperBy('Mana: Dexterous Manipulation of Articulated Tools', [
      'Zhao-Heng Yin',
      'Guanya Shi',
      'Pieter Abbeel',
      'C. Karen Liu',
    ])
    expect(exported(paper).split('\n')).toEqual([
      '@misc{yin2026manadexterousmanipulationarticulated,',
      '      title={Mana: Dexterous Manipulation of Articulated Tools}, ',
      '      author={Zhao-Heng Yin and Guanya Shi and Pieter Abbeel and C. Karen Liu},',
      '      year={2026},',
      '      eprint={2606.13677},',
      '      archivePrefix={arXiv},',
      '      primaryClass={cs.RO},',
      '      url={https://arxiv.org/abs/2606.13677}, ',
      '}',
      '',
    ])
  })

  it('keeps old ids whole, leaves out what is not known, and gives the DOI bare', () => {
    const paper = makePaper({ arxivId: 'astro-ph/0601001', publishedOn: null })
    const [entry] = entriesOf(bibtex([citableOf(paper)]))
    expect(entry?.fields).toEqual({
      title: 'A Title',
      year: '2006',
      eprint: 'astro-ph/0601001',
      archiveprefix: 'arXiv',
      url: 'https://arxiv.org/abs/astro-ph/0601001',
    })
    const published = { ...facts, doi: 'https://doi.org/10.1109/ICSTW55395.2022.00035' }
    expect(bibtex([citableOf({ ...paper, arxiv: published })])).toContain(
      'doi={10.1109/ICSTW55395.2022.00035},',
    )
  })

  it('takes the year of the latest version', () => {
    const paper = makePaper({ publishedOn: '2024-12-30' })
    expect(bibtex([citableOf({ ...paper, arxiv: { ...facts, updatedOn: '2025-01-02' } })])).toContain(
      'year={2025}',
    )
  })

  it.each([
    ['R&D at 100% of a_b #1', 'R\\&D at 100\\% of a\\_b \\#1'],
    ['PanGu-$π$ with $O(n \\log n)$', 'PanGu-$\\pi$ with {$O(n \\log n)$}'],
    ['$ΔW$ and $\\hatβ$', '{$\\Delta W$} and $\\hat\\beta$'],
    ['A μ without dollars', 'A $\\mu$ without dollars'],
    ['An \\emph{em} and \\texttt{code_x}', 'An \\textit{em} and \\texttt{code\\_x}'],
    ["``quoted'' -- dashed", "``quoted'' -- dashed"],
  ])('%s', (title, tex) => {
    expect(titleLine(title)).toBe(`      title={${tex}}, `)
  })

  it('recovers the formulas of a title from the feed', () => {
    const paper = makePaper({ title: { feed: 'μ_0: A Scalable World Model', original: null } })
    expect(exported(paper)).toContain('title={$\\mu_0$: A Scalable World Model}')
    expect(exported(paper)).toContain('@misc{unknown2026mu0scalableworldmodel,')
  })

  it.each([
    ['Yanfu yan'],
    ['jing Gao'],
    ['Katharina von der Wense'],
    ['Robert Downey Jr.'],
    ['Letian "Max" Fu'],
    ['李明'],
    ['NVIDIA'],
    ['Tom and Jerry Team'],
    ['Anders And'],
    ['de Andrade, Maria and'],
  ])('a parser reads %s as one author with the same name', (name) => {
    const citable = citableOf(paperBy('A Title', [name]))
    const [entry] = entriesOf(bibtex([citable]))
    expect(entry?.authors).toEqual(citable.authors.map(fullName))
  })

  it('gives no key twice', () => {
    const paper = citableOf(paperBy('A Title', ['Guanya Shi']))
    expect(entriesOf(bibtex([paper, paper, paper])).map(({ key }) => key)).toEqual([
      'shi2026title',
      'shi2026title-2',
      'shi2026title-3',
    ])
  })

  it('comes back from a parser, whatever a title and names are made of', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          '{',
          '}',
          '\\',
          '$',
          '%',
          '&',
          '#',
          '_',
          '^',
          '~',
          '"',
          '@',
          '<',
          '>',
          '`',
          "'",
          '-',
          ',',
        ),
        fc.constantFrom(
          ' and ',
          ' ',
          '\\{',
          '\\}',
          '\\end{',
          '\n}',
          '\n@misc{x,',
          'é',
          'π',
          '李',
          '\u0000',
          '\\x',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 12 },
    )
    const text = hostile.map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), text, (names, title) => {
        const citable = citableOf(
          makePaper({ ...paperBy(title, names), title: { feed: title, original: null } }),
        )
        const entries = entriesOf(bibtex([citable, citable]))
        expect(entries).toHaveLength(2)
        for (const entry of entries) {
          expect(entry.fields).toMatchObject({ eprint: '2606.13677', year: '2026', archiveprefix: 'arXiv' })
          expect(entry.authors).toHaveLength(citable.authors.length)
          const isText = citable.title.every(({ kind }) => kind === 'text')
          if (isText) expect(letters(entry.title)).toBe(letters(toPlainText(citable.title)))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('of every real paper is accepted, with its title and authors', () => {
    const papers = realPapers().map((paper) => citableOf(paper))
    const entries = entriesOf(bibtex(papers))
    expect(entries).toHaveLength(papers.length)
    expect(new Set(entries.map(({ key }) => key)).size).toBe(papers.length)
    for (const [index, paper] of papers.entries()) {
      const entry = entries[index]
      expect(entry?.fields['eprint']).toBe(paper.arxivId)
      expect(entry?.authors).toEqual(paper.authors.map(fullName))
      if (paper.title.every(({ kind }) => kind === 'text')) {
        expect(entry?.title).toBe(toPlainText(paper.title).replaceAll('’', "'"))
      }
    }
  })
})

/** What is written, without the ways to write it: the parser joins signs (`--`) that stood beside each other. */
function letters(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')
}
