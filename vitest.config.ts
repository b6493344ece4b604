import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const seed = ['tests/support/property-seed.ts']

export default defineConfig({
  test: {
    // The longest wait for processes and servers of their own, so that all cores can have one.
    maxWorkers: '100%',
    globalSetup: 'tests/support/temp-root.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: seed,
          include: ['tests/unit/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'ui',
          setupFiles: seed,
          include: ['tests/ui/**/*.test.tsx'],
          environment: 'happy-dom',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          setupFiles: seed,
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
