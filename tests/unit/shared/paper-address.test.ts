import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fileNameOf,
  isListOfPapers,
  papersIn,
  parseArxivId,
  parsePaperAddress,
} from '../../../src/shared/paper-address.ts'

describe('an arXiv id', () => {
  it.each([
    ['2606.13677', '2606.13677', null],
    ['2606.13677v2', '2606.13677', 2],
    ['arXiv:2606.13677v12', '2606.13677', 12],
    [' arxiv: 2606.13677 ', '2606.13677', null],
    ['0704.0001', '0704.0001', null],
    ['1412.9999', '1412.9999', null],
    ['1501.00001', '1501.00001', null],
    ['math/0309136', 'math/0309136', null],
    ['hep-th/9901001v2', 'hep-th/9901001', 2],
    ['math.CA/0611800v2', 'math/0611800', 2],
    ['cond-mat/0703001', 'cond-mat/0703001', null],
  ])('%s', (text, id, version) => {
    expect(parseArxivId(text)).toEqual({ id, version })
  })

  it.each([
    '',
    '2613.00001',
    '2600.00001',
    '2606.1367',
    '2606.136777',
    '1412.00001',
    '0703.0001',
    '2606.13677v0',
    '2606.13677v',
    'math/0704001',
    'math/0309',
    'x2606.13677',
    '2606.13677x',
    '../2606.13677',
    '２606.13677',
  ])('not %j', (text) => {
    expect(parseArxivId(text)).toBe(null)
  })
})

describe('an address', () => {
  it.each([
    'https://huggingface.co/papers/2606.13677',
    'https://huggingface.co/papers/2606.13677#comments',
    'https://huggingface.co/papers/2606.13677.md',
    'https://huggingface.co/api/papers/2606.13677',
    'https://hf.co/papers/2606.13677',
    'huggingface.co/papers/2606.13677',
    'http://arxiv.org/abs/2606.13677v3',
    'https://arxiv.org/pdf/2606.13677',
    'https://www.arxiv.org/pdf/2606.13677v1.pdf',
    'https://export.arxiv.org/abs/2606.13677?context=cs.LG',
    'https://arxiv.org/html/2606.13677v1/',
    'arxiv.org/abs/2606.13677',
    'https://www.alphaxiv.org/abs/2606.13677',
    'https://alphaxiv.org/overview/2606.13677v2',
    'https://www.alphaxiv.org/zh/overview/2606.13677',
    'https://ar5iv.labs.arxiv.org/html/2606.13677',
    'https://doi.org/10.48550/arXiv.2606.13677',
    'https://dx.doi.org/10.48550/ARXIV.2606.13677',
    'doi:10.48550/arXiv.2606.13677',
    '10.48550/arXiv.2606.13677',
    'HTTPS://ARXIV.ORG/abs/2606.13677',
  ])('%s', (text) => {
    expect(parsePaperAddress(text)?.id).toBe('2606.13677')
  })

  it('of an old paper, with its slash as it is or escaped', () => {
    expect(parsePaperAddress('https://arxiv.org/abs/hep-th/9901001v2')).toEqual({
      id: 'hep-th/9901001',
      version: 2,
    })
    expect(parsePaperAddress('https://arxiv.org/abs/hep-th%2F9901001')?.id).toBe('hep-th/9901001')
  })

  it.each([
    'https://example.org/abs/2606.13677',
    'https://arxiv.org.example.org/abs/2606.13677',
    'https://arxiv.org/list/cs.LG/2606',
    'https://arxiv.org/a/2606.13677',
    'https://huggingface.co/models/2606.13677',
    'https://doi.org/10.1093/bioinformatics/btac431',
    'https://arxiv.org/abs/%E0%A4%A',
    'javascript:arxiv.org/abs/2606.13677',
    'just words',
  ])('not %s', (text) => {
    expect(parsePaperAddress(text)).toBe(null)
  })
})

describe('several at once', () => {
  it('are found in text, each once, in order', () => {
    const text = `See (https://arxiv.org/abs/2606.13677v2), arXiv:2605.00001; math/0309136.
      <https://huggingface.co/papers/2606.13677> and [2604.12345], but not 2613.99999, 3.14 or 1234.5678.`
    expect(papersIn(text)).toEqual([
      { id: '2606.13677', version: 2 },
      { id: '2605.00001', version: null },
      { id: 'math/0309136', version: null },
      { id: '2604.12345', version: null },
    ])
  })

  it('nothing in any text makes it fail, and what is found is canonical', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { id } of papersIn(text)) expect(parseArxivId(id)).toEqual({ id, version: null })
      }),
    )
  })
})

it('a file name has no slash', () => {
  expect(fileNameOf('hep-th/9901001')).toBe('hep-th_9901001')
  expect(fileNameOf('2606.13677')).toBe('2606.13677')
})

it.each([
  ['2606.13677\n\n https://arxiv.org/abs/2605.00001\n', true],
  ['arXiv:2606.13677, hep-th/9901001', true],
  ['% a bibliography\n@misc{a,\n eprint={2606.13677}\n}', true],
  ['Papers of June\n2606.13677', false],
  ['', false],
  ['A title\nAn abstract\n• 3 authors', false],
])('a list of papers and nothing else: %j', (text, isList) => {
  expect(isListOfPapers(text)).toBe(isList)
})
