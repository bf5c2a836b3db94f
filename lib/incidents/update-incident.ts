import type { z } from 'zod'
import type { Tx } from '#db/scope.ts'
import { refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { changeRecord } from '#lib/records/change-record.ts'
import type { Actor } from '#lib/records/command.ts'
import { restoreStatuses } from '#lib/services/set-statuses.ts'
import { incidentRecord } from './change-incident.ts'
import { wrongImpacts } from './declare-incident.ts'
import { type impactStates, updateInput } from './input.ts'
import { incidentImpactsOf } from './record.ts'
import { setImpacts } from './set-impacts.ts'

/**
 * Posts a message on an incident, with its state and its components' statuses, and tells it. Resolving one restores
 * what it held; a resolved one can be opened again by an update with an earlier state.
 */
export async function updateIncident(
  actor: Actor,
  input: z.input<typeof updateInput>,
  now = new Date(),
): Promise<void> {
  const said = parse(updateInput, input)
  await changeRecord(actor, incidentRecord, said, 'update', now, async (acting, incident) => {
    refuseIf([
      ...(incident.reviewedAt && said.state !== 'resolved'
        ? [{ code: 'already-reviewed' as const, field: 'state' }]
        : []),
      ...(await wrongImpacts(acting.tx, incident, said.impacts)),
    ])
    const resolved = said.state === 'resolved'
    if (resolved) await restoreStatuses(acting.tx, now, { incidentId: incident.id })
    else {
      // Opened again, it holds again what it held, but for what is said anew.
      const held = incident.state === 'resolved' ? await heldBy(acting.tx, incident.id) : []
      await setImpacts(acting.tx, incident.id, [...held, ...said.impacts], now)
    }
    const advice = resolved ? null : said.advice === undefined ? incident.advice : said.advice
    return {
      set: { state: said.state, advice, resolvedAt: resolved ? (incident.resolvedAt ?? now) : null },
      message: { state: said.state, text: said.text },
      notice: { event: resolved ? ('incident-resolved' as const) : ('incident-updated' as const) },
      action: resolved ? 'incident.resolve' : 'incident.update',
    }
  })
}

async function heldBy(tx: Tx, incidentId: string) {
  return (await incidentImpactsOf(tx, [incidentId])).map(({ componentId, environmentId, state }) => ({
    ...{ componentId, environmentId },
    // What an incident stores is what it says of a component, and never that it is under maintenance.
    state: state as (typeof impactStates)[number],
  }))
}
