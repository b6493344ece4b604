/** The part of the contract that concerns what is kept for reading offline, and the pictures of listed papers. */
import type { Method, Service } from '../../src/shared/contract.ts'
import type { ServiceParts } from './index.ts'

type KeptMethod = Extract<Method, `kept.${string}` | `pictures.${string}`>

export function keptMethods({ pack, pictures }: ServiceParts): Pick<Service, KeptMethod> {
  const done = async (work: Promise<void>): Promise<null> => work.then(() => null)
  return {
    'kept.list': () => pack.list(),
    'kept.keep': ({ ids }) => done(pack.keep(ids)),
    'kept.remove': ({ ids }) => done(pack.remove(ids)),
    'kept.restore': () => done(pack.restore()),
    'kept.pages': ({ id }) => pack.pages(id),
    'pictures.get': ({ id }) => pictures.page(id),
    'pictures.ask': ({ id }) => done(pictures.ask(id)),
    'pictures.remove': () => done(pictures.remove()),
  }
}
