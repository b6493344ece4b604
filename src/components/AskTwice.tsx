/** A button for something large: the first press asks, the second does it. Leaving it takes the question back. */
import { useState } from 'react'

interface AskTwiceProps {
  /** By which a command finds it (commands/surfaces.ts). */
  readonly control?: string
  readonly words: string
  /** What the second press does, in full. */
  readonly question: string
  readonly onSure: () => void
}

export function AskTwice({ control, words, question, onSure }: AskTwiceProps) {
  const [isAsked, setIsAsked] = useState(false)
  const press = (): void => {
    setIsAsked(!isAsked)
    if (isAsked) onSure()
  }
  return (
    <button
      type="button"
      className="button"
      data-control={control}
      aria-live="polite"
      onClick={press}
      onBlur={() => setIsAsked(false)}
    >
      {isAsked ? question : words}
    </button>
  )
}
