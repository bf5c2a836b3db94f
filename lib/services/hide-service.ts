import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { services } from '#db/schema/services.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import { parse, whichOne } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { goingOn } from './shown.ts'

const hiding = whichOne.extend({ hidden: z.boolean() })

/**
 * Takes a service, and all that is of it, out of every page, feed and mail of whoever is not its staff; or puts it back.
 * Nothing of it is changed and nobody is told. What is going on is told to its end: meanwhile it cannot be hidden.
 * Asked for what is so already, it does nothing.
 */
export function hideService(actor: Actor, input: z.input<typeof hiding>, now = new Date()): Promise<void> {
  const { id, hidden } = parse(hiding, input)
  return act(actor, async (acting) => {
    acting.demand('administer', id)
    const { tx } = acting
    await lockSchedule(tx, id)
    const [service] = await tx.select().from(services).where(eq(services.id, id)).for('update')
    if (!service) throw missing('unknown-service')
    if (hidden === (service.hiddenAt !== null)) return
    if (hidden) {
      const running = await goingOn(tx, id)
      refuseIf(running.map((reference) => ({ code: 'service-in-use', facts: { reference } })))
    }
    await tx
      .update(services)
      .set({ hiddenAt: hidden ? now : null })
      .where(eq(services.id, id))
    await record(acting, {
      action: hidden ? 'service.hide' : 'service.show',
      subject: { kind: 'service', id, serviceId: id },
    })
  })
}
