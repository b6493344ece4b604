/** Negative log likelihood of the labels in the chains of neighbouring candidates, and its gradient. */
export function chainGradient(
  candidates: Int32Array,
  scores: Float32Array,
  labels: Uint8Array,
): { loss: number; gradient: Float32Array } {
  const n = candidates.length
  const gradient = new Float32Array(n * 3)
  const forward = new Float64Array(n * 2)
  const backward = new Float64Array(n * 2)
  let loss = 0
  for (let from = 0; from < n;) {
    let to = from + 1
    while (to < n && candidates[to] === candidates[to - 1]! + 1) to++
    for (let k = from; k < to; k++) {
      const [so, si] = k === from ? [0, -Infinity] : [forward[k * 2 - 2]!, forward[k * 2 - 1]!]
      forward[k * 2] = logSum(so, si + scores[k * 3 + 2]!)
      forward[k * 2 + 1] = logSum(so + scores[k * 3]!, si + scores[k * 3 + 1]!)
    }
    backward[to * 2 - 2] = 0
    backward[to * 2 - 1] = 0
    for (let k = to - 2; k >= from; k--) {
      const a = scores[k * 3 + 3]!,
        b = scores[k * 3 + 4]!,
        g = scores[k * 3 + 5]!
      backward[k * 2] = logSum(backward[k * 2 + 2]!, a + backward[k * 2 + 3]!)
      backward[k * 2 + 1] = logSum(g + backward[k * 2 + 2]!, b + backward[k * 2 + 3]!)
    }
    const total = logSum(forward[to * 2 - 2]!, forward[to * 2 - 1]!)
    let gold = 0
    for (let k = from; k < to; k++) {
      const before = k === from ? 0 : labels[k - 1]!
      const [so, si] = k === from ? [0, -Infinity] : [forward[k * 2 - 2]!, forward[k * 2 - 1]!]
      const a = scores[k * 3]!,
        b = scores[k * 3 + 1]!,
        g = scores[k * 3 + 2]!
      gradient[k * 3] =
        Math.exp(so + a + backward[k * 2 + 1]! - total) - (before === 0 && labels[k] === 1 ? 1 : 0)
      gradient[k * 3 + 1] =
        Math.exp(si + b + backward[k * 2 + 1]! - total) - (before === 1 && labels[k] === 1 ? 1 : 0)
      gradient[k * 3 + 2] =
        Math.exp(si + g + backward[k * 2]! - total) - (before === 1 && labels[k] === 0 ? 1 : 0)
      gold += before === 0 ? (labels[k] === 1 ? a : 0) : labels[k] === 1 ? b : g
    }
    loss += total - gold
    from = to
  }
  return { loss, gradient }
}

function logSum(a: number, b: number): number {
  const high = a > b ? a : b
  const low = a > b ? b : a
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high))
}
