import { type Foreseen, foreseenBy } from '#lib/judging/as-seen.ts'
import { actAndGo } from './act.ts'
import type { ForeseenState } from './foreseen-state.ts'
import { textOf, typedIn } from './form-state.ts'

/**
 * Runs a command of a form and goes on, or comes back with what it would put in breach, all fields as they were typed; sent
 * again with that it is done.
 */
export async function actAsSeen(
  form: FormData,
  run: (person: string, seen: string) => Promise<string>,
): Promise<ForeseenState> {
  const found: { foreseen?: Foreseen } = {}
  const state = await actAndGo(form, async (person) => {
    let next = ''
    const foreseen = await foreseenBy(async () => {
      next = await run(person, textOf(form, 'seen'))
    })
    if (foreseen) found.foreseen = foreseen
    return next
  })
  return found.foreseen ? { ...state, ...found, typed: typedIn(form), stamp: Date.now() } : state
}
