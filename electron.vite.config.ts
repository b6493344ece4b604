import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** No frame is painted while the script is on its way: one of an empty page would hold up that of the list. */
const paintedWhole: Plugin = {
  name: 'painted-whole',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const marked = html.replace('<script type="module"', '$& blocking="render"')
      if (marked === html) throw new Error('the page has no script to wait for')
      return marked
    },
  },
}

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: at('electron/main/index.ts'),
          'before-ready': at('electron/main/before-ready.ts'),
          host: at('electron/host/index.ts'),
          worker: at('electron/worker/index.ts'),
          shrink: at('electron/worker/shrink.ts'),
          // The look at a library is one more: its importer names it as a path (`?modulePath`).
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          // Read faster; names stay, for the stacks in the log.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload may only require Electron's own modules, and must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src',
    plugins: [react(), paintedWhole],
    build: {
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: at('src/index.html') } },
    },
  },
})
