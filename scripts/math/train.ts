// npm run train:math -- [folder]: writes resources/recovery.weights. Takes about two minutes of one core.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readAbstracts } from './corpus.ts'
import { trainModel } from './train-model.ts'

const root = new URL('../../', import.meta.url)
const folder = process.argv[2] ?? fileURLToPath(new URL('../shared/data/math', root))
const abstracts = readAbstracts(folder)
if (abstracts.length === 0) {
  console.error(`no abstracts in ${folder}; give a folder with abstracts.jsonl, "id" and "abstract" per line`)
  process.exit(1)
}
const weights = trainModel(abstracts, (line) => console.log(line))
const target = new URL('resources/recovery.weights', root)
writeFileSync(target, weights)
console.log(`${fileURLToPath(target)}: ${weights.length} bytes`)
