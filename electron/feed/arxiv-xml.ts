/** XML of arXiv's services as plain values, and the few readings that they share. */
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { isDay, type Day } from '../../src/shared/days.ts'
import { feedFailure } from './failures.ts'

const many = new Set(['entry', 'author', 'category', 'link', 'item', 'record'])

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // A title may be "0" or "1e5": everything is text.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && many.has(name),
})

/** Parses bytes as the UTF-8 that the declaration promises, whatever the header says. Throws `feed-changed`. */
export function parseXml(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8').decode(bytes)
  // arXiv sends no document type, and with one a small document could grow without end.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw feedFailure('feed-changed', 'shape')
  try {
    return parser.parse(text, true)
  } catch {
    throw feedFailure('feed-changed', 'shape')
  }
}

/** An element's text, with or without attributes; absent for anything else. */
export const elementText = z
  .union([z.string(), z.object({ '#text': z.string() }).transform((element) => element['#text'])])
  .optional()
  .catch(undefined)

/** A list of elements; absent for anything else. */
export const elements = z.array(z.unknown()).optional().catch(undefined)

/** The day of a time stamp. */
export function dayOf(stamp: string | undefined): Day | null {
  const day = (stamp ?? '').trim().slice(0, 10)
  return isDay(day) ? day : null
}
