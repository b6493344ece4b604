import * as fc from 'fast-check'
import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { digest } from '../../../electron/export/digest.ts'
import type { PaperDetail } from '../../../src/shared/domain.ts'
import { findMath } from '../../../src/shared/math/index.ts'
import { makePaper, paperBy, realPapers } from './papers.ts'

const heading = { title: 'Papers of 23 June 2026', language: 'en' }

function documentOf(papers: readonly PaperDetail[]): Window['document'] {
  const window = new Window()
  return new window.DOMParser().parseFromString(digest(papers, heading), 'text/html')
}

describe('the digest', () => {
  it('puts papers under their verdicts, a starred one only there', () => {
    const papers = [
      makePaper({ verdict: 'read', title: { feed: 'Read one', original: null } }),
      makePaper({ verdict: 'read', isStarred: true, title: { feed: 'Star', original: null } }),
      makePaper({ verdict: 'later', title: { feed: 'Later one', original: null } }),
    ]
    const page = documentOf(papers)
    const headings = [...page.querySelectorAll('h1, h2, h3')].map((each) => each.textContent)
    expect(headings).toEqual([
      'Papers of 23 June 2026',
      'Starred (1)',
      'Star',
      'To read later (1)',
      'Later one',
      'Read (1)',
      'Read one',
    ])
  })

  it('draws formulas as MathML and marks emphasis', () => {
    const paper = paperBy('At $O(n^2)$ of \\textbf{bold}', ['Ann One'])
    const text = digest([paper], heading)
    expect(text).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML">')
    expect(text).toContain('<strong>bold</strong>')
    expect(text).not.toContain('katex-html')
  })

  it('draws the formulas of a note, and leaves the rest of it as it was written', () => {
    const note = { text: 'For $n > 1$ & <b>', revision: 1, editedAt: 1 }
    const text = digest([makePaper({ note })], heading)
    expect(text).toMatch(
      /<p class="note">For <span class="katex"><math.*<\/math><\/span> &amp; &lt;b&gt;<\/p>/s,
    )
  })

  it('shows text as text, whatever it is made of', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '<script>',
        '</title>',
        '</style>',
        '"',
        "'",
        '&lt;',
        '<img src=x onerror=x>',
        '<!--',
        ' ',
      ),
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        '$',
        '\\href{javascript:x}{y}',
        '\\htmlId{a}{b}',
        '\\text{<b>}',
        'javascript:x',
        '\u0000',
      ),
    )
    const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))
    const allowed = new Set([
      'HTML',
      'HEAD',
      'META',
      'TITLE',
      'STYLE',
      'BODY',
      'H1',
      'H2',
      'H3',
      'ARTICLE',
      'P',
    ])
    const inText = new Set(['A', 'EM', 'STRONG', 'U', 'SPAN', 'CODE', 'BR'])
    fc.assert(
      fc.property(text, text, text, (title, abstract, note) => {
        const page = documentOf([
          makePaper({
            ...paperBy(title, [abstract]),
            abstract: { feed: abstract, original: null },
            note: { text: note, revision: 1, editedAt: 1 },
            tags: [title],
          }),
        ])
        for (const element of page.querySelectorAll('*')) {
          const isOurs = allowed.has(element.tagName) || inText.has(element.tagName)
          expect(isOurs || element.closest('math') !== null, element.tagName).toBe(true)
          const names = element.getAttributeNames().filter((name) => /^on|^src$|^id$/.test(name))
          expect(names).toEqual([])
          expect(element.getAttribute('href') ?? 'https://').toMatch(/^(?:https?:\/\/|mailto:)/)
        }
        const shown = page.querySelector('.note')?.textContent ?? ''
        if (findMath(note).length > 0) return
        expect(shown.trim()).toBe(note.replace(/[^\P{Cc}\n]|\p{Cs}/gu, '').trim())
      }),
    )
  })

  it('of every real paper has an article with its link', () => {
    const papers = realPapers()
    const text = digest(papers, heading)
    expect(text.match(/<article>/g) ?? []).toHaveLength(papers.length)
    for (const { arxivId } of papers) expect(text).toContain(`href="https://arxiv.org/abs/${arxivId}"`)
  })
})
