import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read as readRis } from '@customcommander/ris'
import { Ajv } from 'ajv'
import { parse as parseCsv } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { citableOf } from '../../../electron/export/citable.ts'
import { cslJson } from '../../../electron/export/csl-json.ts'
import { csv } from '../../../electron/export/csv.ts'
import { ris } from '../../../electron/export/ris.ts'
import type { ArxivFacts } from '../../../src/shared/domain.ts'
import { toPlainText } from '../../../src/shared/math/index.ts'
import { makePaper, paperBy, realPapers } from './papers.ts'

const facts: ArxivFacts = {
  version: 2,
  updatedOn: '2026-06-20',
  categories: ['cs.RO', 'cs.LG'],
  comment: '12 pages',
  doi: null,
  journalRef: 'Proc. 1',
}
const paper = makePaper({
  ...paperBy('Mana: Dexterous Manipulation at $10^{-3}$', [
    'Zhao-Heng Yin',
    'Gerard de Melo',
    'NVIDIA, Inc.',
  ]),
  abstract: { feed: null, original: 'It costs $x^2$.\n  Second paragraph.' },
  keywords: ['robots'],
})
const citable = citableOf({ ...paper, arxiv: facts })

const hostile = fc.string({
  unit: fc.oneof(fc.constantFrom(...'\r\n\t",=+-@{}\\$<>;\u2028\u0085'), fc.string()),
})
const hostilePaper = fc
  .tuple(hostile, hostile, fc.array(hostile, { maxLength: 3 }), hostile)
  .map(([title, abstract, names, note]) =>
    makePaper({
      title: { feed: null, original: title },
      abstract: { feed: abstract, original: null },
      authors: names.map((name) => ({ name, login: null })),
      note: { text: note, revision: 1, editedAt: 1 },
    }),
  )

describe('RIS', () => {
  it('has every field on a line of its own, ended by CRLF', () => {
    expect(ris([citable]).split('\r\n')).toEqual([
      'TY  - UNPB',
      'AU  - Yin, Zhao-Heng',
      'AU  - de Melo, Gerard',
      'AU  - NVIDIA Inc.',
      'TI  - Mana: Dexterous Manipulation at 10⁻³',
      'PY  - 2026',
      'DA  - 2026/06/11/',
      'PB  - arXiv',
      'M1  - arXiv:2606.13677',
      'DO  - 10.48550/arXiv.2606.13677',
      'UR  - https://arxiv.org/abs/2606.13677',
      'L1  - https://arxiv.org/pdf/2606.13677',
      'N1  - 12 pages',
      'N1  - Proc. 1',
      'AB  - It costs x². Second paragraph.',
      'KW  - cs.RO',
      'KW  - cs.LG',
      'KW  - robots',
      'ER  - ',
      '',
    ])
  })

  /** What a parser that is not ours reads; it knows no CR. */
  const recordsOf = (text: string): readonly Record<string, readonly unknown[]>[] =>
    z.array(z.record(z.string(), z.array(z.unknown()))).parse(readRis(text.replaceAll('\r\n', '\n')))

  it('is read back by a parser, whatever the texts are made of', () => {
    fc.assert(
      fc.property(fc.array(hostilePaper, { minLength: 1, maxLength: 3 }), (papers) => {
        const citables = papers.map((each) => citableOf(each))
        const text = ris(citables)
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        const records = recordsOf(text)
        expect(records.map(({ AU = [] }) => AU.length)).toEqual(citables.map(({ authors }) => authors.length))
        expect(records.map(({ UR }) => UR?.[0])).toEqual(papers.map(() => 'https://arxiv.org/abs/2606.13677'))
      }),
    )
  })

  it('of every real paper is accepted, with its title', () => {
    const papers = realPapers().map((each) => citableOf(each))
    // One at a time: the parser's time grows with the square of the text.
    const titles = papers.map((each) => recordsOf(ris([each]))[0]?.['TI']?.[0])
    expect(titles).toEqual(papers.map(({ title }) => toPlainText(title)))
  })
})

describe('CSL-JSON', () => {
  const schema: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../fixtures/csl/csl-data.schema.json'), 'utf8'),
  )
  const isCsl = new Ajv({ allowUnionTypes: true }).compile(z.looseObject({}).parse(schema))
  const check = (text: string): readonly unknown[] => {
    const items: unknown = JSON.parse(text)
    isCsl(items)
    expect(isCsl.errors ?? []).toEqual([])
    return z.array(z.unknown()).parse(items)
  }

  it('has the fields of a preprint', () => {
    expect(check(cslJson([citable]))).toEqual([
      {
        id: 'arxiv:2606.13677',
        type: 'article',
        'citation-key': 'yin2026manadexterousmanipulation103',
        title: 'Mana: Dexterous Manipulation at 10⁻³',
        author: [
          { family: 'Yin', given: 'Zhao-Heng' },
          { family: 'Melo', given: 'Gerard', 'non-dropping-particle': 'de' },
          { literal: 'NVIDIA, Inc.' },
        ],
        issued: { 'date-parts': [[2026, 6, 11]] },
        publisher: 'arXiv',
        number: 'arXiv:2606.13677',
        archive: 'arXiv',
        archive_location: '2606.13677',
        URL: 'https://arxiv.org/abs/2606.13677',
        DOI: '10.48550/arXiv.2606.13677',
        version: 'v2',
        genre: 'preprint',
        abstract: 'It costs x². Second paragraph.',
        keyword: 'robots',
        categories: ['cs.RO', 'cs.LG'],
        note: '12 pages. Proc. 1',
      },
    ])
  })

  it('fits the schema for hostile papers, for one without an arXiv id, and for every real one', () => {
    fc.assert(fc.property(hostilePaper, (each) => void check(cslJson([citableOf(each)]))))
    check(cslJson([citableOf(makePaper({ arxivId: null, publishedOn: null }))]))
    const papers = realPapers().map((each) => citableOf(each))
    expect(check(cslJson(papers))).toHaveLength(papers.length)
  })
})

describe('CSV', () => {
  const rowsOf = (text: string): readonly Record<string, string>[] =>
    z
      .array(z.record(z.string(), z.string()))
      .parse(parseCsv(text, { columns: true, record_delimiter: '\r\n' }))

  it('is read back by a parser with titles, names and notes as they were', () => {
    fc.assert(
      fc.property(fc.array(hostilePaper, { maxLength: 3 }), (papers) => {
        const notes = rowsOf(csv(papers)).map(({ note = '' }) => note)
        expect(notes.map((note) => note.replace(/^'/, ''))).toEqual(
          papers.map(({ note }) => note.text.replace(/^'/, '')),
        )
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("x")', '＝1', '\n@x'])(
    'gives a spreadsheet no formula: %j',
    (text) => {
      const [row] = rowsOf(csv([makePaper({ note: { text, revision: 1, editedAt: 1 } })]))
      expect(row?.['note']).toBe(`'${text}`)
    },
  )

  it('of every real paper has one row with its id', () => {
    const papers = realPapers()
    expect(rowsOf(csv(papers)).map((row) => row['arxiv_id'])).toEqual(papers.map(({ arxivId }) => arxivId))
  })
})
