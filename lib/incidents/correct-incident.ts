import type { z } from 'zod'
import { parse } from '#lib/input.ts'
import { changeRecord } from '#lib/records/change-record.ts'
import type { Actor } from '#lib/records/command.ts'
import { incidentRecord } from './change-incident.ts'
import { correctionInput } from './input.ts'

/** Corrects a typing error in the title: no mail, an audit entry with both wordings. */
export async function correctIncident(
  actor: Actor,
  input: z.input<typeof correctionInput>,
  now = new Date(),
): Promise<void> {
  const said = parse(correctionInput, input)
  await changeRecord(actor, incidentRecord, said, 'correct', now, (_, { title }) => ({
    set: { title: said.title },
    before: { title },
    after: { title: said.title },
  }))
}
