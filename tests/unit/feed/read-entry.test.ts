import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDay } from '../../../electron/feed/daily-papers.ts'
import { readEntry } from '../../../electron/feed/read-entry.ts'
import { makeEntry } from '../../feed-server/make-entry.ts'

const day = '2026-06-23'
const good = makeEntry({ id: '2606.22388', day })

function patched(patch: Record<string, unknown>, top: Record<string, unknown> = {}): unknown {
  return { ...good, ...top, paper: { ...(good['paper'] as object), ...patch } }
}

function read(raw: unknown): NonNullable<ReturnType<typeof readEntry>['paper']> {
  const result = readEntry(raw, day)
  if (result.paper === null) throw new Error(result.rejected.reason)
  return result.paper
}

function reasonFor(raw: unknown): string | null {
  return readEntry(raw, day).rejected?.reason ?? null
}

describe('an entry in today’s shape', () => {
  it('gives every fact of the paper', () => {
    expect(read(good)).toEqual({
      arxivId: '2606.22388',
      title: 'A study of things numbered 2606.22388',
      abstract: 'We study things numbered 2606.22388 and find that they are O(n^2) in 3 of 4 cases.',
      authors: [
        { name: 'Ada Example', login: null },
        { name: 'Bo Beispiel', login: 'reader260622388' },
      ],
      authorCount: 2,
      publishedOn: day,
      upvotes: 5,
      commentCount: 1,
      aiSummary: 'Things numbered 2606.22388 are studied.',
      keywords: ['things', 'numbers'],
      organization: 'Example University',
      githubRepo: 'https://github.com/example/2606-22388',
      githubStars: 12,
      projectPage: null,
      thumbnail: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2606.22388.png',
      media: [],
      submittedBy: 'Sam Submitter',
      withdrawnAt: null,
    })
  })

  it('takes the feed day from submittedOnDailyAt and never from the entry’s own publishedAt', () => {
    const raw = patched(
      { submittedOnDailyAt: '2026-06-23T00:00:00.000Z' },
      { publishedAt: '2026-06-22T20:00:00.000Z' },
    )
    expect(readEntry(raw, day).feedDay).toBe('2026-06-23')
  })

  it('takes the day of a time as it was written until May 2026, and of a date as since', () => {
    const written = (paper: string, listed: string) => {
      const result = readEntry(patched({ publishedAt: paper, submittedOnDailyAt: listed }), '2026-06-23')
      return [result.paper?.publishedOn, result.feedDay]
    }
    expect(written('2026-03-30T23:59:59.000Z', '2026-05-12T23:10:01.000Z')).toEqual([
      '2026-03-30',
      '2026-05-12',
    ])
    expect(written('2026-05-20T00:00:00.000Z', '2026-05-21T00:00:00.000Z')).toEqual([
      '2026-05-20',
      '2026-05-21',
    ])
  })

  it('counts the upvotes of the paper, and never a number that stands beside it', () => {
    expect(read(patched({ upvotes: 7 }, { upvotes: 900 })).upvotes).toBe(7)
    expect(read(patched({ upvotes: undefined }, { upvotes: 900 })).upvotes).toBe(null)
  })

  it('needs neither summary nor keywords, nor both together, nor stars for a repository', () => {
    const bare = { ai_summary: undefined, ai_keywords: undefined, githubStars: undefined }
    expect(read(patched(bare))).toMatchObject({ aiSummary: null, keywords: [], githubStars: null })
    expect(read(patched(bare)).githubRepo).not.toBe(null)
    expect(read(patched({ ...bare, ai_keywords: ['a', 'b'] }))).toMatchObject({
      aiSummary: null,
      keywords: ['a', 'b'],
    })
  })

  it('links an author by the login, which has stood in two places', () => {
    const user = { user: 'ada', fullname: 'Ada L.', type: 'user' }
    const authors = [
      { name: 'Ada Example', hidden: false, status: 'claimed_verified', user },
      { name: 'Bo Beispiel', hidden: false, user: { ...user, user: 'bo', name: 'Bo B.' } },
      { name: 'Cy Example', hidden: false },
    ]
    expect(read(patched({ authors })).authors.map(({ login }) => login)).toEqual(['ada', 'bo', null])
  })

  it('of a search has parts of its texts marked and no submitter, and is read all the same', () => {
    const marked = [
      { type: 'text', text: 'A ' },
      { type: 'highlight', text: 'study' },
    ]
    const found = patched(
      { submittedOnDailyAt: undefined, submittedOnDailyBy: undefined },
      { highlightedTitle: marked, highlightedSummary: marked, submittedBy: undefined, upvoted: false },
    )
    expect(read(found)).toMatchObject({ title: 'A study of things numbered 2606.22388', submittedBy: null })
    expect(readEntry(found, day).feedDay).toBe(null)
  })

  it('does not link a hidden author', () => {
    const authors = [{ name: 'Hid Den', hidden: true, user: { user: 'hidden-login' } }]
    expect(read(patched({ authors })).authors).toEqual([{ name: 'Hid Den', login: null }])
  })

  it('drops the version of an id', () => {
    expect(read(patched({ id: '2606.22388v3' })).arxivId).toBe('2606.22388')
  })
})

describe('older shapes', () => {
  it('reads 2024: mediaUrl as thumbnail, empty summary on top, folded title', () => {
    const raw = {
      paper: {
        id: '2405.15738',
        authors: [{ name: 'Chunjiang Ge', hidden: false }],
        publishedAt: '2024-05-24T17:34:15.000Z',
        title: 'A title\n  on two lines',
        summary: 'First line\nsecond line.\n  New paragraph.',
        upvotes: 32,
      },
      title: '',
      summary: '',
      mediaUrl: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2405.15738.png',
      numComments: 3,
    }
    const paper = read(raw)
    expect(paper.title).toBe('A title on two lines')
    expect(paper.abstract).toBe('First line\nsecond line.\n\nNew paragraph.')
    expect(paper.thumbnail).toBe(
      'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2405.15738.png',
    )
    expect(paper.media).toEqual([])
    expect(paper.commentCount).toBe(3)
  })

  it('reads the organisation under each name it has had', () => {
    const organization = { name: 'x', fullname: 'X University' }
    const none = { organization: undefined }
    expect(read(patched(none, { submitterOrganization: organization })).organization).toBe('X University')
    expect(read(patched(none, { organization })).organization).toBe('X University')
    expect(read(patched({ organization: { name: 'only-login' } })).organization).toBe('only-login')
  })

  it('takes nulls for absent', () => {
    const nulls = {
      ai_summary: null,
      ai_keywords: null,
      githubRepo: null,
      organization: null,
      mediaUrls: null,
    }
    expect(read(patched(nulls))).toMatchObject({ aiSummary: null, keywords: [], githubRepo: null, media: [] })
  })
})

describe('a hostile entry', () => {
  it.each([
    ['nothing', null, 'not an entry with a paper'],
    ['a string', '<script>alert(1)</script>', 'not an entry with a paper'],
    ['an array', [[]], 'not an entry with a paper'],
    ['no paper', {}, 'not an entry with a paper'],
    ['an id that is a number', patched({ id: 2606.22388 }), 'no arXiv id'],
    ['an id that is a path', patched({ id: '../../etc/passwd' }), 'no arXiv id'],
    ['an id with month 13', patched({ id: '2613.00001' }), 'no arXiv id'],
    ['no title anywhere', patched({ title: 7 }, { title: null }), 'no title'],
    ['a title of blanks and controls', patched({ title: ' \u0000\u0007 ' }, { title: '\u202e' }), 'no title'],
    ['no abstract anywhere', patched({ summary: '' }, { summary: {} }), 'no abstract'],
    ['a day in the future', patched({ submittedOnDailyAt: '2031-01-01T00:00:00Z' }), 'a day in the future'],
  ])('with %s is refused and kept', (_name, raw, reason) => {
    expect(reasonFor(raw)).toBe(reason)
    expect(readEntry(raw, day).rejected?.raw).not.toBe(undefined)
  })

  it('uses the field that is right where another is of the wrong type', () => {
    expect(read(patched({ title: 'From the paper' }, { title: ['x'] })).title).toBe('From the paper')
    expect(read(patched({ summary: 4 }, { summary: 'From the entry.' })).abstract).toBe('From the entry.')
    expect(read(patched({ upvotes: '12' })).upvotes).toBe(12)
    expect(read(patched({ upvotes: -3 })).upvotes).toBe(null)
    expect(read(patched({ upvotes: 1e300 })).upvotes).toBe(null)
    expect(read(patched({ authors: 'nobody' })).authors).toEqual([])
    expect(read(patched({ authors: ['Only Name', 5, null, { name: 9 }] })).authors).toEqual([
      { name: 'Only Name', login: null },
    ])
    expect(read(patched({ publishedAt: '2099-01-01T00:00:00Z' })).publishedOn).toBe(null)
    expect(read(patched({ publishedAt: '2026-02-30T00:00:00Z' })).publishedOn).toBe(null)
  })

  it('keeps markup as the text that it is, and takes control and direction characters out', () => {
    const title = '<img src=x onerror=alert(1)>\u0000 \u202eevil\u202c <think>'
    expect(read(patched({}, { title })).title).toBe('<img src=x onerror=alert(1)> evil <think>')
    expect(read(patched({ summary: 'a\u0000b\ud800c' })).abstract).toBe('ab\ufffdc')
  })

  it.each([
    'javascript:alert(1)',
    'http://example.org/',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://user:secret@example.org/',
    `https://example.org/${'x'.repeat(3000)}`,
    '//',
  ])('keeps no address but https: %s', (url) => {
    const paper = read(patched({ githubRepo: url, projectPage: url, mediaUrls: [url] }))
    expect([paper.githubRepo, paper.projectPage]).toEqual([null, null])
    expect(paper.media.filter((medium) => !medium.startsWith('https://huggingface.co/'))).toEqual([])
  })

  it('completes an address of the site itself', () => {
    expect(read(patched({}, { thumbnail: '/thumb.png' })).thumbnail).toBe('https://huggingface.co/thumb.png')
    expect(read(patched({}, { thumbnail: 'javascript:1' })).thumbnail).toBe(null)
  })

  it('cuts absurd sizes', () => {
    const paper = read(
      patched({
        summary: 'x'.repeat(10_000_000),
        ai_keywords: Array.from({ length: 9000 }, (_, index) => `keyword ${index}`),
        authors: Array.from({ length: 90_000 }, (_, index) => ({ name: `N ${index}`.repeat(200) })),
      }),
    )
    expect(paper.abstract.length).toBe(20_000)
    expect(paper.keywords.length).toBe(60)
    expect(paper.authors.length).toBe(3000)
    expect(paper.authors[0]?.name.length).toBe(200)
  })

  it('never throws and never lets through what the library cannot hold, whatever the JSON', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }))
    const entries = fc.record({
      paper: fc.record(
        { id: fc.constantFrom('2606.22388', 'x'), title: anything, summary: anything, authors: anything },
        { requiredKeys: ['id'] },
      ),
      title: anything,
      summary: anything,
      mediaUrls: anything,
    })
    fc.assert(
      fc.property(fc.oneof(entries, anything), (raw) => {
        const { paper } = readEntry(raw, day)
        if (paper === null) return
        expect(paper.title).not.toMatch(/\p{Surrogate}/u)
        expect(paper.abstract).toMatch(/\S/)
        // oxlint-disable-next-line no-control-regex -- controls are what must not be there
        expect(`${paper.title}${paper.abstract}`).not.toMatch(/[\u0000-\u0008\u000e-\u001f]/)
      }),
    )
  })
})

describe('a list', () => {
  it('keeps the good entries, counts the bad, and takes each paper once', () => {
    const body = [good, null, patched({ upvotes: 99 }), { paper: {} }, makeEntry({ id: '2606.00002', day })]
    const list = readDay(day, body, day)
    expect(list.list).toBe('day:2026-06-23')
    expect(list.papers.map((paper) => paper.arxivId)).toEqual(['2606.22388', '2606.00002'])
    expect(list.papers[0]?.upvotes).toBe(5)
    expect(list.rejected.map((item) => item.reason)).toEqual(['not an entry with a paper', 'no arXiv id'])
  })

  it.each([[{}], ['x'], [null], [{ error: 'no' }]])('that is none is the feed changed: %j', (body) => {
    expect(() => readDay(day, body, day)).toThrow(expect.objectContaining({ code: 'feed-changed' }))
  })

  it('of another day altogether is refused, one paper that was moved is not', () => {
    const other = makeEntry({ id: '2606.00003', day: '2026-06-22' })
    expect(() => readDay(day, [other, other], day)).toThrow(
      expect.objectContaining({ code: 'feed-changed', detail: { reason: 'other-day', day } }),
    )
    expect(readDay(day, [good, other], day).papers).toHaveLength(2)
    expect(readDay(day, [], day).papers).toEqual([])
  })
})

const real = new URL('../../../../shared/data/', import.meta.url)
describe.skipIf(!existsSync(real))('real lists', () => {
  const files = ['hf/days', 'feed-samples']
    .flatMap((folder) => readdirSync(new URL(folder, real)).map((name) => `${folder}/${name}`))
    .filter((path) => /(days\/|hf_daily_papers_).*\.json$/.test(path))

  it.each(files)('%s is read whole', (path) => {
    const body: unknown = JSON.parse(readFileSync(new URL(path, real), 'utf8'))
    const listDay = /\d{4}-\d\d-\d\d/.exec(path)?.[0] ?? '2026-08-01'
    const latest = '2026-08-31'
    const list = readDay(path.includes('limit30') ? lastDayOf(body) : listDay, body, latest)
    expect(list.rejected).toEqual([])
    expect(list.papers.length).toBe((body as unknown[]).length)
    for (const paper of list.papers) {
      expect(paper.authors.length).toBeGreaterThan(0)
      expect(paper.publishedOn).not.toBe(null)
      expect(paper.upvotes).not.toBe(null)
    }
  })
})

/** The day most entries of a list across days belong to. */
function lastDayOf(body: unknown): string {
  const first = (body as { paper: { submittedOnDailyAt: string } }[])[0]
  return first?.paper.submittedOnDailyAt.slice(0, 10) ?? day
}
