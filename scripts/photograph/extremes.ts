/** A library that tries the layout: writing from right to left, without spaces or without end; days of 1000, 1 and no papers. */
import { readDay } from '../../electron/feed/daily-papers.ts'
import { openLibrary } from '../../electron/library/index.ts'
import type { Library } from '../../electron/library/library.ts'
import { addDays } from '../../src/shared/days.ts'
import type { Day } from '../../src/shared/days.ts'
import type { PaperId } from '../../src/shared/domain.ts'
import type { Entry } from '../../tests/feed-server/day-files.ts'
import { makeEntries, makeEntry } from '../../tests/feed-server/make-entry.ts'
import { lastDay } from './clock.ts'

interface Extreme {
  readonly title: string
  readonly authors: readonly string[]
  readonly organization?: string
  readonly summary?: string
}

const endless = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const many = Array.from({ length: 320 }, (_, index) => `Author Number${index + 1}`)

const extremes: readonly Extreme[] = [
  {
    title: 'التعلّم العميق للغة العربية: تقييم BERT على مجموعة بيانات ARCD 2.0',
    authors: ['فاطمة الزهراء', 'محمد بن سلمان', 'Ada Example'],
    organization: 'جامعة القاهرة',
    summary: 'ندرس نماذج اللغة الكبيرة (LLMs) على نصوص عربية طويلة، ونبيّن أن BERT يتحسّن بمقدار 3.8 نقطة.',
  },
  {
    title: 'למידה עמוקה בעברית: AlephBERT-2 ומודלים של 7B פרמטרים',
    authors: ['דוד כהן', 'שרה לוי'],
    organization: 'הטכניון',
  },
  {
    title: 'Reading Arabic (العربية) and Hebrew (עברית) in one title: 2 scripts, 1 line',
    authors: ['נועה Ben-Ari', 'ليلى Haddad'],
  },
  {
    title: '面向大语言模型的长上下文检索与记忆：一种可演化的嵌入表示方法及其在智能体任务中的系统评测与分析',
    authors: ['王小明', '李华', '張偉'],
    organization: '清华大学',
    summary: '我们提出一种可演化的嵌入表示。它在长上下文检索中优于静态表示，并减少了计算量。',
  },
  { title: '日本語の長文理解のための埋め込み表現', authors: ['山田太郎'], organization: '東京大学' },
  {
    title:
      'A title that goes on and on, because its authors could not agree on what to leave out, and so kept: '
        .concat('the method, the data, the tasks, the baselines, the ablations and the limits, '.repeat(4))
        .concat('each of them in full'),
    authors: many,
    organization: 'The Institute for Very Long Names of Institutes and Departments of the United Academies',
  },
  { title: `${endless}: ${endless.repeat(2)}`, authors: [endless], organization: endless },
  { title: 'ViT', authors: ['X'] },
  {
    title: '👩‍🔬 Emoji, ﬁ ligatures, Ζαλγο̂ and \u202Eoverrides\u202C stay in their row',
    authors: ['Żółć Gęślą-Jaźń', 'Nguyễn Thị Minh Khai'],
  },
  { title: 'On O(n log n) bounds for x_{k+1}^2 + y_k^2 in titles', authors: ['Émilie du Châtelet'] },
]

const longTag = 'a tag that somebody wrote out as a whole sentence'

/** Makes the library at `path`. */
export function makeExtremes(path: string): void {
  let now = new Date(`${lastDay}T08:50:00`).getTime()
  const library = openLibrary({ path, now: () => (now += 1_000) })
  try {
    store(library, addDays(lastDay, -5), makeEntries(addDays(lastDay, -5), 1000), now)
    store(library, addDays(lastDay, -4), [], now)
    store(library, addDays(lastDay, -1), makeEntries(addDays(lastDay, -1), 1), now)
    store(library, lastDay, extremes.map(entryOf), now)
    const { ids } = library.list({ place: 'triage', day: lastDay, order: 'feed', tag: null }, 0)
    write(library, ids)
    library.saveSettings({ firstSteps: false, keepAutomatically: false })
    library.keepSearch(
      'author:"Author Number1" -video upvotes:>50 after:2026-05',
      'Everything that the large consortium has published since May',
    )
  } finally {
    library.close()
  }
}

function store(library: Library, day: Day, entries: readonly Entry[], now: number): void {
  library.storeList({ list: `day:${day}`, papers: readDay(day, entries, lastDay).papers, rejected: [] }, now)
}

function entryOf({ title, authors, organization, summary }: Extreme, index: number): Entry {
  const entry = makeEntry({
    id: `2606.9${String(index).padStart(4, '0')}`,
    day: lastDay,
    title,
    upvotes: index === 0 ? 12_345 : 40 - index,
    comments: 1000 * index,
    ...(summary === undefined ? {} : { summary }),
  })
  const paper = entry['paper'] as Entry
  return {
    ...entry,
    paper: {
      ...paper,
      authors: authors.map((name, at) => ({ _id: `${index}-${at}`, name, hidden: false })),
      githubStars: 123_456,
      organization: organization === undefined ? null : { _id: 'o', name: 'o', fullname: organization },
    },
  }
}

/** Tags and notes as long as the papers that they are on. */
function write(library: Library, ids: readonly PaperId[]): void {
  for (const at of [5, 6]) {
    const id = ids[at]
    if (id === undefined) continue
    for (const name of [longTag, endless.slice(0, 50), 'x', 'قراءة'])
      library.change([id], { field: 'tag', name, value: true })
    library.change([id], { field: 'star', value: true })
  }
  const noted = ids[5]
  if (noted === undefined) return
  const text = `${endless.repeat(2)} ملاحظة عربية. ${'A note may be as long as a page, and then it scrolls. '.repeat(30)}`
  library.saveNote({
    paperId: noted,
    text,
    baseRevision: library.paper(noted).note.revision,
    session: 'long',
  })
}
