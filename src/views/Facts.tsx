/** What is known of a paper besides its text: authors, organisation, dates, links. Read after the title, wherever it stands. */
import { Fragment, useState } from 'react'
import { discussionAddress, paperAddress, pdfAddress, visit, webAddress } from '../actions/visit.ts'
import { run } from '../commands/run.ts'
import { OutsideLink } from '../components/MathText.tsx'
import { localDayAt } from '../shared/days.ts'
import type { CommandId } from '../shared/commands.ts'
import type { PaperDetail, PaperRow } from '../shared/domain.ts'
import { counted, fullDay, number } from '../text/format.ts'
import { isHere } from '../stores/kept.ts'
import { useApp, useKept } from './app-context.tsx'
import { ArxivFacts } from './ArxivFacts.tsx'
import { CommandKey } from './CommandKey.tsx'
import { SubHeading } from './SubHeading.tsx'
import css from './Facts.module.css'

const shownAuthors = 8

/** Authors, organisation and the facts with links: one line, or the margin of the full-width page. */
export function Facts({ paper, detail }: { paper: PaperRow; detail: PaperDetail | undefined }) {
  return (
    <>
      <p className={css.authors}>
        {detail ? <Authors key={detail.id} detail={detail} /> : (paper.firstAuthor ?? ' ')}
      </p>
      {paper.organization !== null && (
        <p className={css.organization}>
          <bdi>{paper.organization}</bdi>
        </p>
      )}
      <p className={css.facts}>
        {paper.publishedOn !== null && <span>{fullDay(paper.publishedOn)}</span>}
        {detail && <FactLinks detail={detail} />}
        {paper.upvotes !== null && <span>{counted(paper.upvotes, 'upvote')}</span>}
        {paper.isSample && <span>sample paper</span>}
        {detail && <ArxivFacts detail={detail} />}
      </p>
      {detail && <MarginFacts detail={detail} />}
    </>
  )
}

function Authors({ detail }: { detail: PaperDetail }) {
  const [isUnfolded, setUnfolded] = useState(false)
  const names = detail.authors.map(({ name }) => name)
  if (names.length === 0) return detail.authorCount > 0 ? counted(detail.authorCount, 'author') : ' '
  if (isUnfolded || names.length <= shownAuthors + 1) return <Names names={names} />
  return (
    <>
      <Names names={names.slice(0, shownAuthors)} />{' '}
      <button type="button" className={css.more} onClick={() => setUnfolded(true)}>
        and {names.length - shownAuthors} more
      </button>
    </>
  )
}

/** In their order also where one of them is written from right to left, and no name in two lines that fits into one. */
function Names({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      <span className={css.person}>
        <bdi>{name}</bdi>
        {index < names.length - 1 && ','}
      </span>
    </Fragment>
  ))
}

interface Link {
  readonly text: string
  readonly address: string
  readonly command: CommandId | null
}

/** Where the paper leads, in the order in which one follows it. */
function useLinks(detail: PaperDetail): readonly Link[] {
  const hasPdf = useKept(({ papers }) => {
    const kept = papers.get(detail.id)
    return isHere(kept) && kept.hasPdf
  })
  const code = webAddress(detail.githubRepo)
  const project = webAddress(detail.projectPage)
  const stars =
    detail.githubStars !== null && detail.githubStars > 0 ? `, ${counted(detail.githubStars, 'star')}` : ''
  const comments = detail.commentCount > 0 ? counted(detail.commentCount, 'comment') : 'Discussion'
  const links: readonly (Omit<Link, 'address'> & { readonly address: string | null })[] = [
    { text: `arXiv ${detail.arxivId ?? ''}`, address: paperAddress(detail), command: 'paper.visit' },
    { text: hasPdf ? 'PDF, kept here' : 'PDF', address: pdfAddress(detail), command: 'paper.pdf' },
    { text: `Code${stars}`, address: code, command: null },
    { text: 'Project', address: project, command: null },
    { text: comments, address: discussionAddress(detail), command: 'paper.discussion' },
  ]
  return links.filter((link): link is Link => link.address !== null)
}

function FactLinks({ detail }: { detail: PaperDetail }) {
  return useLinks(detail).map((link) => <FactLink key={link.text} {...link} />)
}

/** Does what the key beside it does; a PDF that is kept opens here. */
function FactLink({ text, address, command }: Link) {
  const app = useApp()
  const open = (): void => (command === null ? void visit(app, address) : run(app, command))
  return <OutsideLink address={address} text={text} onLink={open} />
}

/** The same facts in the margin of the full-width page, where there is room for the keys. */
function MarginFacts({ detail }: { detail: PaperDetail }) {
  const links = useLinks(detail)
  return (
    <aside className={css.margin} aria-label="Facts">
      <SubHeading>Listed</SubHeading>
      <p>{detail.listedOn === null ? 'not in the feed' : fullDay(detail.listedOn)}</p>
      {detail.upvotes !== null && <p>{counted(detail.upvotes, 'upvote')}</p>}
      <SubHeading>Open</SubHeading>
      {links.map((link) => (
        <p key={link.text} className={css.open}>
          <FactLink {...link} />
          {link.command !== null && <CommandKey id={link.command} />}
        </p>
      ))}
      {(detail.arxiv !== null || detail.withdrawnAt !== null) && (
        <div className={css.arxiv}>
          <SubHeading>arXiv</SubHeading>
          <ArxivFacts detail={detail} />
        </div>
      )}
      {detail.tags.length > 0 && (
        <>
          <SubHeading>Tags</SubHeading>
          {detail.tags.map((tag) => (
            <p key={tag} className={css.tag}>
              <bdi>#{tag}</bdi>
            </p>
          ))}
        </>
      )}
      {detail.verdict === 'later' && detail.decidedAt !== null && (
        <>
          <SubHeading>In the queue</SubHeading>
          <p>since {fullDay(localDayAt(detail.decidedAt))}</p>
          {detail.putOff > 0 && <p>put off {counted(detail.putOff, 'time')}</p>}
        </>
      )}
      {detail.listings.length > 1 && <p>on {number(detail.listings.length)} lists</p>}
    </aside>
  )
}
