/** The part of `count` that an identifier belongs to: the same on every machine and in every run. */
export function foldOf(id: string, count: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 8) % count
}
