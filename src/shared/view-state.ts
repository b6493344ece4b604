/** Where the reader was, so that a restart opens there. */
import * as z from 'zod/mini'
import { isDay } from './days.ts'
import { orders, places } from './domain.ts'

export const viewState = z.strictObject({
  place: z.enum(places),
  day: z.nullable(z.string().check(z.refine(isDay, 'not a calendar day'))),
  paperId: z.nullable(z.int().check(z.positive())),
  /** Whether the paper was open at full width, and the orders chosen for places. A view of before has neither. */
  isReading: z.optional(z.boolean()),
  orders: z.optional(z.partialRecord(z.enum(places), z.enum(orders))),
})
export type ViewState = z.output<typeof viewState>
