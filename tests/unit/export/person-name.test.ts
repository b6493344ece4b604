import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citedName, fullName } from '../../../electron/export/person-name.ts'

const person = (family: string, given = '', particle = '', suffix = ''): object => ({
  family,
  given,
  particle,
  suffix,
})

describe('a name taken apart', () => {
  it.each([
    ['Zhao-Heng Yin', person('Yin', 'Zhao-Heng')],
    ['C. Karen Liu', person('Liu', 'C. Karen')],
    ['Katharina von der Wense', person('Wense', 'Katharina', 'von der')],
    ['Carlo del Mundo', person('Mundo', 'Carlo', 'del')],
    ['Maer Rodrigues de Melo', person('Melo', 'Maer Rodrigues', 'de')],
    ['Vincent Van Gogh', person('Gogh', 'Vincent Van')],
    ['Yanfu yan', person('yan', 'Yanfu')],
    ['Robert Downey Jr.', person('Downey', 'Robert', '', 'Jr.')],
    ['Robert Downey, Jr.', person('Downey', 'Robert', '', 'Jr.')],
    ['Henry Adams III', person('Adams', 'Henry', '', 'III')],
    ['Liu, C. Karen', person('Liu', 'C. Karen')],
    ['de Melo, Gerard', person('Melo', 'Gerard', 'de')],
    ['Letian "Max" Fu', person('Fu', 'Letian "Max"')],
    ['  Guanya \n Shi ', person('Shi', 'Guanya')],
    ['Ming Li (李明)', person('Li', 'Ming')],
    ['Qingyao Ai', person('Ai', 'Qingyao')],
    ['李明', person('李', '明')],
    ['欧阳修', person('欧阳', '修')],
    ['김철수', person('김', '철수')],
    ['山田 太郎', person('山田', '太郎')],
  ])('%s', (name, parts) => {
    expect(citedName(name)).toEqual(parts)
  })

  it.each([
    'NVIDIA',
    'Zhaxizhuoma',
    'actAVA AI',
    'The ATLAS Collaboration',
    'Gemini Team, Google',
    'OpenAI, Inc.',
    'Qwen Team',
    'LHCb collaboration',
    'University of Toronto',
    '山田太郎',
  ])('%s is left whole', (name) => {
    expect(citedName(name)).toEqual({ literal: name })
  })

  it('is nobody without a letter or digit', () => {
    expect(citedName(' \u200b-- ')).toBeNull()
  })

  it('loses no letter of any name without brackets and commas', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const name = text.replace(/[(),]/g, '')
        const cited = citedName(name)
        const letters = (from: string): string => from.replace(/[^\p{L}\p{N}]/gu, '')
        if (cited !== null)
          expect(letters(fullName(cited))).toBe(letters(name.replace(/[\p{C}\p{Z}]+/gu, ' ')))
      }),
    )
  })
})
