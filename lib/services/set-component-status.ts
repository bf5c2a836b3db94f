import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { components } from '#db/schema/components.ts'
import { componentStates, statuses } from '#db/schema/statuses.ts'
import { invalid, missing } from '#lib/errors.ts'
import { idInput, orNull, parse, texts } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { setStatuses } from './set-statuses.ts'

const statusInput = z.object({
  componentId: idInput,
  environmentId: idInput,
  state: z.enum(componentStates),
  note: texts(300).transform(orNull),
})

/** Sets a component's status by hand: on the page at once, audited, no mail of its own (an incident tells people). */
export async function setComponentStatus(
  actor: Actor,
  input: z.input<typeof statusInput>,
  now = new Date(),
): Promise<void> {
  const said = parse(statusInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const [component] = await tx.select().from(components).where(eq(components.id, said.componentId))
    if (!component) throw missing('unknown-component')
    acting.demand('run', component.serviceId)
    const [current] = await tx
      .select()
      .from(statuses)
      .where(
        and(
          eq(statuses.componentId, said.componentId),
          eq(statuses.environmentId, said.environmentId),
          isNull(statuses.until),
        ),
      )
    if (!current) throw invalid({ code: 'unknown-component', field: 'componentId' })
    await setStatuses(tx, now, [{ ...said, windowId: current.windowId, incidentId: current.incidentId }])
    await record(acting, {
      action: 'status.set',
      subject: { kind: 'component', id: component.id, serviceId: component.serviceId },
      before: { state: current.state },
      after: { state: said.state, note: said.note },
    })
  })
}
