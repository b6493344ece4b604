/** A library thread that dies when it is asked for its tags, as a crash in native code would end it. */
import { parentPort, workerData } from 'node:worker_threads'
import { openLibrary } from '../../../electron/library/index.ts'
import { silentLog } from '../../../electron/log/logger.ts'
import { serveLibrary } from '../../../electron/rpc/port.ts'
import type { Port } from '../../../electron/rpc/port.ts'

const data: { readonly dataDir: string } = workerData
const path = `${data.dataDir}/library.sqlite`
const library = openLibrary({ path, now: Date.now })
const port: Port | null = parentPort
if (port !== null) {
  const mortal = new Proxy(library, {
    get: (target, name): unknown => (name === 'tags' ? () => process.exit(3) : Reflect.get(target, name)),
  })
  serveLibrary(mortal, port, silentLog)
  port.postMessage({ kind: 'open', libraryPath: path, failure: null })
}
