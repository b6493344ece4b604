/** Where the reader was, so that a restart opens there. */
import { z } from 'zod'
import { isDay } from './days.ts'
import { orders, places } from './domain.ts'

export const viewState = z.strictObject({
  place: z.enum(places),
  day: z.string().refine(isDay, 'not a calendar day').nullable(),
  paperId: z.int().positive().nullable(),
  /** Whether the paper was open at full width, and the orders chosen for places. A view of before has neither. */
  isReading: z.boolean().optional(),
  orders: z.partialRecord(z.enum(places), z.enum(orders)).optional(),
})
export type ViewState = z.output<typeof viewState>
