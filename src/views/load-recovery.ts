/**
 * The weights that recover the feed's formulas, fetched from the app's own files once the first paper is on the screen.
 * Without them, and until they are here, formulas are found by rules alone.
 */
import weights from '../../resources/recovery.weights?url'
import { recoverWith } from '../components/read-text.ts'
import { whenIdle } from '../components/when-idle.ts'
import { loadModel } from '../shared/math/index.ts'
import type { App } from '../stores/app.ts'
import { textsAhead } from './read-ahead.ts'

/** Time (ms) for the first paper to be painted and its first key to be answered. */
const afterMs = 600

/** Loads them a moment from now, and shows what is on the screen anew. */
export function loadRecovery(app: App): void {
  setTimeout(() => {
    void fetchModel().then(async (bytes) => {
      if (bytes === null) return
      await idle()
      await recoverWith(loadModel(bytes), [...textsAhead(app)], idle)
      // Rows and papers are drawn again because they are new objects; their texts are read again because of the model.
      app.library.setState(({ rows, details }) => ({
        rows: new Map([...rows].map(([id, row]) => [id, { ...row }])),
        details: new Map(
          [...details].map(([id, detail]) => [id, { ...detail, abstract: { ...detail.abstract } }]),
        ),
      }))
    })
  }, afterMs)
}

function idle(): Promise<void> {
  return new Promise((resolve) => whenIdle(() => resolve()))
}

async function fetchModel(): Promise<Uint8Array | null> {
  try {
    const response = await fetch(weights)
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  } catch {
    // The rules do without: this is no failure that a reader could do anything about.
    return null
  }
}
