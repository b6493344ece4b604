/** All that the page gets of Electron: one call and one subscription. Neither the event object nor a channel is passed on. */
import { contextBridge, ipcRenderer } from 'electron'
import type { EventMessage } from '../../src/shared/contract.ts'
import type { Envelope } from '../../src/shared/errors.ts'

contextBridge.exposeInMainWorld('octavo', {
  call: (method: string, input: unknown): Promise<Envelope<unknown>> =>
    ipcRenderer.invoke('rpc', method, input),
  on(listener: (message: EventMessage) => void): () => void {
    const relay = (_event: unknown, message: EventMessage): void => listener(message)
    ipcRenderer.on('event', relay)
    return () => ipcRenderer.off('event', relay)
  },
})
