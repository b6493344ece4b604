/** The thread that owns the library: opens it, says whether that worked, and answers calls until it is closed. */
import { parentPort, workerData } from 'node:worker_threads'
import { join } from 'node:path'
import { readKeptText } from '../kept/names.ts'
import { holdLibrary } from '../library/index.ts'
import { readLocation } from '../library/location.ts'
import { openLog } from '../log/logger.ts'
import type { LibraryThreadData, LibraryThreadReport } from '../rpc/library-thread.ts'
import { serveLibrary } from '../rpc/port.ts'
import { failureOf } from '../rpc/failures.ts'

const { dataDir, shell }: LibraryThreadData = workerData
const log = openLog(join(dataDir, 'logs'), 'library.log')
const port = parentPort
if (port === null) throw new Error('the library thread must be started as a worker')

function report(message: LibraryThreadReport): void {
  port?.postMessage(message)
}

try {
  const location = readLocation(dataDir)
  const { path } = location
  const { library, failure } = holdLibrary({
    ...location,
    dataDir,
    shell,
    now: Date.now,
    fullTextOf: (arxivId) => readKeptText(join(dataDir, 'kept'), arxivId),
  })
  serveLibrary(library, port, log)
  report({ kind: 'open', libraryPath: path, failure: failure === null ? null : failure.toFailure() })
} catch (error) {
  const failure = failureOf(error, 'open library', log)
  // The process may end on hearing it.
  void log.written().finally(() => report({ kind: 'failed', failure }))
}
