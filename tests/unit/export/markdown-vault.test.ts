import * as fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { mergeInto, vaultPage } from '../../../electron/export/markdown-vault.ts'
import type { PaperDetail } from '../../../src/shared/domain.ts'
import { toPlainText, parse } from '../../../src/shared/math/index.ts'
import { makePaper, paperBy, realPapers } from './papers.ts'

const paper = makePaper({
  ...paperBy('Mana: At $O(n^2)$', ['Zhao-Heng Yin', 'Guanya Shi']),
  abstract: { feed: null, original: 'It is \\textbf{fast}: 1_000 <b>.\n  Second.' },
  tags: ['to cite'],
  note: { text: 'Read **again**', revision: 1, editedAt: 1 },
})

function written(from: PaperDetail, existing: string | null = null): string {
  const merged = mergeInto(existing, vaultPage(from))
  if (merged.kind !== 'write') throw new Error(merged.kind)
  return merged.text
}

function partsOf(text: string): { readonly yaml: unknown; readonly body: string } {
  const [yaml = '', ...body] = text.split('\n---\n')
  return { yaml: parseYaml(yaml.replace(/^---\n/, '')), body: body.join('\n---\n') }
}

describe('a page of the vault', () => {
  it('is named by id and title, for every file system', () => {
    expect(vaultPage(paper)).toMatchObject({ key: '2606.13677', name: '2606.13677 Mana At O(n²)' })
    expect(vaultPage(makePaper({ arxivId: 'hep-th/9901001' })).name).toBe('hep-th-9901001 A Title')
    expect(vaultPage(makePaper({ arxivId: null })).name).toBe('Paper A Title')
    const long = vaultPage(paperBy('数'.repeat(300), [])).name
    expect(Buffer.byteLength(long)).toBeLessThan(200)
  })

  it('has what is known in the front matter, and the text below with its formulas', () => {
    const { yaml, body } = partsOf(written(paper))
    expect(yaml).toEqual({
      title: 'Mana: At O(n²)',
      authors: ['Zhao-Heng Yin', 'Guanya Shi'],
      arxiv: '2606.13677',
      url: 'https://arxiv.org/abs/2606.13677',
      pdf: 'https://arxiv.org/pdf/2606.13677',
      published: '2026-06-11',
      verdict: 'unread',
      starred: false,
      'octavo-tags': ['to cite'],
    })
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('<!--'))
    expect(lines).toEqual([
      '# Mana: At $O(n^2)$',
      'Zhao-Heng Yin, Guanya Shi · [arXiv:2606.13677](https://arxiv.org/abs/2606.13677)',
      '[[to cite]]',
      '## Note',
      'Read **again**',
      '## Abstract',
      'It is **fast**: 1\\_000 \\<b\\>.',
      'Second.',
    ])
  })

  it('is not written when nothing is new', () => {
    expect(mergeInto(written(paper), vaultPage(paper))).toEqual({ kind: 'unchanged' })
    expect(mergeInto(written(paper).replaceAll('\n', '\r\n'), vaultPage(paper))).toEqual({
      kind: 'unchanged',
    })
  })

  it('is written again around what others wrote', () => {
    const before = written(paper)
    const theirs = before
      .replace('---\n', '---\n# mine\nrating: 5\naliases: [Mana]\n')
      .replace('<!-- octavo:begin', 'Above.\n\n<!-- octavo:begin')
      .concat('\nBelow: $x$\n')
    const after = written({ ...paper, verdict: 'later', tags: [] }, theirs)
    expect(partsOf(after).yaml).toMatchObject({ rating: 5, aliases: ['Mana'], verdict: 'later' })
    expect(partsOf(after).yaml).not.toHaveProperty('octavo-tags')
    expect(after).toContain('# mine\n')
    expect(after).toContain('\nAbove.\n\n<!-- octavo:begin')
    expect(after.endsWith('\nBelow: $x$\n')).toBe(true)
    expect(after).not.toContain('[[to cite]]')
    expect(written(paper, after)).toBe(theirs)
  })

  it.each([
    ['text inside our part', (text: string) => text.replace('Second.', 'Second, says me.')],
    ['a key of ours', (text: string) => text.replace('verdict: unread', 'verdict: read')],
    ['a key of ours taken out', (text: string) => text.replace('starred: false\n', '')],
    ['the end mark', (text: string) => text.replace(/<!-- octavo:end .*-->/, '')],
    ['the begin mark', (text: string) => text.replace(/<!-- octavo:begin .*-->/, '')],
    ['broken front matter', (text: string) => text.replace('---\n', '---\n{ [\n')],
    ['everything', () => 'My own file of that name.\n'],
    ['everything but a front matter', () => '---\ntitle: mine\n---\nText\n'],
    ['all text', () => ''],
  ])('leaves a file alone in which somebody changed %s', (_what, edit) => {
    expect(mergeInto(edit(written(paper)), vaultPage({ ...paper, verdict: 'later' }))).toEqual({
      kind: 'conflict',
    })
  })

  it('holds whatever texts are made of, and is its own when it is written again', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '---\n',
        '\n---\n',
        '<!-- octavo:end 0000000000000000 -->',
        '<!-- octavo:begin',
        '- ',
        '# ',
      ),
      fc.constantFrom('"', "'", ': ', '\t', '\u0000', '`', '$', '\\', '{', '&amp;', '\u2028', '\ufeff', '%'),
      fc.string({ maxLength: 8 }),
    )
    const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, text, (title, name, note) => {
        const hostile = makePaper({
          ...paperBy(title, [name]),
          abstract: { feed: null, original: title },
          note: { text: note, revision: 1, editedAt: 1 },
          tags: name.trim() === '' ? [] : [name],
        })
        const file = written(hostile)
        expect(mergeInto(file, vaultPage(hostile))).toEqual({ kind: 'unchanged' })
        const again = written({ ...hostile, verdict: 'read' }, `${file}mine`)
        expect(again.endsWith('\nmine')).toBe(true)
        expect(partsOf(again).yaml).toMatchObject({
          verdict: 'read',
          title: toPlainText(parse(title))
            .replace(/[\p{Cc}\p{Cs}\p{Z}]+/gu, ' ')
            .trim(),
        })
        expect(vaultPage(hostile).name).toMatch(/^[^\\/:*?"<>|\p{C}]{1,180}$/u)
      }),
    )
  })

  it('shows words as words in a Markdown reader that is not ours', () => {
    const markdown = new MarkdownIt({ html: true, linkify: false })
    const sign = fc.constantFrom(...'\\`*_[]<>|~#^&!-+=.:"()1a ', ' - ', '1. ', '<b>', '&lt;', '**')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 12 }), (signs) => {
        const name = signs.join('').trim()
        const file = written(makePaper({ ...paperBy('A Title', []), organization: `x ${name}` }))
        const line = file.split('\n').find((each) => each.startsWith('x ')) ?? ''
        const [shown] = line.split(' · ')
        const html = markdown.render(shown ?? '')
        const plain = html.replace(/<\/?p>/g, '').trimEnd()
        expect(plain).not.toMatch(/<[^>]*>/)
        const decoded = plain
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&amp;/g, '&')
        expect(decoded).toBe(`x ${name}`.replace(/\s+/g, ' ').trim())
      }),
    )
  })

  it('of every real paper has front matter that a YAML parser reads, and a name of its own', () => {
    const papers = realPapers()
    const pages = papers.map((each) => vaultPage(each))
    expect(new Set(pages.map(({ name }) => name.toLowerCase())).size).toBe(papers.length)
    for (const each of papers) {
      expect(partsOf(written(each)).yaml).toMatchObject({
        arxiv: each.arxivId,
        authors: each.authors.map(({ name }) => name),
      })
    }
  })
})
