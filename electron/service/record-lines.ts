/** A library, or some papers of it, as JSON lines, piece by piece: no piece is larger than what a few papers need. */
import type { PaperId } from '../../src/shared/domain.ts'
import { commandLines, frameLines, paperLines } from '../export/json-lines.ts'
import type { AsyncLibrary } from '../library/library.ts'

export type Recorded = Pick<AsyncLibrary, 'recordIds' | 'paperRecords' | 'commandRecords' | 'frameRecord'>

/** Papers asked for at once: enough that the library's thread never waits, and that a reader's call never does. */
const batch = 100
const commandBatch = 2000

/**
 * The lines of these papers and of the commands that changed them; of the whole library for null, with what is in it
 * besides. `onPapers` hears how many papers each piece has.
 */
export async function* recordLines(
  library: Recorded,
  ids: readonly PaperId[] | null,
  onPapers: (count: number) => void = () => {},
): AsyncGenerator<string> {
  const papers = ids ?? (await library.recordIds())
  const commands = new Set<string>()
  for (let from = 0; from < papers.length; from += batch) {
    const records = await library.paperRecords(papers.slice(from, from + batch))
    for (const { history } of records) for (const { command } of history) commands.add(command)
    onPapers(records.length)
    yield paperLines(records)
  }
  const frame = ids === null ? await library.frameRecord() : null
  for (const { command } of frame?.history ?? []) commands.add(command)
  const told = await library.commandRecords([...commands])
  for (let from = 0; from < told.length; from += commandBatch) {
    yield commandLines(told.slice(from, from + commandBatch))
  }
  if (frame !== null) yield frameLines(frame)
}
