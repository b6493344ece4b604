/** The weights that recover the feed's formulas, for what is written down: it is to be read as well as what is shown. */
import { readFile } from 'node:fs/promises'
import { loadModel } from '../../src/shared/math/index.ts'

/** Loads them once. Where the file is not there, formulas are found by rules alone, as in the window. */
export async function recoverFormulas(weightsFile: string | URL): Promise<void> {
  const { hasModel, recoverWith } = await import('../export/citable.ts')
  if (hasModel()) return
  const bytes = await readFile(weightsFile).catch(() => null)
  if (bytes !== null) recoverWith(loadModel(bytes))
}
