/**
 * The picture or video that came with a paper, below its abstract. It stands in a box whose shape is settled when the page
 * is opened, so that nothing moves when it arrives; what is not here is a line. A video or GIF plays only when asked.
 */
import { useEffect, useState } from 'react'
import { askPictures, loadPictures, mayHavePictures } from '../actions/pictures.ts'
import { Icon } from '../components/Icon.tsx'
import type { PaperDetail, PaperId } from '../shared/domain.ts'
import type { PagePictures } from '../shared/pictures.ts'
import { picturesSentence, playLabel } from '../text/kept-messages.ts'
import { useApp, useKept, useLibrary } from './app-context.tsx'
import css from './Pictures.module.css'

/** Whether it is known what pictures the paper has here: what stands below them waits for that. */
export function useHasPictures(detail: PaperDetail | undefined): boolean {
  const isKnown = useKept(({ pictures }) => detail !== undefined && pictures.has(detail.id))
  return isKnown || detail === undefined || !mayHavePictures(detail)
}

export function Pictures({ detail }: { detail: PaperDetail }) {
  const app = useApp()
  const { id } = detail
  const isWanted = mayHavePictures(detail)
  const pictures = useKept((state) => state.pictures.get(id))
  const isKnown = pictures !== undefined
  useEffect(() => {
    if (isWanted && !isKnown) void loadPictures(app, id)
  }, [app, id, isWanted, isKnown])
  return isWanted && isKnown ? <Known id={id} pictures={pictures} /> : null
}

interface KnownProps {
  readonly id: PaperId
  readonly pictures: PagePictures
}

function Known({ id, pictures }: KnownProps) {
  const app = useApp()
  const isOffline = useLibrary((state) => state.sync.offlineSince !== null)
  const [first] = useState(pictures)
  const [isAsked, setIsAsked] = useState(false)
  const hasBox = first.still !== null || (first.rest === 'coming' && !isOffline) || isAsked
  const ask = (): void => {
    setIsAsked(true)
    void askPictures(app, id)
  }
  if (hasBox) return <Box pictures={pictures} isSettled={first.still !== null} ask={ask} />
  if (first.rest === 'none') return null
  return (
    <p className={css.line}>
      <Icon name={isOffline ? 'offline' : 'page'} size={14} />
      {picturesSentence(isOffline ? 'offline' : 'not-kept')}
      {!isOffline && (
        <button type="button" className="button" onClick={ask}>
          Fetch it
        </button>
      )}
    </p>
  )
}

interface BoxProps {
  readonly pictures: PagePictures
  /** The picture was here when the page was opened, and the box has its shape. */
  readonly isSettled: boolean
  readonly ask: () => void
}

function Box({ pictures: { still, rest, motion }, isSettled, ask }: BoxProps) {
  const [isPlaying, setIsPlaying] = useState(false)
  const isOffline = useLibrary((state) => state.sync.offlineSince !== null)
  const play = (): void => {
    setIsPlaying(true)
    if (motion?.address === null) ask()
  }
  return (
    <figure className={isSettled ? css.settled : css.box} aria-label="Picture from the feed">
      {still !== null && (
        <img
          src={still.address}
          width={still.width}
          height={still.height}
          alt="Came with the paper, without a description"
        />
      )}
      {still === null && !isPlaying && (
        <p className={css.words}>{picturesSentence(rest === 'none' ? 'none' : 'coming')}</p>
      )}
      {motion !== null && isPlaying && motion.address !== null && (
        <Motion motion={{ ...motion, address: motion.address }} />
      )}
      {motion !== null && !(isPlaying && motion.address !== null) && (
        <div className={css.play}>
          {motion.address === null && (isPlaying || isOffline) ? (
            <span role="status">{picturesSentence(isOffline ? 'motion-offline' : 'motion-coming')}</span>
          ) : (
            <button type="button" className="button" onClick={play}>
              {playLabel(motion)}
            </button>
          )}
        </div>
      )}
    </figure>
  )
}

function Motion({ motion }: { motion: NonNullable<PagePictures['motion']> & { readonly address: string } }) {
  if (motion.kind === 'gif') return <img className={css.motion} src={motion.address} alt="" />
  // What authors give along with their papers has no captions to offer.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <video className={css.motion} src={motion.address} controls autoPlay />
}
