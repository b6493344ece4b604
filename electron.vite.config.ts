import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: at('electron/main/index.ts'),
          host: at('electron/host/index.ts'),
          worker: at('electron/worker/index.ts'),
          shrink: at('electron/worker/shrink.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload may only require Electron's own modules, and must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: at('electron/preload/index.ts'),
          // For `electron -r`; a script of the main process that must be CommonJS, too.
          'before-ready': at('electron/main/before-ready.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src',
    plugins: [react()],
    build: {
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: at('src/index.html') } },
    },
  },
})
