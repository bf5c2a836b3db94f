import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * What the front and the application say to each other of one request, beside its headers. The application is bundled
 * and has a copy of its own of this module, so that both find the one storage by its symbol.
 */
export type Asked = {
  /** Whether code of ours has begun: what fails before is not understood, and not a fault. */
  begun: boolean
  /** Whether a fault of it was written down: one line is enough. */
  told?: true
}

const place = Symbol.for('almanac.asked')
const shared = globalThis as { [place]?: AsyncLocalStorage<Asked> }
shared[place] ??= new AsyncLocalStorage<Asked>()

/** The request that is being answered, if any. */
export const asked = shared[place]

/** Said by our own code as it begins with what was sent. */
export function begins(): void {
  const request = asked.getStore()
  if (request) request.begun = true
}
