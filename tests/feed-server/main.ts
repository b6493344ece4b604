/** `node tests/feed-server/main.ts [folder] [--port N] [--as-is]`: serves day files until interrupted, and prints its address. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createFeedServer } from './feed-server.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    /** Serve the days under their own dates, not under the latest weekdays. */
    'as-is': { type: 'boolean', default: false },
  },
})
const folder = positionals[0] ?? fileURLToPath(new URL('../fixtures/days', import.meta.url))
const server = await createFeedServer({ folder, port: Number(values.port), shift: !values['as-is'] })
console.log(server.url)
console.error(`${server.days.size} days from ${folder}, newest ${[...server.days.keys()].sort().at(-1)}`)
process.once('SIGINT', () => void server.close())
process.once('SIGTERM', () => void server.close())
