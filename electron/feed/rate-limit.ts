/** What a server says about its limits: `RateLimit` (Hugging Face) and `Retry-After` (everybody else), read and nothing more. */

/** Longest wait that is believed, in ms: a wrong or hostile header must not silence the feed for days. */
const longestWaitMs = 6 * 3_600_000

/**
 * Milliseconds to wait before the next request, from the headers of a refusal; null if they do not say.
 * `RateLimit: "api";r=0;t=55` counts whole seconds to the reset, so one more is added as huggingface_hub does;
 * `Retry-After` is seconds or an HTTP date. `now` in ms.
 */
export function waitAfterRefusal(headers: Headers, now: number): number | null {
  const limit = readRateLimit(headers)
  if (limit !== null && limit.resetMs !== null) return Math.min(limit.resetMs + 1000, longestWaitMs)
  const retryAfter = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(retryAfter)) return Math.min(Number(retryAfter) * 1000, longestWaitMs)
  const at = retryAfter === '' ? Number.NaN : Date.parse(retryAfter)
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now), longestWaitMs)
}

/** Milliseconds until requests are welcome again, from the headers of a good answer; 0 if some are left or nothing is said. */
export function waitAfterAnswer(headers: Headers): number {
  const limit = readRateLimit(headers)
  if (limit === null || limit.remaining !== 0 || limit.resetMs === null) return 0
  return Math.min(limit.resetMs + 1000, longestWaitMs)
}

function readRateLimit(
  headers: Headers,
): { readonly remaining: number | null; readonly resetMs: number | null } | null {
  const text = headers.get('ratelimit')
  if (text === null) return null
  const remaining = /;\s*r=(\d{1,9})/.exec(text)?.[1]
  const reset = /;\s*t=(\d{1,9})/.exec(text)?.[1]
  return {
    remaining: remaining === undefined ? null : Number(remaining),
    resetMs: reset === undefined ? null : Number(reset) * 1000,
  }
}
