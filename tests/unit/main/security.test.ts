import { describe, expect, it } from 'vitest'
import { isTrusted } from '../../../electron/main/ipc.ts'
import { assetOf, pageOrigin } from '../../../electron/main/protocol.ts'
import {
  externalUrl,
  isAllowed,
  isOwnFile,
  mayFrame,
  requireExternalUrl,
  sameOrigin,
} from '../../../electron/main/security.ts'
import { windowOptions } from '../../../electron/main/window-options.ts'

describe('the window', () => {
  it('is sandboxed and isolated', () => {
    const { webPreferences } = windowOptions('/preload.cjs', false)
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    })
    expect(webPreferences).not.toHaveProperty('webSecurity')
  })

  it('begins in the colour of its theme', () => {
    expect(windowOptions('', true).backgroundColor).not.toBe(windowOptions('', false).backgroundColor)
  })
})

describe('downloads', () => {
  it('are files that our page made, and nothing else', () => {
    expect(isOwnFile(`blob:${pageOrigin}/6c1f`, pageOrigin)).toBe(true)
    for (const address of [
      'blob:https://evil.example/6c1f',
      `${pageOrigin}/index.html`,
      'data:,x',
      'blob:x',
      '',
    ]) {
      expect(isOwnFile(address, pageOrigin)).toBe(false)
    }
  })
})

describe('permissions', () => {
  it('lets our page copy, and nothing else', () => {
    expect(isAllowed('clipboard-sanitized-write', `${pageOrigin}/index.html`, pageOrigin)).toBe(true)
    for (const permission of [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'midi',
    ]) {
      expect(isAllowed(permission, `${pageOrigin}/index.html`, pageOrigin)).toBe(false)
    }
    expect(isAllowed('clipboard-sanitized-write', 'https://evil.example/', pageOrigin)).toBe(false)
  })

  it.each([
    'app://locale/',
    'app://local.evil/',
    'apps://local/',
    'https://local/',
    'file:///local',
    'null',
    '',
  ])('%s is not our origin', (address) => expect(sameOrigin(address, pageOrigin)).toBe(false))
})

describe('a frame', () => {
  const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/8267bd40-fff0-46bc-bff7-425e41fbc526'

  it('goes to what is ours, and to the document that the PDF viewer shows', () => {
    expect(mayFrame(`${pageOrigin}/kept/2606.10001/2606.10001.pdf`, false, pageOrigin)).toBe(true)
    expect(mayFrame(viewer, false, pageOrigin)).toBe(true)
  })

  it('goes nowhere else, and no page becomes the viewer', () => {
    expect(mayFrame(viewer, true, pageOrigin)).toBe(false)
    for (const address of ['https://evil.example/', 'chrome-extension://other/x', 'file:///etc/passwd', '']) {
      expect(mayFrame(address, false, pageOrigin)).toBe(false)
    }
  })
})

describe('addresses opened outside', () => {
  it.each([
    ['https://arxiv.org/abs/2606.13677', 'https://arxiv.org/abs/2606.13677'],
    ['HTTPS://Example.org', 'https://example.org/'],
    ['http://example.org/', null],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['https://user:secret@example.org/', null],
    ['ms-msdt:/id', null],
    ['not an address', null],
  ])('%s', (address, expected) => {
    expect(externalUrl(address)).toBe(expected)
    if (expected === null) expect(() => requireExternalUrl(address)).toThrow('only https')
  })
})

describe('senders', () => {
  const frame = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } }) as never

  it('trusts the main frame of our page only', () => {
    expect(isTrusted(frame('app://local/index.html'), pageOrigin)).toBe(true)
    expect(isTrusted(frame('app://local/index.html', {}), pageOrigin)).toBe(false)
    expect(isTrusted(frame('https://evil.example/'), pageOrigin)).toBe(false)
    expect(isTrusted({ senderFrame: null }, pageOrigin)).toBe(false)
  })
})

describe('files of the scheme', () => {
  it.each([
    ['app://local/', true],
    ['app://local/assets/a.js?v=1#x', true],
    ['app://other/index.html', false],
    ['app://local', false],
    ['app://local/..%2fmain%2findex.js', false],
    ['file:///index.html', false],
  ])('%s', (address, found) => {
    expect(assetOf('/root', address) !== null).toBe(found)
  })
})
