/**
 * Links of the form `octavo://paper/<arXiv id>`. Any page and any program can hand one over, so it is one regular
 * expression, a well-formed id, and nothing else; what does not fit is dropped without a word.
 */
import type { App } from 'electron'
import type { ArxivId } from '../../src/shared/domain.ts'
import { parseArxivId } from '../../src/shared/paper-address.ts'

const scheme = 'octavo'

/** The paper that a link asks for, or null. */
export function paperOfLink(link: string): ArxivId | null {
  const name = /^octavo:\/\/paper\/([\w./-]{1,40}?)\/?$/i.exec(link)?.[1]
  return name === undefined ? null : (parseArxivId(name)?.id ?? null)
}

/** The paper that a command line asks for: the systems but macOS hand links over there. */
export function paperOfArguments(args: readonly string[]): ArxivId | null {
  return args.map(paperOfLink).find((id) => id !== null) ?? null
}

/** Calls `open` for each link that comes, also for the one that this program was started with. */
export function followLinks(app: App, args: readonly string[], open: (arxivId: ArxivId) => void): void {
  // An unpackaged program would register Electron itself, for every other app in development too.
  if (app.isPackaged) app.setAsDefaultProtocolClient(scheme)
  const follow = (id: ArxivId | null): void => {
    if (id !== null) open(id)
  }
  app.on('open-url', (event, link) => {
    event.preventDefault()
    follow(paperOfLink(link))
  })
  app.on('second-instance', (_event, others) => follow(paperOfArguments(others)))
  follow(paperOfArguments(args))
}
