/** The lines that are known on a Daily Papers page copied as text: footers of entries, dates, and the page around them. */

/** What stands below an abstract. */
export interface Footer {
  readonly authorCount: number
  /** As written, `Oct 18, 2024` or `Sep 16`; null where the text breaks off. */
  readonly date: string | null
  readonly upvotes: number | null
  /** Index of the line behind it. */
  readonly end: number
}

export interface PageDate {
  /** `MM-DD` */
  readonly monthDay: string
  readonly year: string | null
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const countShape = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d)?k?)`
const dateShape = String.raw`([A-Z][a-z]{2}[a-z]{0,6} \d{1,2}(?:, \d{4})?)`
const authorsLine = new RegExp(`^([•·∙●▪*-] ?)?(\\d{1,6}) authors?(?: ?[·•|] ?(.*))?$`, 'i')
const dateLine = new RegExp(`^${dateShape}(?: ${countShape})?$`)
const countLine = new RegExp(`^${countShape}$`)
const separatorLine = /^[·•∙|]$/
/** No line of a footer is longer; longer ones are not looked at. */
const footerWidth = 64

/** The footer that begins at line `at`, or null. A bare `3 authors` counts only with a date below it. */
export function readFooter(lines: readonly string[], at: number): Footer | null {
  const line = lines[at] ?? ''
  if (line.length > footerWidth) return null
  const authors = authorsLine.exec(line)
  if (authors === null) return null
  const [, bullet, count, sameLine] = authors
  const authorCount = Number(count)
  let next = at + 1
  let dated: RegExpExecArray | null
  if (sameLine) {
    dated = dateLine.exec(sameLine)
    if (dated === null) return null
  } else {
    next = afterBlank(lines, next)
    if (separatorLine.test(lines[next] ?? '')) next = afterBlank(lines, next + 1)
    dated = readDated(lines[next] ?? '')
    if (dated !== null) next++
  }
  if (dated === null)
    return bullet === undefined ? null : { authorCount, date: null, upvotes: null, end: next }
  const [, date, upvotes] = dated
  const below = lines[next] ?? ''
  // The count may have come into a line of its own; further away it would be a title.
  const own = upvotes === undefined && below.length <= footerWidth ? countLine.exec(below) : null
  return {
    authorCount,
    date: date ?? null,
    upvotes: readCount(upvotes ?? own?.[1]),
    end: own === null ? next : next + 1,
  }
}

/** A line that is only a date of the page, such as `Oct 18, 2024` or `Sep 16`; null for every other line. */
export function readPageDate(line: string): PageDate | null {
  const dated = readDated(line)
  if (dated?.[1] === undefined || dated[2] !== undefined) return null
  const [month = '', day = '', year] = dated[1].split(/,? /)
  const index = months.indexOf(month.slice(0, 3).toLowerCase())
  if (index < 0) return null
  return { monthDay: `${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`, year: year ?? null }
}

/** Whether a line is one of those above the papers, which are so particular that they are known wherever they stand. */
export function isPageHeader(line: string): boolean {
  if (line.length > footerWidth) return false
  const letters = line.toLowerCase().replaceAll(' ', '')
  return (
    letters === 'dailypapers' ||
    letters === 'byakandtheresearchcommunity' ||
    letters.startsWith('gettrendingpapersinyouremail')
  )
}

/** Whether a line may belong to the page around the papers: blank, navigation, page numbers, a footer's separator. */
export function isFurniture(line: string): boolean {
  return (
    line.length <= footerWidth &&
    (furniture.has(line.toLowerCase()) || /^(?:\d{1,4}|\.{3}|…|[·•∙|]|©.*)?$/.test(line))
  )
}

const furniture = new Set(
  (
    "new|subscribe|hugging face|hugging face's logo|models|datasets|spaces|buckets|community|docs|enterprise|pricing|" +
    'solutions|posts|log in|login|sign up|papers|papers:|trending papers|trending|daily|weekly|monthly|search|' +
    'search papers|previous|next|back|company|tos|privacy|about|careers|jobs|website|resources|forum|blog|' +
    'inference endpoints|huggingchat|system theme'
  ).split('|'),
)

function readDated(line: string): RegExpExecArray | null {
  if (line.length > footerWidth) return null
  const dated = dateLine.exec(line)
  const month = dated?.[1]?.slice(0, 3).toLowerCase()
  return month !== undefined && months.includes(month) ? dated : null
}

function readCount(text: string | undefined): number | null {
  if (text === undefined) return null
  const number = Number(text.replaceAll(',', '').replace('k', ''))
  return text.endsWith('k') ? Math.round(number * 1000) : number
}

function afterBlank(lines: readonly string[], at: number): number {
  let next = at
  // Footers have at most a blank line or two between their lines; a bound keeps the whole linear.
  while (next < at + 3 && lines[next] === '') next++
  return next
}
