// npm run eval:math -- <folder> [--ruler path] [--folds k [--weights folder]]: puts the ruler to both front ends.
//
// Abstracts and pairs whose id the shipped weights saw must not be judged by them. With --folds k the abstracts
// of <folder>, those of its pairs with them, fall into k parts by a hash of their id; each part is judged by
// weights trained on the other parts; in --weights they are kept, and taken where they are there already. Without
// --folds the shipped weights judge, which is right for unseen folders.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readAbstracts } from './corpus.ts'
import { foldOf } from './folds.ts'
import { runRegressions } from './regressions.ts'
import { trainModel } from './train-model.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ruler: { type: 'string', default: join(root, '../shared/tools/eval-math.mjs') },
    folds: { type: 'string', default: '0' },
    weights: { type: 'string' },
    errors: { type: 'string' },
    falarms: { type: 'string' },
  },
})
const folder = positionals[0]
if (folder === undefined || !existsSync(values.ruler)) {
  console.log(folder === undefined ? 'no folder given' : `no ruler at ${values.ruler}`)
  console.log('the regression set of the project:')
  process.exit(runRegressions() ? 0 : 1)
}

const work = mkdtempSync(join(tmpdir(), 'octavo-math-'))
const folds = Number(values.folds)
const models = folds > 1 ? trainFolds(folds, resolve(folder)) : [join(root, 'resources/recovery.weights')]
const adapter = join(work, 'adapter.mjs')
writeFileSync(adapter, adapterSource(models, folds, resolve(folder)))
const extra = ['errors', 'falarms'].flatMap((name) => {
  const value = name === 'errors' ? values.errors : values.falarms
  return value === undefined ? [] : [`--${name}`, value]
})
const katex = join(root, 'node_modules/katex')
const run = spawnSync(process.execPath, [values.ruler, adapter, folder, '--katex', katex, ...extra], {
  stdio: 'inherit',
})
process.exit(run.status ?? 1)

function trainFolds(count: number, from: string): string[] {
  const abstracts = readAbstracts(from)
  const kept = values.weights === undefined ? work : resolve(values.weights)
  mkdirSync(kept, { recursive: true })
  return Array.from({ length: count }, (_, fold) => {
    const path = join(kept, `part-${fold + 1}-of-${count}.weights`)
    if (existsSync(path)) return path
    const others = abstracts.filter(({ id }) => foldOf(id, count) !== fold)
    console.log(`fold ${fold + 1} of ${count}`)
    writeFileSync(
      path,
      trainModel(others, (line) => console.log(`  ${line}`)),
    )
    return path
  })
}

/** The module between the ruler and the front ends: flat segments, and the right weights for each text. */
function adapterSource(paths: readonly string[], count: number, from: string): string {
  return `
import { readFileSync } from 'node:fs'
import * as math from ${JSON.stringify(join(root, 'src/shared/math/index.ts'))}
import { foldOf } from ${JSON.stringify(join(root, 'scripts/math/folds.ts'))}
const models = ${JSON.stringify(paths)}.map((path) => math.loadModel(new Uint8Array(readFileSync(path))))
const foldOfText = new Map()
if (${count} > 1) {
  const read = (name) => { try { return readFileSync(${JSON.stringify(from)} + '/' + name, 'utf8').split('\\n').filter(Boolean).map(JSON.parse) } catch { return [] } }
  for (const { id, abstract } of read('abstracts.jsonl')) foldOfText.set(math.rewriteAsFeed(abstract), foldOf(id, ${count}))
  for (const { id, hfSummary, hfTitle } of read('pairs.jsonl')) for (const text of [hfSummary, hfTitle]) foldOfText.set(text, foldOf(id, ${count}))
}
function flat(segments, out = []) {
  for (const segment of segments) {
    const { kind, start, end } = segment
    if (kind === 'math') out.push({ kind: segment.display ? 'display' : 'inline', start, end, tex: segment.tex })
    else if (kind === 'emphasis' || kind === 'link') flat(segment.children, out)
    else if (kind === 'citation') out.push({ kind: 'cite', start, end, text: segment.keys.join(', ') })
    else out.push({ kind, start, end, text: kind === 'paragraphBreak' ? '\\n' : segment.text })
  }
  return out
}
const found = new WeakMap()
export const macros = math.macros
export const parse = (text) => flat(math.parse(text))
export function recover(text) {
  const segments = math.recover(text, models[foldOfText.get(text) ?? 0])
  const out = flat(segments)
  found.set(out, segments)
  return out
}
export const serialise = (out, text) => math.serialise(found.get(out), text)
`
}
