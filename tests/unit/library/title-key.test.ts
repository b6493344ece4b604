import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { titleKey } from '../../../electron/library/title-key.ts'

test.each([
  ['case, punctuation and white space', 'Deep  Learning:\n A “Survey”', "deep learning -- a 'survey'"],
  ['accents', 'Schrödinger Bridges', 'Schr\\"odinger Bridges'],
  [
    'TeX and what the feed makes of it',
    '$\\mathcal{O}(n \\log n)$ \\textbf{Fast} $\\tau$-Bench',
    'O(n log n) Fast tau-Bench',
  ],
  ['superscripts', 'T$^2$PO', 'T²PO'],
  ['Greek letters and their names', '$π_{0.5}$ and μP', 'pi_{0.5} and muP'],
  ['times', '$256 \\times 256$ pixels', '256×256 pixels'],
  ['ligatures and full width', 'Eﬃcient Ａgents', 'efficient agents'],
  ['sharp s', 'Große Modelle', 'GROSSE MODELLE'],
])('%s do not matter', (_, one, other) => {
  expect(titleKey(one)).toBe(titleKey(other))
  expect(titleKey(one)).not.toBe('')
})

test.each([
  ['GPT-4', 'GPT-5'],
  ['C++ agents', 'C agents'],
  ['中文 模型', '中文 数据'],
])('%s is not %s', (one, other) => {
  expect(titleKey(one)).not.toBe(titleKey(other))
})

test('a title without letters has no key, and no text is too strange', () => {
  expect(titleKey(' $ -- ? ')).toBe('')
  assert(
    property(string({ unit: 'binary' }), (title) => {
      expect(titleKey(title)).toBe(titleKey(`  ${title}  \n`))
    }),
  )
})
