/** What begins by itself when a sync has ended: one after the other is started, and all wait on a metered network. */
import type { Background } from '../sync/background.ts'
import type { Network } from './network.ts'

export interface FollowersOptions {
  readonly network: Pick<Network, 'isHeld' | 'onChange'>
  /** Whether a sync has ended, so that they may begin when the network changes. */
  readonly isDue: () => boolean
  readonly onError: (error: unknown) => void
}

/** All of them as one. `start` begins nothing while the network is to be spared. */
export interface Followers extends Background {
  /** Stops them for good. */
  end(): Promise<void>
}

export function follow(followers: readonly Background[], options: FollowersOptions): Followers {
  const { network, isDue, onError } = options
  let hasEnded = false
  const stop = (): void => {
    for (const follower of followers) follower.stop()
  }
  const start = (): void => {
    network
      .isHeld()
      .then((isHeld) => {
        if (isHeld || hasEnded) return stop()
        for (const follower of followers) follower.start()
      })
      .catch(onError)
  }
  const unwatch = network.onChange(() => {
    if (isDue()) start()
  })
  const whenIdle = async (): Promise<void> => {
    await Promise.all(followers.map((follower) => follower.whenIdle()))
  }
  return {
    start,
    stop,
    whenIdle,
    async end() {
      hasEnded = true
      unwatch()
      stop()
      await whenIdle()
    },
  }
}
