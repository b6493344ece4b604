/**
 * The log: one line of JSON per entry in a file that is turned over at 1 MB (the one before is kept as `.old`). It never
 * leaves the machine. What the reader wrote or read is not logged, only names of methods, numbers and stacks.
 */
import { join } from 'node:path'

type Fields = { readonly [key: string]: string | number | boolean | null }

export interface Log {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

/** A log that forgets everything: for tests. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }

/** A log in a file. */
export interface FileLog extends Log {
  /** Resolves when all that was logged so far is in the file: for a process that is about to end. */
  written(): Promise<void>
}

/**
 * The log of one program (`octavo.log`, …) in `folder`, which is made when the first line is written. Only then is what
 * writes it loaded, which takes longer than most starts have anything to log.
 */
export function openLog(folder: string, fileName: string): FileLog {
  let logger: Promise<Log> | null = null
  let last: Promise<void> = Promise.resolve()
  const write =
    (level: keyof Log): Log['info'] =>
    (event, fields) => {
      logger ??= fileLogger(join(folder, fileName))
      last = logger.then((file) => file[level](event, fields ?? {}))
    }
  return { info: write('info'), warn: write('warn'), error: write('error'), written: () => last }
}

async function fileLogger(path: string): Promise<Log> {
  const { default: electronLog } = await import('electron-log/node.js')
  const logger = electronLog.create({ logId: path })
  logger.transports.console.level = false
  const file = logger.transports.file
  file.resolvePathFn = () => path
  file.maxSize = 1024 * 1024
  file.format = ({ data, level, message }) => [
    JSON.stringify({ at: message.date.toISOString(), level, ...entryOf(data) }),
  ]
  return logger
}

function entryOf(data: readonly unknown[]): object {
  const [event, fields] = data
  return { event, ...(typeof fields === 'object' ? fields : {}) }
}
