import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSavedHtml } from '../../../electron/feed/saved-html.ts'
import { AppError } from '../../../src/shared/errors.ts'

const days = { latest: '2026-06-24', today: '2026-06-23' }
/** The lists of a page that has some. */
const listsIn = (text: string) => readSavedHtml(text, 'a page', days)?.lists ?? []

function entry(id: string, title: string) {
  return {
    title,
    paper: {
      id,
      title,
      summary: 'What it says.',
      submittedOnDailyAt: '2026-06-23T00:00:00.000Z',
      upvotes: 4,
    },
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll("'", '&#39;')

function page(props: unknown, around = ''): string {
  const data = escaped(JSON.stringify(props))
  return `<!DOCTYPE html><html><body><div data-target="Header" data-props="{}"></div>${around}
    <div class="SVELTE_HYDRATER" data-target="DailyPapers" data-props="${data}"></div></body></html>`
}

describe('a page saved as HTML', () => {
  test('gives the list that it holds as data, under its feed day', () => {
    const title = 'Scaling "laws" & <b>limits</b>: it’s n < 64'
    const lists = listsIn(page({ dailyPapers: [entry('2606.13677', title)] }))
    expect(lists).toHaveLength(1)
    expect(lists[0]?.list).toBe('day:2026-06-23')
    expect(lists[0]?.papers).toMatchObject([{ arxivId: '2606.13677', title, upvotes: 4 }])
  })

  test('keeps what cannot be read as rejected, and takes the rest', () => {
    const dailyPapers = [entry('2606.13677', 'A title'), { paper: { id: 7 } }, null]
    const lists = listsIn(page({ dailyPapers }))
    expect(lists.flatMap(({ papers }) => papers)).toHaveLength(1)
    expect(lists.flatMap(({ rejected }) => rejected)).toHaveLength(2)
  })

  test('is not confused by markup, scripts and other data around it', () => {
    const around = `<script>var a = '<div data-props=';</script><i data-props="{&quot;dailyPapers&quot;:{}}"></i>
      <i data-props="dailyPapers but no JSON"></i><!-- data-props="{"dailyPapers":[]}" -->`
    const lists = listsIn(page({ dailyPapers: [entry('2606.13677', 'A title')] }, around))
    expect(lists.flatMap(({ papers }) => papers)).toHaveLength(1)
  })

  test('is told apart from text, and refused without a list', () => {
    expect(readSavedHtml('Daily Papers\n\nA title', 'x', days)).toBeNull()
    expect(readSavedHtml('[{"paper":{}}]', 'x', days)).toBeNull()
    for (const text of [
      '<html></html>',
      '<!doctype html><i data-props="{&quot;dailyPapers',
      page({ papers: [] }),
    ])
      expect(() => readSavedHtml(text, 'x', days)).toThrow(AppError)
  })

  describe('without the data', () => {
    const paragraph = 'We study what a page shows when all that is left of it is what a reader saw. '.repeat(
      4,
    )
    const article = (
      id: string,
      title: string,
      footer = true,
    ): string => `<article><a href="/papers/${id}" class="x">
      <img src="https://cdn-thumbnails.huggingface.co/x.png" alt="not text"></a>
      <h3><a href="https://huggingface.co/papers/${id}#community">${title}</a></h3><p>${paragraph}<b>${id}</b></p>
      ${footer ? '<ul><li>•&nbsp;<span>3 authors</span></li></ul><div>·</div><time>Oct 18, 2024</time>' : ''}</article>`
    const shown = (articles: string): string =>
      `<!DOCTYPE html><html><head><title>Daily Papers</title><style>p{}</style></head><body><header><nav><a href="/">Models</a>
      <a href="/papers">Papers</a></nav></header><main><h1>Daily Papers</h1>${articles}</main><script>var s = "<p>"</script></body></html>`

    test('is read as the text that it shows, its papers with the ids of their links', () => {
      const [list] = listsIn(
        shown(
          article('2410.00001', 'On <em>shown</em>\n pages') +
            article('2410.00002', 'On &lt;think&gt; &amp; others'),
        ),
      )
      expect(list).toMatchObject({ list: 'page:a page', rejected: [] })
      expect(list?.papers).toMatchObject([
        { arxivId: '2410.00001', title: 'On shown pages', authorCount: 3, publishedOn: '2024-10-18' },
        { arxivId: '2410.00002', title: 'On <think> & others', abstract: `${paragraph}2410.00002` },
      ])
    })

    test('gives the ids of the papers that it links to where it shows no abstracts', () => {
      const cards = ['2410.00001', '2410.00002'].map(
        (id) => `<article><h3><a href="/papers/${id}">T</a></h3></article>`,
      )
      expect(readSavedHtml(shown(cards.join('')), 'x', days)).toEqual({
        lists: null,
        named: ['2410.00001', '2410.00002'],
      })
    })

    test('does not give one id to two titles, nor two ids to one', () => {
      const same = article('2410.00001', 'The same') + article('2410.00002', 'The same')
      expect(listsIn(shown(same))[0]?.papers.map(({ arxivId }) => arxivId)).toEqual([null, null])
    })
  })

  test('refuses whatever else a page holds with nothing but `invalid-input`', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'data-props="',
        '"',
        'dailyPapers',
        '&quot;',
        '&#x110000;',
        '&#0;',
        '[[[[',
        '{}',
        '<script>',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        try {
          readSavedHtml(`<html>${parts.join('')}`, 'x', days)
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-input' })
        }
      }),
    )
  })
})
