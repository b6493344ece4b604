/** What can go wrong on the way to a feed, on demand. Each is done for real on the socket. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGzip, gzipSync } from 'node:zlib'

export type Fault =
  /** The connection is closed without an answer. */
  | { readonly kind: 'close' }
  /** Nothing is said for so long; then the real answer. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Nothing is said until then; then the real answer. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** Headers and so many bytes, then silence. */
  | { readonly kind: 'stall'; readonly bytes: number }
  /** So many bytes of the promised body, then the connection breaks. */
  | { readonly kind: 'break'; readonly bytes: number }
  /** So many bytes of the body, ended as if that were all. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** This body in place of the real one, with status 200. */
  | { readonly kind: 'body'; readonly body: string | Uint8Array; readonly type?: string }
  /** A small compressed body that becomes so many bytes of JSON. */
  | { readonly kind: 'bomb'; readonly bytes: number }
  /** An uncompressed JSON body of so many bytes. */
  | { readonly kind: 'large'; readonly bytes: number }
  /** 301 to `to`, or to the same address for ever. */
  | { readonly kind: 'redirect'; readonly to?: string }

/** Whether a fault shows only by waiting for what does not come. */
export function isSilence({ kind }: Fault): boolean {
  return kind === 'delay' || kind === 'hold' || kind === 'stall'
}

export interface Real {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** Answers with the fault in place of, or around, the real answer. */
export async function answerWithFault(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  real: Real,
): Promise<void> {
  switch (fault.kind) {
    case 'close':
      request.socket.destroy()
      return
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return send(response, real)
    case 'hold':
      await fault.until
      return send(response, real)
    case 'stall':
      response.writeHead(200, { ...real.headers, 'content-length': Buffer.byteLength(real.body) })
      response.write(Buffer.from(real.body).subarray(0, fault.bytes))
      return
    case 'break':
      response.writeHead(200, { ...real.headers, 'content-length': Buffer.byteLength(real.body) })
      response.write(Buffer.from(real.body).subarray(0, fault.bytes), () => request.socket.destroy())
      return
    case 'truncate':
      return send(response, { ...real, body: Buffer.from(real.body).subarray(0, fault.bytes) })
    case 'status':
      return send(response, {
        status: fault.status,
        headers: { 'content-type': 'application/json; charset=utf-8', ...fault.headers },
        body: fault.body ?? JSON.stringify({ error: `status ${fault.status}` }),
      })
    case 'body':
      return send(response, {
        status: 200,
        headers: { 'content-type': fault.type ?? 'application/json; charset=utf-8' },
        body: fault.body,
      })
    case 'bomb':
      return sendBomb(response, fault.bytes)
    case 'large':
      return sendLarge(response, fault.bytes)
    case 'redirect':
      response.writeHead(301, { location: fault.to ?? request.url ?? '/' }).end()
  }
}

/** Sends an answer, compressed if the client asked for that. */
export function send(response: ServerResponse, real: Real, gzip = false): void {
  const body = gzip ? gzipSync(real.body) : Buffer.from(real.body)
  response.writeHead(real.status, {
    ...real.headers,
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    'content-length': body.byteLength,
  })
  response.end(body)
}

const mebibyte = Buffer.alloc(1024 * 1024, ' ')

function sendBomb(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  const gzip = createGzip()
  gzip.pipe(response)
  response.on('close', () => gzip.destroy())
  pour(gzip, bytes)
}

function sendLarge(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  pour(response, bytes)
}

/** Writes `[`, blanks and `]`, at the pace of the reader. */
function pour(into: NodeJS.WritableStream & { readonly destroyed?: boolean }, bytes: number): void {
  let left = bytes
  into.write('[')
  const more = (): void => {
    while (left > 0 && into.destroyed !== true) {
      const piece = mebibyte.subarray(0, left)
      left -= piece.byteLength
      if (!into.write(piece)) {
        into.once('drain', more)
        return
      }
    }
    if (into.destroyed !== true) into.end(']')
  }
  more()
}
