/**
 * What mathematics costs a start: from the start of the process to the first paper on the screen, complete, in Octavo as
 * it is and in one built without mathematics (no KaTeX, no styles of it, every text shown as it came), in turns.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { projectRoot } from '../../scripts/start/build.ts'
import { executableOf, windowObstacle } from '../../scripts/start/electron-runtime.ts'
import { openLibrary } from '../../electron/library/index.ts'
import { median, type Measurement } from './measurement.ts'
import { modelPapers } from './papers.ts'
import { timeToPaint } from './start-up.bench.ts'

const rounds = 15
/** Papers of the list, and formulas in the abstract of each. */
const papers = 60
const formulas = 50

/** Medians over several starts each, after one of each that does not count. Nothing where Electron cannot run. */
export async function measure(): Promise<readonly Measurement[]> {
  const executable = executableOf()
  if (executable === null || windowObstacle(executable) !== null) return []
  const folder = mkdtempSync(join(tmpdir(), 'octavo-mathematics-'))
  try {
    const roots = [projectRoot, await plainOctavo(join(folder, 'plain'))]
    const times = roots.map((): number[] => [])
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, root] of roots.entries()) {
        const dataDir = join(folder, `data-${index}`)
        if (round === 0) storeFormulas(dataDir)
        const args = ['-r', join(root, 'out', 'main', 'before-ready.cjs'), root, `--data-dir=${dataDir}`]
        const shown = '[aria-label=Paper] p[lang], [aria-label=Paper] [lang] p'
        const time = await timeToPaint({ executable, args, shown }, timeOfNextFrame)
        if (round > 0) times[index]?.push(time)
      }
    }
    const [withIt = 0, without = 0] = times.map(median)
    return [
      {
        name: `mathematics, added to the first paper shown, ${formulas} formulas in it`,
        value: withIt - without,
        unit: 'ms',
        budget: 100,
        note: `from process start: ${withIt.toFixed(0)} ms with, ${without.toFixed(0)} ms without, medians of ${rounds}`,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A library of one day whose papers are full of formulas, all different, as the feed leaves them. */
function storeFormulas(dataDir: string): void {
  const day = '2026-07-28'
  const abstract = Array.from(
    { length: formulas / 2 },
    (_, k) => `At step ${k} the bound is O(n^{${k}} log n) for every point in R^{d_{${k}}}.`,
  ).join(' ')
  const library = openLibrary({
    path: join(dataDir, 'library', 'library.sqlite'),
    now: () => Date.parse(`${day}T12:00:00Z`),
  })
  try {
    const models = modelPapers().slice(0, papers)
    const list = models.map((paper, index) => ({ ...paper, abstract, arxivId: `2607.${10_000 + index}` }))
    library.storeList({ list: `day:${day}`, papers: list, rejected: [] }, Date.parse(`${day}T10:00:00Z`))
    library.saveSettings({ firstSteps: false })
  } finally {
    library.close()
  }
}

/** A copy of the built app whose page knows nothing of mathematics. */
async function plainOctavo(root: string): Promise<string> {
  mkdirSync(root)
  for (const name of ['package.json', 'resources', 'node_modules'])
    symlinkSync(join(projectRoot, name), join(root, name))
  cpSync(join(projectRoot, 'out'), join(root, 'out'), { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(projectRoot, 'src'),
    base: './',
    plugins: [react(), withoutMathematics()],
    build: {
      outDir: join(root, 'out', 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  })
  return root
}

/** In the place of the mathematics module: every text is one segment. */
const plainModule = `
const read = (text) => [{ kind: 'text', start: 0, end: text.length, text }]
export const parse = read
export const recover = read
export const toPlainText = (segments) => segments.map(({ text }) => text).join('')
export const toUnicode = (tex) => tex
export const acceptableTex = (tex) => tex
export const findMath = () => []
export const loadModel = () => ({})
export const macros = {}
`

function withoutMathematics(): Plugin {
  const plain = new Map([
    ['katex', 'export const render = () => {}'],
    ['katex/dist/katex.min.css', ''],
  ])
  const moduleOf = (source: string): string | undefined =>
    source.endsWith('shared/math/index.ts') ? plainModule : plain.get(source)
  return {
    name: 'without-mathematics',
    enforce: 'pre',
    resolveId: (source) => (moduleOf(source) === undefined ? null : `\0${source}.js`),
    load: (id) => (id.startsWith('\0') ? moduleOf(id.slice(1, -'.js'.length)) : null),
  }
}

/** Runs in the page: the instant (ms since the epoch) of the frame after the one with the awaited element. */
async function timeOfNextFrame(shown: string): Promise<number> {
  const frame = async (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  while (document.querySelector(shown) === null) await frame()
  return performance.timeOrigin + (await frame())
}
