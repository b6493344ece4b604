/** What the browser knows of the network, told to the library's process, which cannot ask the system itself. */
import type { NetworkFacts } from '../shared/network.ts'
import { isHeld } from '../shared/network.ts'
import type { App } from '../stores/app.ts'

/** The part of the Network Information API that is used; not every browser has it. */
interface Connection extends EventTarget {
  readonly saveData?: boolean
  readonly type?: string
}

/** Tells how the network is, now and at every change, until the returned function is called. */
export function watchNetwork(app: App): () => void {
  const found: unknown = Reflect.get(navigator, 'connection')
  const connection: Connection | null = found instanceof EventTarget ? found : null
  const tell = (): void => {
    const facts: NetworkFacts = {
      isMetered: connection?.saveData === true || connection?.type === 'cellular',
      isOnline: navigator.onLine,
    }
    app.feed.setState({ network: facts })
    void app.bridge.call('network.tell', facts)
  }
  tell()
  connection?.addEventListener('change', tell)
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    connection?.removeEventListener('change', tell)
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}

/** Whether nothing is fetched by itself just now, because the network is metered. */
export function isSpared(app: App): boolean {
  return isHeld(app.library.getState().settings.meteredNetworks, app.feed.getState().network)
}
