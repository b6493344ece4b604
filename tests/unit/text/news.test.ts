import { expect, it } from 'vitest'
import { newsOf } from '../../../src/text/news.ts'

const changelog = `# Changelog

## [Unreleased]

- To come.

## [1.2.0] - 2026-11-02

### Added

- A thing.

## [1.1.0] - 2026-10-01

- Older.
`

it('is the part about the version, else what comes first', () => {
  expect(newsOf(changelog, '1.2.0')).toBe('### Added\n\n- A thing.')
  expect(newsOf(changelog, '1.1.0')).toBe('- Older.')
  expect(newsOf(changelog, '9.0.0')).toBe('- To come.')
  expect(newsOf('', '1.0.0')).toBe('')
})
