/**
 * Reads a Daily Papers page that someone saved or copied as text. Such a text has no marks but its own manner: a title,
 * an abstract, `• 3 authors`, `·`, a date and sometimes the upvotes. The footer is what is certain, so the text is cut at
 * the footers first, and what stands between two of them is then told apart. Everything is one pass over the lines, so
 * that a text of any size takes time in proportion to it.
 */
import { addDays, isDay, type Day } from '../../src/shared/days.ts'
import { unknownFacts } from '../../src/shared/domain.ts'
import type { IncomingList, IncomingPaper, RejectedItem } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { isFurniture, isPageHeader, readFooter, readPageDate, type Footer } from './saved-page-lines.ts'

/** What stands between two footers, or between the page's header and a footer, or behind the last one. */
interface Run {
  readonly lines: readonly string[]
  readonly footer: Footer | null
  /** Whether lines of the page around the papers may stand here: at its beginning, at its end, below a header. */
  readonly mayHoldFurniture: boolean
}

interface Entry {
  readonly title: string
  readonly paragraphs: readonly string[]
}

const titleLimit = 300
const rawLimit = 65_536
/** A line longer than this was not wrapped by a mail program or a terminal: each line is a paragraph of its own. */
const wrappedWidth = 160
/** An abstract that follows an entry without a footer, or ends a text without one, has at least this many characters. */
const abstractAtLeast = 200

/**
 * The papers of a page saved or copied as text, in the page's order, as the list `page:<name>`. Dates without a year are
 * of the page's year: that of `name` if it begins with a day, else the latest that keeps them from lying after `today`.
 * Pieces of an entry that the text begins or breaks off with are rejected items. Throws `invalid-input` if the text is
 * no such page.
 */
export function readSavedPage(text: string, name: string, today: Day): IncomingList {
  const lines = linesOf(text)
  const { runs, headerDate } = cutAtFooters(lines)
  const latest = latestDay(name, headerDate, today)
  const papers: IncomingPaper[] = []
  const rejected: RejectedItem[] = []
  for (const run of runs) {
    const kept = run.mayHoldFurniture ? withoutFurniture(run) : run.lines
    const { entries, leftover } = entriesOf(kept, run.footer !== null)
    entries.forEach((entry, index) => {
      papers.push(paperOf(entry, index === entries.length - 1 ? run.footer : null, latest))
    })
    if (leftover !== null) rejected.push({ reason: leftover, raw: kept.join('\n').trim().slice(0, rawLimit) })
  }
  if (!runs.some((run) => run.footer !== null) || papers.length === 0) {
    throw new AppError(
      'invalid-input',
      'This text is not a Daily Papers page: it has no papers that end with a line such as “• 3 authors” and a date.',
      { detail: { name } },
    )
  }
  return { list: `page:${name}`, papers, rejected }
}

/** Lines without the white space around and doubled in them; every kind of line end and of space counts. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => (line === '' ? line : foldSpace(line)))
}

function foldSpace(line: string): string {
  return line
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function cutAtFooters(lines: readonly string[]): { runs: readonly Run[]; headerDate: string | null } {
  const runs: Run[] = []
  let headerDate: string | null = null
  let open: string[] = []
  let isBelowPage = true
  const close = (footer: Footer | null): void => {
    runs.push({ lines: open, footer, mayHoldFurniture: isBelowPage || footer === null })
    open = []
    isBelowPage = footer === null
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const footer = readFooter(lines, at)
    if (footer !== null) {
      close(footer)
      at = footer.end - 1
    } else if (isPageHeader(line)) {
      close(null)
      const below = lines[at + 1] === '' ? at + 2 : at + 1
      const date = lines[below]
      if (date !== undefined && readPageDate(date)?.year === null) {
        headerDate ??= date
        at = below
      }
    } else {
      open.push(line)
    }
  }
  close(null)
  return { runs, headerDate }
}

/**
 * The lines without what the page has around its papers. Everything down to a line that is only a date goes too: that is
 * the end of a footer whose beginning was not copied.
 */
function withoutFurniture(run: Run): readonly string[] {
  const lines = run.lines
  let from = lines.findLastIndex((line) => readPageDate(line) !== null) + 1
  let to = lines.length
  while (from < to && isFurniture(lines[from] ?? '')) from++
  while (run.footer === null && to > from && isFurniture(lines[to - 1] ?? '')) to--
  return lines.slice(from, to)
}

/** The entries of a run: one, or more if entries without a footer stand before it. `leftover` says why a run is none. */
function entriesOf(
  lines: readonly string[],
  hasFooter: boolean,
): { entries: readonly Entry[]; leftover: string | null } {
  const paragraphs = paragraphsOf(lines)
  const [title, ...rest] = paragraphs
  const nothing = { entries: [] }
  if (title === undefined) return { ...nothing, leftover: hasFooter ? 'A footer without a paper.' : null }
  if (rest.length === 0 || title.length > titleLimit || isTailOfSentence(title)) {
    // Short pieces that no footer claims are lines of the page that are not known here; nobody misses them.
    const isPiece = hasFooter || paragraphs.some((paragraph) => paragraph.length >= abstractAtLeast)
    return {
      ...nothing,
      leftover: isPiece ? 'A piece of an entry: its title or its abstract is missing.' : null,
    }
  }
  if (!hasFooter && !rest.some((paragraph) => paragraph.length >= abstractAtLeast)) {
    return { ...nothing, leftover: null }
  }
  const entries: { title: string; paragraphs: string[] }[] = [{ title, paragraphs: [] }]
  rest.forEach((paragraph, index) => {
    const before = rest[index - 1]
    const entry = entries.at(-1)
    if (before !== undefined && isTitleBetween(before, paragraph, rest[index + 1])) {
      entries.push({ title: paragraph, paragraphs: [] })
    } else {
      entry?.paragraphs.push(paragraph)
    }
  })
  return { entries, leftover: null }
}

function paragraphsOf(lines: readonly string[]): readonly string[] {
  if (lines.some((line) => line.length > wrappedWidth)) return lines.filter((line) => line !== '')
  const groups: string[][] = [[]]
  for (const line of lines) {
    if (line !== '') groups.at(-1)?.push(line)
    else if (groups.at(-1)?.length !== 0) groups.push([])
  }
  const filled = groups.filter((group) => group.length > 0)
  const [only] = filled
  // Without any blank line the first line is the title.
  if (filled.length === 1 && only !== undefined && only.length > 1) {
    return [only[0] ?? '', only.slice(1).join(' ')]
  }
  return filled.map((group) => group.join(' '))
}

/** Whether a paragraph of an abstract is really the title of the next entry, the one above having no footer. */
function isTitleBetween(before: string, paragraph: string, after: string | undefined): boolean {
  return (
    after !== undefined &&
    after.length >= abstractAtLeast &&
    before.length >= abstractAtLeast &&
    paragraph.length * 1.5 < after.length &&
    paragraph.length <= titleLimit &&
    // Headings in an abstract are of one or two words; a list's items and a sentence before a list are told by their marks.
    paragraph.split(' ').length >= 3 &&
    !/^[^\p{L}\p{N}\\$]|^\(?\w{1,3}[.)]|[.:;,]$/u.test(paragraph)
  )
}

function isTailOfSentence(title: string): boolean {
  return title.endsWith('.') && /^\p{Ll}/u.test(title)
}

function paperOf(entry: Entry, footer: Footer | null, latest: Day): IncomingPaper {
  return {
    arxivId: null,
    title: entry.title,
    // The feed's own form of a new paragraph.
    abstract: entry.paragraphs.join('\n  '),
    authors: [],
    authorCount: footer?.authorCount ?? 0,
    publishedOn: footer?.date == null ? null : dayOfDate(footer.date, latest),
    ...unknownFacts,
    upvotes: footer?.upvotes ?? null,
  }
}

/** The last day that a date without a year can mean. */
function latestDay(name: string, headerDate: string | null, today: Day): Day {
  const named = name.slice(0, 10)
  // The page counts days in a time zone of its own, and may be one ahead of the reader's.
  if (isDay(named) && named <= today) return addDays(named, 1)
  const pageDay = headerDate === null ? null : dayOfDate(headerDate, today)
  return pageDay === null || pageDay === today ? today : addDays(pageDay, 1)
}

/** The day that a date of the page names; without a year, the last such day until `latest`. Null if there is none. */
function dayOfDate(date: string, latest: Day): Day | null {
  const read = readPageDate(date)
  if (read === null) return null
  if (read.year !== null)
    return isDay(`${read.year}-${read.monthDay}`) ? `${read.year}-${read.monthDay}` : null
  const latestYear = Number(latest.slice(0, 4))
  // A 29 February may lie up to eight years back.
  for (let year = latestYear; year >= latestYear - 8; year--) {
    const day = `${year}-${read.monthDay}`
    if (isDay(day) && day <= latest) return day
  }
  return null
}
