import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { incidents } from '#db/schema/incidents.ts'
import { parse } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { correctionInput } from './input.ts'
import { lockIncident } from './record.ts'

/** Corrects a typing error in the title: no mail, an audit entry with both wordings. */
export async function correctIncident(actor: Actor, input: z.input<typeof correctionInput>): Promise<void> {
  const said = parse(correctionInput, input)
  return act(actor, async (acting) => {
    const incident = await lockIncident(acting, said)
    await acting.tx
      .update(incidents)
      .set({ title: said.title, version: incident.version + 1 })
      .where(eq(incidents.id, incident.id))
    await record(acting, {
      action: 'incident.correct',
      subject: { kind: 'incident', id: incident.id, serviceId: incident.serviceId },
      before: { title: incident.title },
      after: { title: said.title, version: incident.version + 1 },
    })
  })
}
