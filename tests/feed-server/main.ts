/**
 * `node tests/feed-server/main.ts [folder] [--port N] [--as-is] [--originals file]`: serves day files until interrupted,
 * and prints its address. `--originals` names a file of JSON lines (id, title, abstract) from which arXiv's part is played.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createFeedServer } from './feed-server.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    /** Serve the days under their own dates, not under the latest weekdays. */
    'as-is': { type: 'boolean', default: false },
    originals: { type: 'string' },
  },
})
const folder = positionals[0] ?? fileURLToPath(new URL('../fixtures/days', import.meta.url))
const server = await createFeedServer({
  folder,
  port: Number(values.port),
  shift: !values['as-is'],
  ...(values.originals === undefined ? {} : { originals: values.originals }),
})
console.log(server.url)
console.error(`${server.days.size} days from ${folder}, newest ${[...server.days.keys()].sort().at(-1)}`)
process.once('SIGINT', () => void server.close())
process.once('SIGTERM', () => void server.close())
