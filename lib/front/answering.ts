import { AsyncLocalStorage } from 'node:async_hooks'
import { type Asked, place } from '#lib/asked.ts'

/** Opens what `lib/asked.ts` reads, once for the process. */
const storage = new AsyncLocalStorage<Asked>()
Object.assign(globalThis, { [place]: storage })

/** Answers a request, of which the application can say more than its answer holds. */
export const answering = <T>(request: Asked, answer: () => T): T => storage.run(request, answer)
