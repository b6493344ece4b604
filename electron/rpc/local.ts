/** The library behind its asynchronous interface in this thread: for tests, which then need no worker. */
import type { AsyncLibrary, Library } from '../library/library.ts'
import { asyncLibrary } from './library-methods.ts'

/** Calls run at once; what they throw becomes a rejection. */
export function localLibrary(library: Library): AsyncLibrary {
  return asyncLibrary(async (method, args) => {
    // The arguments are those of `method`: both come from one typed call of AsyncLibrary.
    const run = library[method] as (...args: readonly unknown[]) => unknown
    return run.apply(library, [...args])
  })
}
