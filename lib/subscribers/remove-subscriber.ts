import { parse, requiredId } from '#lib/input.ts'
import { type Actor, act } from '#lib/records/command.ts'
import { deleteSubscriber } from './end-subscription.ts'

/** Staff remove an address, because its owner asked or because it bounces. */
export async function removeSubscriber(actor: Actor, id: string): Promise<void> {
  parse(requiredId, id)
  await act(actor, (acting) => {
    acting.demand('administer')
    return deleteSubscriber(acting, id)
  })
}
