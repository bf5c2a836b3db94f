import { createHash } from 'node:crypto'
import type { Breach } from './list-breaches.ts'

/** What a change of the rules would put in breach; `seen` names exactly that to whoever agrees to it. */
export type Foreseen = { seen: string; broken: Breach[] }

/** Stops a command before anything is kept: somebody has to see first what it does. */
class Unseen extends Error {
  readonly foreseen: Foreseen
  constructor(foreseen: Foreseen) {
    super('not seen yet')
    this.foreseen = foreseen
  }
}

/**
 * Lets a change of the rules go on when it breaks nothing, or breaks what was seen: otherwise all of it is taken back.
 * @param seen what whoever acts has seen, empty for nothing yet; undefined where nobody looks
 */
export function demandSeen(broken: Breach[], seen: string | undefined): void {
  if (seen === undefined || broken.length === 0) return
  const what = broken.map(({ window, violations }) => [window.id, violations.map(({ code }) => code)])
  const named = createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22)
  if (named !== seen) throw new Unseen({ seen: named, broken })
}

/** Runs a command that may stop for somebody to look; null when it did not. */
export async function foreseenBy(run: () => Promise<unknown>): Promise<Foreseen | null> {
  try {
    await run()
    return null
  } catch (error) {
    if (error instanceof Unseen) return error.foreseen
    throw error
  }
}
