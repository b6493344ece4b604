import { expect } from '@playwright/test'
import { startHost } from '../support/host-process.ts'
import { nowhere, test } from './octavo.ts'

test('a second program is told who has the library', async ({ octavo, shell }) => {
  const page = await octavo.start(nowhere)
  const owner = shell === 'electron' ? 'the desktop window' : 'the browser shell'
  await expect(startHost(octavo.dataDir, nowhere)).rejects.toThrow(
    new RegExp(`exit 1: This library is already open in ${owner} \\(process \\d+\\)\\.`),
  )
  await expect(page.getByRole('heading', { name: 'Octavo' })).toBeVisible()
})
