// npm run train:math -- [abstracts.jsonl]: writes resources/recovery.weights. Takes about two minutes of one core.
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readAbstracts } from './corpus.ts'
import { trainModel } from './train-model.ts'

const root = new URL('../../', import.meta.url)
const source = process.argv[2] ?? fileURLToPath(new URL('../shared/data/math/abstracts.jsonl', root))
if (!existsSync(source)) {
  console.error(`no abstracts at ${source}; give a JSONL file with "id" and "abstract" per line`)
  process.exit(1)
}
const weights = trainModel(readAbstracts(source), (line) => console.log(line))
const target = new URL('resources/recovery.weights', root)
writeFileSync(target, weights)
console.log(`${fileURLToPath(target)}: ${weights.length} bytes`)
