import { describe, expect, it } from 'vitest'
import { paperOfArguments, paperOfLink } from '../../../electron/main/deep-link.ts'

describe('a link to a paper', () => {
  it.each([
    ['octavo://paper/2606.13677', '2606.13677'],
    ['octavo://paper/2606.13677v3', '2606.13677'],
    ['octavo://paper/2606.13677/', '2606.13677'],
    ['OCTAVO://paper/0704.0001', '0704.0001'],
    ['octavo://paper/math/0309136', 'math/0309136'],
  ])('%s is %s', (link, id) => expect(paperOfLink(link)).toBe(id))

  it.each([
    '',
    'octavo:',
    'octavo://paper/',
    'octavo://paper',
    'octavo://papers/2606.13677',
    'octavo://paper/2606.13677?run=journal.undo',
    'octavo://paper/2606.13677#x',
    'octavo://paper/2606.13677/../../etc/passwd',
    'octavo://paper/..%2f..%2fetc%2fpasswd',
    'octavo://paper/2606.13677 --data-dir=/tmp',
    'octavo://paper/2606.13677\n2606.13678',
    'octavo://settings/keys',
    'https://huggingface.co/papers/2606.13677',
    'javascript:alert(1)',
    'octavo://paper/<script>',
    `octavo://paper/${'9'.repeat(100_000)}`,
  ])('%j is none', (link) => expect(paperOfLink(link)).toBeNull())
})

it('is found among the arguments of a program, whatever else stands there', () => {
  expect(paperOfArguments(['octavo', '--no-sandbox', 'octavo://paper/2606.13677'])).toBe('2606.13677')
  expect(paperOfArguments(['octavo', '--feed=octavo://paper/2606.13677', '/tmp'])).toBeNull()
})
