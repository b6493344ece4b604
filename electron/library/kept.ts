/** The pack as the library knows it: the queue of what is to be fetched, and what is there. */
import type { Db } from './db.ts'
import { createQueue, type KeptQueue } from './kept-queue.ts'
import { createStock, type KeptStock } from './kept-stock.ts'

export type { DueFile } from './kept-queue.ts'

/** The methods of the library that concern the pack. */
export interface KeptLibrary extends KeptQueue, KeptStock {}

/** The part of the library that keeps the pack's books. */
export function createKept(db: Db): KeptLibrary {
  return { ...createQueue(db), ...createStock(db) }
}
