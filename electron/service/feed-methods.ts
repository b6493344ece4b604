/** The part of the contract that concerns when and what is asked of the feed and of arXiv. */
import type { Announced } from '../../src/shared/announcements.ts'
import type { Method, Service } from '../../src/shared/contract.ts'
import type { Day } from '../../src/shared/days.ts'
import type { ServiceParts } from './index.ts'

type FeedMethod = Extract<
  Method,
  `sync.${string}` | `backfill.${string}` | `arxiv.${string}` | `network.${string}`
>

export function feedMethods(parts: ServiceParts): Pick<Service, FeedMethod> {
  const { sync, network } = parts
  const { backfill } = parts.feed
  return {
    'sync.start': async () => {
      sync.start()
      return sync.status()
    },
    'sync.stop': async () => {
      sync.stop()
      return sync.status()
    },
    'backfill.status': async () => backfill.status(),
    'backfill.start': (range) => backfill.start(range),
    'backfill.pause': () => backfill.pause(),
    'backfill.resume': () => backfill.resume(),
    'backfill.cancel': () => backfill.cancel(),
    'arxiv.announced': ({ day }) => announced(parts, day),
    'network.tell': async (facts) => {
      network.tell(facts)
      return null
    },
  }
}

async function announced({ library, feed }: ServiceParts, day: Day | null): Promise<Announced> {
  const { arxivCategories: categories } = await library.settings()
  const shown = categories === null ? null : await library.announced(categories, day)
  return { categories, shown, status: feed.announcements.status() }
}
