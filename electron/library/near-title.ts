/**
 * Titles that are nearly the same. Comparing every title with every other would take hours in a large library, so each
 * title gets a few numbers of which a near title shares one at least; only those that share one are compared.
 */
import { titleKey } from './title-key.ts'

/** Letters that are compared at once. */
const gramLength = 4
/** Numbers of a title, and least values that each is made of: 98 of 100 near titles share a number. */
const bands = 8
const rows = 4
/** Of the pieces of both titles, the share that both must have. */
const leastShare = 0.7
/** Shorter titles are only found if they are the same. */
const shortest = 12

/** The numbers of a title: whole, below 2^53. None for a title without letters. */
export function bandsOf(title: string): number[] {
  const grams = gramsOf(titleKey(title))
  if (grams.size === 0) return []
  const hashes = [...grams].map(hashOf)
  return Array.from({ length: bands }, (_, band) => {
    let mixed = 0
    for (let row = 0; row < rows; row++) {
      const seed = band * rows + row
      let least = 0xff_ff_ff_ff
      for (const hash of hashes) least = Math.min(least, scrambled(hash, seed))
      mixed = scrambled(mixed ^ least, row)
    }
    return band * 2 ** 32 + mixed
  })
}

/** Whether two titles may be spellings of one. Other numbers make other titles: versions and parts are papers of their own. */
export function isNearTitle(one: string, other: string): boolean {
  const [key, otherKey] = [titleKey(one), titleKey(other)]
  if (key === otherKey) return key !== ''
  if (Math.min(key.length, otherKey.length) < shortest) return false
  if (numbersOf(one) !== numbersOf(other)) return false
  const [grams, others] = [gramsOf(key), gramsOf(otherKey)]
  let shared = 0
  for (const gram of grams) if (others.has(gram)) shared += 1
  return shared / (grams.size + others.size - shared) >= leastShare
}

/** Numbers in digits and the Roman ones of parts. */
function numbersOf(title: string): string {
  return (title.toLowerCase().match(/\d+(?:\.\d+)*|\b[ivx]+\b/g) ?? []).toSorted().join(' ')
}

function gramsOf(key: string): Set<string> {
  const characters = [...key]
  const grams = new Set<string>()
  for (let at = 0; at === 0 || at + gramLength <= characters.length; at++) {
    grams.add(characters.slice(at, at + gramLength).join(''))
  }
  grams.delete('')
  return grams
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  return hash >>> 0
}

/** One of many orders of all numbers of 32 bits. */
function scrambled(hash: number, seed: number): number {
  let mixed = hash ^ Math.imul(seed + 1, 0x9e_37_79_b1)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
