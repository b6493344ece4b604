/** All that the page gets of Electron: calls, one message and one subscription. Neither the event object nor a channel is passed on. */
import { contextBridge, ipcRenderer } from 'electron'
import type { EventMessage, Method } from '../../src/shared/contract.ts'

/** The answer is an envelope as JSON. */
const invoke = (method: string, input: unknown): Promise<string> => ipcRenderer.invoke('rpc', method, input)

/**
 * What every page asks first, asked while its scripts are being loaded. Each answer is given once, if there is one: a page
 * that is not quite there yet may be refused, and then asks again itself.
 */
const firstCalls: readonly Method[] = ['app.state', 'papers.first']
const answers = new Map<string, Promise<string>>(firstCalls.map((method) => [method, invoke(method, {})]))

/** Events since then, for the page to hear once it listens: what they tell of may not be in those answers. */
let unheard: EventMessage[] | null = []
ipcRenderer.on('event', (_event, message: EventMessage) => unheard?.push(message))

contextBridge.exposeInMainWorld('octavo', {
  call(method: string, input: unknown): Promise<string> {
    const early = answers.get(method)
    answers.delete(method)
    return early === undefined ? invoke(method, input) : early.catch(() => invoke(method, input))
  },
  seen(): void {
    ipcRenderer.send('seen')
  },
  on(listener: (message: EventMessage) => void): () => void {
    for (const message of unheard ?? []) listener(message)
    unheard = null
    const relay = (_event: unknown, message: EventMessage): void => listener(message)
    ipcRenderer.on('event', relay)
    return () => ipcRenderer.off('event', relay)
  },
})
