/** The page's one channel of calls and one of events. Every call's sender is checked before it is looked at. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import type { EventHub } from '../rpc/events.ts'
import type { Handle } from '../rpc/serve.ts'
import { sameOrigin } from './security.ts'

/** What of an event tells who sent it. */
type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>

/** Whether a message comes from the main frame of our own page. */
export function isTrusted({ senderFrame }: Sender, ours: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && sameOrigin(senderFrame.url, ours)
}

export interface Ipc {
  /** Resolves when no call is being answered. */
  settled(): Promise<void>
}

/**
 * Answers the calls of the page at origin `ours`, as JSON: on its way into the page a text is copied as one piece, an
 * object value by value, which for the ids of a large library takes longer than all the rest. Rejects other senders.
 */
export function answerCalls(ipcMain: IpcMain, handle: Handle, ours: string): Ipc {
  const running = new Set<Promise<unknown>>()
  ipcMain.handle('rpc', async (event, method: unknown, input: unknown) => {
    if (!isTrusted(event, ours) || typeof method !== 'string') throw new Error('this sender may not call')
    const answer = handle(method, input)
    running.add(answer)
    const envelope = await answer
    running.delete(answer)
    return JSON.stringify(envelope)
  })
  return {
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Passes every event on to a window until it is destroyed. */
export function relayEvents(events: EventHub, contents: WebContents): void {
  const unsubscribe = events.subscribe((message) => {
    if (!contents.isDestroyed()) contents.send('event', message)
  })
  contents.once('destroyed', unsubscribe)
}
