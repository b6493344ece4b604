/**
 * The log: one line of JSON per entry in a file that is turned over at 1 MB (the one before is kept as `.old`). It never
 * leaves the machine. What the reader wrote or read is not logged, only names of methods, numbers and stacks.
 */
import { join } from 'node:path'
import electronLog from 'electron-log/node.js'

type Fields = { readonly [key: string]: string | number | boolean | null }

export interface Log {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

/** A log that forgets everything: for tests. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }

/** The log of one program (`octavo.log`, …) in `folder`, which is made when the first line is written. */
export function openLog(folder: string, fileName: string): Log {
  const logger = electronLog.create({ logId: fileName })
  logger.transports.console.level = false
  const file = logger.transports.file
  file.resolvePathFn = () => join(folder, fileName)
  file.maxSize = 1024 * 1024
  file.format = ({ data, level, message }) => [
    JSON.stringify({ at: message.date.toISOString(), level, ...entryOf(data) }),
  ]
  return {
    info: (event, fields) => logger.info(event, fields ?? {}),
    warn: (event, fields) => logger.warn(event, fields ?? {}),
    error: (event, fields) => logger.error(event, fields ?? {}),
  }
}

function entryOf(data: readonly unknown[]): object {
  const [event, fields] = data
  return { event, ...(typeof fields === 'object' ? fields : {}) }
}
