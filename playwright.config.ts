import { defineConfig } from '@playwright/test'
import type { ShellOptions } from './tests/e2e/octavo.ts'

export default defineConfig<ShellOptions>({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // On a heavily loaded machine two specs in Electron once ran into their time limit; the cause is not known.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'electron', use: { shell: 'electron' } },
    { name: 'browser', use: { shell: 'browser' }, testIgnore: '**/*.electron.spec.ts' },
  ],
})
