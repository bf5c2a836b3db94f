import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import { readKey } from '#lib/auth/links.ts'
import { invalid, missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { act, record } from '#lib/records/command.ts'
import { type Choices, choices } from './input.ts'

/** Changes what a subscriber gets, from the next notice on; one already on its way still arrives. */
export async function changeSubscription(key: string, input: Choices): Promise<void> {
  const said = parse(choices, input)
  const id = readKey('subscription', key)
  return act('system', async (acting) => {
    const [before] = id ? await acting.tx.select().from(subscribers).where(eq(subscribers.id, id)).for('update') : []
    if (!before) throw missing('link-is-void')
    const all = await acting.tx.select({ id: services.id, hiddenAt: services.hiddenAt }).from(services)
    const shown = new Set(all.flatMap(({ id, hiddenAt }) => (hiddenAt ? [] : id)))
    if (said.services.some((id) => !shown.has(id))) throw invalid({ code: 'unknown-service', field: 'services' })
    // One that is hidden now was not there to be unticked: it is still wanted when it is shown again.
    const kept = before.services.filter((id) => all.some((one) => one.id === id && one.hiddenAt))
    const chosen = said.everything ? [] : [...new Set([...said.services, ...kept])]
    await acting.tx
      .update(subscribers)
      .set({ ...said, services: chosen })
      .where(eq(subscribers.id, before.id))
    await record(acting, {
      action: 'subscription.change',
      subject: { kind: 'subscriber', id: before.id },
      before: {
        everything: before.everything,
        services: before.services,
        kinds: before.kinds,
        language: before.language,
        timeZone: before.timeZone,
      },
      after: { ...said, services: chosen },
    })
  })
}
