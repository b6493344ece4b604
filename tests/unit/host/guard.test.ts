import { describe, expect, it } from 'vitest'
import { hasToken, refusalOf } from '../../../electron/host/guard.ts'

const door = { host: '127.0.0.1:4711', token: 'a'.repeat(43) }
const from = (headers: object) => ({ host: door.host, ...headers })

describe('who may speak to the loopback shell', () => {
  it.each([
    ['our own page', from({ origin: `http://${door.host}`, 'sec-fetch-site': 'same-origin' }), null],
    ['an address typed by hand', from({ 'sec-fetch-site': 'none' }), null],
    ['a program', from({}), null],
    ['a name that points here (DNS rebinding)', { host: 'evil.example:4711' }, 421],
    ['localhost, which is another origin', { host: 'localhost:4711' }, 421],
    ['another port', { host: '127.0.0.1:80' }, 421],
    ['no host', {}, 421],
    ['another site', from({ origin: 'https://evil.example' }), 403],
    ['another port of this machine', from({ origin: 'http://127.0.0.1:4712' }), 403],
    ['our address over https', from({ origin: `https://${door.host}` }), 403],
    ['an opaque origin', from({ origin: 'null' }), 403],
    ['a picture in another site', from({ 'sec-fetch-site': 'cross-site' }), 403],
    ['another port, as a GET without origin', from({ 'sec-fetch-site': 'same-site' }), 403],
  ])('%s', (_name, headers, status) => {
    expect(refusalOf(headers, door)).toBe(status)
  })

  it.each([
    ['the token', `Bearer ${door.token}`, true],
    ['no header', undefined, false],
    ['another token of the same length', `Bearer ${'b'.repeat(43)}`, false],
    ['a beginning of it', `Bearer ${door.token.slice(1)}`, false],
    ['nothing', 'Bearer ', false],
    ['another scheme', `Basic ${door.token}`, false],
    ['the bare token', door.token, false],
  ])('%s', (_name, authorization, expected) => {
    expect(hasToken(authorization === undefined ? {} : { authorization }, door)).toBe(expected)
  })
})
