/** Finds a Chromium for the end-to-end tests of the browser shell. */
import { existsSync } from 'node:fs'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of a Chromium that is installed here, or null. */
export function chromiumExecutable(): string | null {
  return usual.find((path) => existsSync(path)) ?? null
}
