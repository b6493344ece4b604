/** What a window knows of the network, and what follows from it. */

/** What the system says. The library's process cannot ask it, so the window tells. */
export interface NetworkFacts {
  /** The network costs by the byte, or the reader has asked the system to save data. */
  readonly isMetered: boolean
  readonly isOnline: boolean
}

/** `hold`: on a metered network nothing is fetched by itself; `always`: every network is one; `ignore`: none is. */
export const meteredChoices = ['hold', 'always', 'ignore'] as const
export type MeteredChoice = (typeof meteredChoices)[number]

/** Whether what is fetched by itself has to wait. What the reader asks for never does. */
export function isHeld(choice: MeteredChoice, { isMetered }: NetworkFacts): boolean {
  return choice === 'always' || (choice === 'hold' && isMetered)
}
