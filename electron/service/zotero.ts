/**
 * Handing papers to Zotero on this computer, through the server that its browser connector talks to. Only the loopback
 * address is ever asked, and only when the reader says so.
 */
import type { PaperDetail } from '../../src/shared/domain.ts'
import { AppError } from '../../src/shared/errors.ts'
import { zoteroItem } from '../export/zotero-item.ts'

/** Where Zotero listens unless somebody has changed that. */
export const zoteroAddress = 'http://127.0.0.1:23119'

/** The page that a browser would name as where the items are from. */
const sourceAddress = 'https://arxiv.org/'

/** Papers in one call: Zotero shows a notice for each call. */
const batch = 25
const pingMs = 2_000
const saveMs = 60_000

export interface ZoteroParts {
  /** Node's own: the system's proxies have no part in what stays on this computer. */
  readonly fetch: typeof globalThis.fetch
  readonly address: string
}

/**
 * Saves papers into the collection that is chosen in Zotero. Throws `zotero-away` if it does not run, and
 * `zotero-refused` if it cannot save there.
 */
export async function sendToZotero(
  { fetch, address }: ZoteroParts,
  papers: readonly PaperDetail[],
): Promise<void> {
  const call = async (path: string, body: unknown, limit: number): Promise<number> => {
    try {
      const response = await fetch(`${address}/connector/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Zotero-Connector-API-Version': '3' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(limit),
        redirect: 'error',
      })
      await response.body?.cancel()
      return response.status
    } catch (error) {
      throw new AppError('zotero-away', 'Zotero does not answer', { cause: error })
    }
  }
  const ping = await call('ping', {}, pingMs)
  if (ping !== 200) throw new AppError('zotero-away', `something else answers with ${ping}`)
  for (let from = 0; from < papers.length; from += batch) {
    const items = papers.slice(from, from + batch).map(zoteroItem)
    const status = await call(
      'saveItems',
      { sessionID: crypto.randomUUID(), uri: sourceAddress, items },
      saveMs,
    )
    if (status !== 201 && status !== 200) {
      throw new AppError('zotero-refused', `Zotero answered with ${status}`, {
        detail: { status, saved: from },
      })
    }
  }
}
