import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSavedHtml } from '../../../electron/feed/saved-html.ts'
import { AppError } from '../../../src/shared/errors.ts'

const latest = '2026-06-24'

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
    const lists = readSavedHtml(page({ dailyPapers: [entry('2606.13677', title)] }), 'a page', latest)
    expect(lists).toHaveLength(1)
    expect(lists?.[0]?.list).toBe('day:2026-06-23')
    expect(lists?.[0]?.papers).toMatchObject([{ arxivId: '2606.13677', title, upvotes: 4 }])
  })

  test('keeps what cannot be read as rejected, and takes the rest', () => {
    const dailyPapers = [entry('2606.13677', 'A title'), { paper: { id: 7 } }, null]
    const lists = readSavedHtml(page({ dailyPapers }), 'a page', latest)
    expect(lists?.flatMap(({ papers }) => papers)).toHaveLength(1)
    expect(lists?.flatMap(({ rejected }) => rejected)).toHaveLength(2)
  })

  test('is not confused by markup, scripts and other data around it', () => {
    const around = `<script>var a = '<div data-props=';</script><i data-props="{&quot;dailyPapers&quot;:{}}"></i>
      <i data-props="dailyPapers but no JSON"></i><!-- data-props="{"dailyPapers":[]}" -->`
    const lists = readSavedHtml(page({ dailyPapers: [entry('2606.13677', 'A title')] }, around), 'x', latest)
    expect(lists?.flatMap(({ papers }) => papers)).toHaveLength(1)
  })

  test('is told apart from text, and refused without a list', () => {
    expect(readSavedHtml('Daily Papers\n\nA title', 'x', latest)).toBeNull()
    expect(readSavedHtml('[{"paper":{}}]', 'x', latest)).toBeNull()
    for (const text of [
      '<html></html>',
      '<!doctype html><i data-props="{&quot;dailyPapers',
      page({ papers: [] }),
    ])
      expect(() => readSavedHtml(text, 'x', latest)).toThrow(AppError)
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
          readSavedHtml(`<html>${parts.join('')}`, 'x', latest)
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-input' })
        }
      }),
    )
  })
})
