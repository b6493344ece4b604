import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSavedPage } from '../../../electron/feed/saved-page.ts'
import type { IncomingPaper } from '../../../src/shared/domain.ts'
import { AppError } from '../../../src/shared/errors.ts'

const today = '2026-11-22'
const fixtureName = '2026-03-05-search-sparse-solvers.txt'
const fixture = readFileSync(new URL(`../../fixtures/pages/${fixtureName}`, import.meta.url), 'utf8')
const realPages = fileURLToPath(new URL('../../../../shared/data/pages/', import.meta.url))

const abstractOfWords = 'A sentence that says what was done and how it was checked, in plain words. '
  .repeat(5)
  .trim()

/** What the page tells of each paper, in one line. */
function told(papers: readonly IncomingPaper[]): readonly string[] {
  return papers.map((paper) => [paper.title, paper.authorCount, paper.publishedOn, paper.upvotes].join(' | '))
}

describe('a page as it is copied', () => {
  test('gives every paper with its authors, its day and its upvotes', () => {
    const page = readSavedPage(fixture, fixtureName, today)
    expect(page.list).toBe(`page:${fixtureName}`)
    expect(page.rejected).toEqual([])
    expect(told(page.papers)).toEqual([
      '7 Lessons on Sparse Solvers, Learned the Hard Way | 2 | 2026-01-14 | ',
      '\\texttt{tinysolve}: A Direct Solver in 800 Lines | 1 | 2025-12-03 | 12',
      'Preconditioners That Forgive: Learning From Failed Iterations | 11 | 2026-02-27 | 3',
      'A Page Without an End: Entries That Lost Their Footer | 0 |  | ',
      'Is Half Precision Half as Good? Rounding in Iterative Refinement | 4 | 2026-03-06 | ',
      'Multigrid on Graphs With 10 Billion Edges | 6 | 2024-10-18 | ',
    ])
  })

  test('claims nothing that a page does not tell', () => {
    for (const paper of readSavedPage(fixture, fixtureName, today).papers) {
      expect(paper).toMatchObject({
        arxivId: null,
        authors: [],
        commentCount: null,
        aiSummary: null,
        keywords: [],
      })
    }
  })

  test('keeps the paragraphs of an abstract in the form of the feed', () => {
    const paper = readSavedPage(fixture, fixtureName, today).papers[2]
    expect(paper?.abstract.split('\n  ')).toHaveLength(6)
    expect(paper?.abstract).toContain('The method has three parts:\n  1) a sketch')
    expect(paper?.abstract).toMatch(/experiments and no proof\.$/)
  })

  test.each([
    ['line ends of Windows', fixture.replaceAll('\n', '\r\n')],
    ['a byte order mark and spaces that do not break', `\ufeff${fixture.replaceAll(' ', '\u00a0')}`],
    ['tabs and doubled spaces', fixture.replaceAll(' ', ' \t ')],
    ['no blank lines between the lines of an entry', withoutBlankLines(fixture)],
    ['blank lines doubled and full of white space', fixture.replaceAll('\n\n', '\n \n\t\n\n')],
    ['lines of a footer apart', fixture.replaceAll('\n·\n', '\n\n·\n\n')],
    ['a footer on one line', fixture.replaceAll('\n·\n', ' · ')],
    ['upvotes on a line of their own', fixture.replace('2025 12', '2025\n12').replace('27 3', '27\n3')],
    ['another bullet, or none', fixture.replace('  • 2', '* 2').replace('  • 4', '4')],
    ['no header', fixture.slice(fixture.indexOf('7 Lessons'))],
    [
      'the end of a footer first',
      `authors\n·\nOct 2, 2023\n\n${fixture.slice(fixture.indexOf('7 Lessons'))}`,
    ],
    ['a second page behind it', `${fixture}\n\n${fixture}`],
  ])('reads the same with %s', (_, text) => {
    const expected = readSavedPage(fixture, fixtureName, today).papers
    const page = readSavedPage(text, fixtureName, today)
    expect(page.rejected).toEqual([])
    expect(page.papers.slice(0, expected.length)).toEqual(expected)
    expect(page.papers.length % expected.length).toBe(0)
  })

  test('joins the lines that a mail program has wrapped', () => {
    const page = readSavedPage(fixture.replace(/(.{1,70})(?: |$)/gm, '$1\n'), fixtureName, today)
    const expected = readSavedPage(fixture, fixtureName, today)
    expect(page.papers.map((paper) => paper.abstract)).toEqual(expected.papers.map((paper) => paper.abstract))
  })
})

describe('dates without a year', () => {
  const page = (date: string, header = ''): string =>
    `${header}A Title of Some Words\n\n${abstractOfWords}\n\n  • 3 authors\n·\n${date}\n`
  const dayOf = (text: string, name = 'page.txt'): string | null | undefined =>
    readSavedPage(text, name, today).papers[0]?.publishedOn

  test.each([
    ['Nov 22', '2026-11-22'],
    ['Nov 23', '2025-11-23'],
    ['Jan 1', '2026-01-01'],
    ['Feb 29', '2024-02-29'],
    ['Feb 30, 2024', null],
    ['Sep 17, 2015', '2015-09-17'],
  ])('%s is %s, which is not after today', (date, expected) => {
    expect(dayOf(page(date))).toBe(expected)
  })

  test('are of the year that the name begins with', () => {
    expect(dayOf(page('Jun 12'), '2025-10-10-search.txt')).toBe('2025-06-12')
    expect(dayOf(page('Nov 12'), '2024-01-03.txt')).toBe('2023-11-12')
  })

  test('are not later than the date above the papers', () => {
    const header = 'Daily Papers\n\nbyAK and the research community\n\nDec 11\n\n'
    expect(dayOf(page('Dec 1', header))).toBe('2025-12-01')
    expect(dayOf(page('Jun 1', header))).toBe('2025-06-01')
    expect(dayOf(page('Dec 24', header))).toBe('2024-12-24')
  })
})

describe('copies that are not whole', () => {
  const entry = (title: string): string =>
    `${title}\n\n${abstractOfWords}\n\n  • 3 authors\n·\nMay 3, 2024\n\n`

  test('an abstract without its title is kept as a rejected item', () => {
    const page = readSavedPage(
      `the end of some abstract.\n\n  • 9 authors\n·\nMay 1, 2024\n\n${entry('A Whole Entry')}`,
      'x',
      today,
    )
    expect(page.papers.map((paper) => paper.title)).toEqual(['A Whole Entry'])
    expect(page.rejected).toHaveLength(1)
    expect(page.rejected[0]?.raw).toBe('the end of some abstract.')
  })

  test('an entry that breaks off keeps what there is', () => {
    const page = readSavedPage(
      `${entry('A Whole Entry')}A Cut Entry\n\n${abstractOfWords.slice(0, -9)}`,
      'x',
      today,
    )
    expect(told(page.papers)).toEqual(['A Whole Entry | 3 | 2024-05-03 | ', 'A Cut Entry | 0 |  | '])
  })

  test('every beginning of a page can be read or is refused as no page', () => {
    const whole = told(readSavedPage(fixture, fixtureName, today).papers)
    for (let end = 0; end < fixture.length; end += 7) {
      const titles = readOrRefuse(fixture.slice(0, end))
      // Whatever is missing, nothing is invented: only the last title can be one that is not on the page.
      for (const title of titles.slice(0, -1)) expect(whole.some((line) => line.startsWith(title))).toBe(true)
    }
  })
})

describe('texts that are no such page', () => {
  test.each([
    ['nothing', ''],
    ['prose', `A letter\n\n${abstractOfWords}\n\n${abstractOfWords}`],
    ['a list of numbers', '1\n2\n3\n'],
    [
      'prose that mentions authors',
      `A letter\n\nIt was signed by\n3 authors\nof note.\n\n${abstractOfWords}`,
    ],
    ['footers without papers', '  • 3 authors\n·\nMay 3, 2024\n\n'.repeat(3)],
  ])('%s is refused in a sentence', (_, text) => {
    expect(() => readSavedPage(text, 'x', today)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(/^This text .+\.$/) }),
    )
  })
})

describe('papers written as a page and read back', () => {
  const word = fc.constantFrom(
    'Graphs',
    'of',
    '3D',
    'R^{n times n}',
    '2',
    'π_{0.5}',
    '10%',
    'Schr\\"odinger',
    '•',
    'sim4times',
    '<b>text</b>',
    'May',
    '12,',
    'authors',
    '·',
    "`x'",
    '漢字',
    'new',
    '1)',
    'https://x.org/a?b=c',
  )
  const words = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.array(word, { minLength, maxLength }).map((list) => list.join(' '))
  const title = words(3, 14).map((text) => `On ${text}`)
  const paragraph = words(1, 90).map((text) => `We study ${text}.`)
  const year = fc.integer({ min: 1991, max: 2026 })
  const day = fc
    .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'))
    .filter((text) => text <= today)
  const entry = fc.record({
    title,
    paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 5 }),
    authorCount: fc.integer({ min: 1, max: 700 }),
    publishedOn: day,
    upvotes: fc.option(fc.integer({ min: 0, max: 9999 })),
  })
  const entries = fc.array(entry, { minLength: 1, maxLength: 12 })

  test('are the same papers, whatever stands around them', () => {
    fc.assert(
      fc.property(entries, fc.boolean(), fc.boolean(), (list, hasHeader, hasNavigation) => {
        const header = hasHeader ? fixture.slice(0, fixture.indexOf('7 Lessons')) : ''
        const navigation = hasNavigation ? fixture.slice(fixture.indexOf('Previous')) : ''
        const text = header + list.map(written).join('\n') + navigation
        const page = readSavedPage(text, `${today}.txt`, today)
        expect(page.rejected).toEqual([])
        expect(
          page.papers.map(({ title, abstract, authorCount, publishedOn, upvotes }) => ({
            title,
            paragraphs: abstract.split('\n  '),
            authorCount,
            publishedOn,
            upvotes,
          })),
        ).toEqual(list)
      }),
    )
  })

  test('any text at all is read or refused', () => {
    const line = fc.oneof(
      fc.string(),
      word,
      fc.constantFrom('', '  • 3 authors', '·', 'May 3', 'Jun 4, 2021 7', 'Daily Papers'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        readOrRefuse(lines.join('\n'))
      }),
    )
  })

  function written(paper: {
    title: string
    paragraphs: string[]
    authorCount: number
    publishedOn: string
    upvotes: number | null
  }): string {
    const instant = new Date(`${paper.publishedOn}T00:00:00Z`)
    const isThisYear = paper.publishedOn.startsWith(today.slice(0, 4))
    const date = instant.toLocaleDateString('en-US', {
      timeZone: 'UTC',
      month: 'short',
      day: 'numeric',
      ...(isThisYear ? {} : { year: 'numeric' }),
    })
    const upvotes = paper.upvotes === null ? '' : ` ${paper.upvotes}`
    return `${[paper.title, ...paper.paragraphs].join('\n\n')}\n\n  • ${paper.authorCount} authors\n·\n${date}${upvotes}\n`
  }
})

describe('a long text', () => {
  test('of 20,000 entries is read whole', () => {
    const entry = `A Title of Some Words\n\n${abstractOfWords}\n\n  • 3 authors\n·\nMay 3, 2024\n\n`
    expect(readSavedPage(entry.repeat(20_000), 'x', today).papers).toHaveLength(20_000)
  })
})

describe.runIf(existsSync(realPages))('the two saved pages', () => {
  const pages = existsSync(realPages)
    ? readdirSync(realPages).map((name) => readSavedPage(readFileSync(realPages + name, 'utf8'), name, today))
    : []
  const papers = pages.flatMap((page) => page.papers)

  test('hold 108 entries of 107 papers', () => {
    expect(pages.flatMap((page) => page.rejected)).toEqual([])
    expect(papers).toHaveLength(108)
    expect(new Set(papers.map((paper) => paper.title)).size).toBe(107)
  })

  test('tell authors and a day of every entry but the one without a footer', () => {
    const bare = papers.filter((paper) => paper.authorCount === 0 || paper.publishedOn === null)
    expect(bare.map((paper) => paper.title)).toEqual([
      'Quartet: Native FP4 Training Can Be Optimal for Large Language Models',
    ])
    expect(papers.filter((paper) => paper.upvotes !== null)).toHaveLength(8)
    expect(papers.every((paper) => (paper.publishedOn ?? '') < '2025-12-12')).toBe(true)
    expect(papers.filter((paper) => paper.publishedOn?.startsWith('2025')).length).toBeGreaterThan(15)
  })

  test('give abstracts and titles of a plausible length', () => {
    for (const paper of papers) {
      expect(paper.title.length).toBeLessThan(200)
      expect(paper.abstract.length).toBeGreaterThan(250)
      expect(paper.abstract.length).toBeLessThan(2000)
    }
  })
})

function withoutBlankLines(text: string): string {
  return text.replaceAll(/\n{2,}/g, '\n')
}

/** Titles of a text that may be cut anywhere; none if it is refused. Any other failure is one of the test. */
function readOrRefuse(text: string): readonly string[] {
  try {
    return readSavedPage(text, 'x', today).papers.map((paper) => paper.title)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'invalid-input' })
    return []
  }
}
