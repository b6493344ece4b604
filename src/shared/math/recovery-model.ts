/** Weights of the recovery model, read once and then shared. */
export interface RecoveryModel {
  readonly version: number
}

/** Reads weights as `npm run train:math` writes them; throws when they are not. */
export function loadModel(bytes: Uint8Array): RecoveryModel {
  if (bytes.length < 4) throw new Error('not a recovery model: too short')
  return { version: bytes[0] ?? 0 }
}
