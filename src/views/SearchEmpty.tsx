/** Search without hits: nothing asked yet, or nothing found and what was probably meant. */
import { type } from '../actions/search.ts'
import { counted } from '../text/format.ts'
import { nothingMatches } from '../text/search-messages.ts'
import { useApp, useSearch } from './app-context.tsx'
import css from './EmptyList.module.css'
import search from './SearchHeader.module.css'

const examples: readonly (readonly [text: string, meaning: string])[] = [
  ['"world model" -video', 'a phrase, without a word'],
  ['author:noether is:later', 'by an author, in your queue'],
  ['upvotes:>50 after:2026-05', 'liked, and since June'],
  ['O(n log n)', 'a formula, as it looks'],
]

export function SearchEmpty() {
  const answered = useSearch((search) => search.answered)
  return answered === null || answered.text === '' ? <Examples /> : <NoMatch text={answered.text} />
}

function Examples() {
  const app = useApp()
  return (
    <div className={css.empty}>
      <h2 className={css.title}>Find anything again</h2>
      <div className={css.body}>
        Titles, abstracts, authors, summaries, keywords, your notes and tags, and the full texts you keep are
        searched as you type.
        {examples.map(([text, meaning]) => (
          <button key={text} type="button" className={css.next} onClick={() => type(app, text)}>
            {text} · {meaning}
          </button>
        ))}
      </div>
    </div>
  )
}

function NoMatch({ text }: { readonly text: string }) {
  const app = useApp()
  const suggestion = useSearch((search) => search.count?.suggestion ?? null)
  return (
    <div className={css.empty} role="status">
      <h2 className={css.title}>{nothingMatches(text)}</h2>
      <div className={css.body}>
        {suggestion === null ? (
          'A paper must have all of the words. With fewer of them there is more to find.'
        ) : (
          <>
            Did you mean{' '}
            <button type="button" className={search.suggestion} onClick={() => type(app, suggestion.text)}>
              “{suggestion.text.trim()}”
            </button>
            ? {counted(suggestion.count, 'paper')}.
          </>
        )}
      </div>
    </div>
  )
}
