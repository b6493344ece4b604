/** The head of Search: the field, what is wrong with what stands in it, how much was found and in which order. */
import { useEffect } from 'react'
import { nextSearchOrder, type } from '../actions/search.ts'
import { likeIn, loadLike } from '../actions/similar.ts'
import { MathText } from '../components/MathText.tsx'
import { segmentsOfWritten } from '../components/read-text.ts'
import { parseQuery, type QueryProblem } from '../shared/search-query.ts'
import { foundSentence, pendingSentence, problemSentence, searchOrderName } from '../text/search-messages.ts'
import { useApp, useLibrary, useSearch } from './app-context.tsx'
import { CommandButton, CommandKey } from './CommandKey.tsx'
import { SearchField } from './SearchField.tsx'
import header from './ListHeader.module.css'
import css from './SearchHeader.module.css'

export function SearchHeader() {
  return (
    <header className={header.header}>
      <div className={`${header.line} ${css.head}`}>
        <h1 className={header.title}>Search</h1>
        <span className={header.space} />
        <SaveButton />
        <OrderButton />
      </div>
      <SearchField />
      <Like />
      <Problems />
      <Facts />
    </header>
  )
}

function SaveButton() {
  const text = useSearch((search) => search.text.trim())
  const isSaved = useLibrary((state) => state.settings.searches.some((saved) => saved.text === text))
  if (text === '') return null
  return (
    <span className={css.save}>
      <CommandButton id="search.save" isOn={isSaved}>
        {isSaved ? 'Saved' : 'Save'}
      </CommandButton>
    </span>
  )
}

function OrderButton() {
  const app = useApp()
  const order = useSearch((search) => search.order)
  return (
    <button
      type="button"
      className={header.order}
      aria-label={`Order: ${searchOrderName(order)}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => nextSearchOrder(app)}
    >
      {searchOrderName(order)}
      <CommandKey id="list.order" />
    </button>
  )
}

/** The title of the paper that others are to be like: an id says little. */
function Like() {
  const app = useApp()
  const text = useSearch((search) => search.text)
  const like = useSearch((search) => search.like)
  const paper = likeIn(parseQuery(text))
  useEffect(() => {
    if (paper !== null) void loadLike(app, paper)
  }, [app, paper])
  if (paper === null || like?.paper !== paper) return null
  return (
    <p className={css.like} dir="auto">
      Like “<MathText segments={segmentsOfWritten(like.title)} />”
    </p>
  )
}

function Problems() {
  const text = useSearch((search) => search.text)
  const { problems } = parseQuery(text)
  if (problems.length === 0) return null
  return (
    <ul className={css.problems} aria-live="polite">
      {problems.map((problem) => (
        <li key={problem.start}>
          {problemSentence(problem)} <Suggestion problem={problem} />
        </li>
      ))}
    </ul>
  )
}

function Suggestion({ problem }: { readonly problem: QueryProblem }) {
  const app = useApp()
  const text = useSearch((search) => search.text)
  const { suggestion, start, end } = problem
  if (suggestion === null) return null
  return (
    <button
      type="button"
      className={css.suggestion}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => type(app, text.slice(0, start) + suggestion + text.slice(end))}
    >
      Use {suggestion}
    </button>
  )
}

function Facts() {
  const shown = useLibrary((state) => state.list.ids.length)
  const { answered, limit, count, pending } = useSearch((search) => search)
  const isAsked = answered !== null && answered.text !== ''
  return (
    <p className={`${header.sentence} ${css.facts}`} aria-live="polite">
      {isAsked && shown > 0 ? <b>{foundSentence(shown, limit, count)}</b> : ' '}
      {isAsked && pending > 0 && ` · ${pendingSentence(pending)}`}
    </p>
  )
}
