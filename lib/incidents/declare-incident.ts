import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { incidentImpacts, incidentMessages, incidents, type Severity } from '#db/schema/incidents.ts'
import { tenants } from '#db/schema/people.ts'
import { services } from '#db/schema/services.ts'
import { statuses } from '#db/schema/statuses.ts'
import { windowMessages } from '#db/schema/windows.ts'
import { type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { isWider } from '#lib/records/audience.ts'
import { type Acting, type Actor, act, record } from '#lib/records/command.ts'
import { nextReference } from '#lib/records/reference.ts'
import { setStatuses } from '#lib/services/set-statuses.ts'
import { findWindow, type WindowRow } from '#lib/windows/record.ts'
import { goOnWith, openIncidentsOf } from './go-on-with.ts'
import { declareInput, type impactStates } from './input.ts'
import { incidentPayload } from './record.ts'

/**
 * Opens an incident, by hand or from a window that caused it; subscribers are told (Mashme "Maintenance causes an incident").
 * One that the portal opened by itself for the same window is taken over instead: one trouble is one story.
 */
export async function declareIncident(
  actor: Actor,
  input: z.input<typeof declareInput>,
  now = new Date(),
): Promise<{ id: string; reference: string }> {
  const said = parse(declareInput, input)
  return act(actor, async (acting) => {
    acting.demand('run', said.serviceId)
    const { tx } = acting
    const reasons: Reason[] = []
    const [service] = await tx.select({ id: services.id }).from(services).where(eq(services.id, said.serviceId))
    if (!service) reasons.push({ code: 'unknown-service', field: 'serviceId' })
    const window = said.windowId ? await findWindow(tx, said.windowId) : undefined
    if (said.windowId && (!window?.reference || window.serviceId !== said.serviceId))
      reasons.push({ code: 'no-such-window', field: 'windowId' })
    const named = said.audience === 'tenants' ? [...new Set(said.tenants)] : []
    const known = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(inArray(tenants.id, named.length ? named : ['']), eq(tenants.serviceId, said.serviceId)))
    if (said.audience === 'tenants' && !window && (!named.length || known.length !== named.length))
      reasons.push({ code: 'unknown-tenant', field: 'tenants' })
    const whom = { audience: window?.audience ?? said.audience, tenants: window?.tenants ?? named }
    reasons.push(...(await wrongImpacts(acting, { serviceId: said.serviceId, ...whom }, said.impacts)))
    refuseIf(reasons)
    if (window) {
      const own = (await openIncidentsOf(tx, window.id)).find((incident) => incident.openedBySystem)
      if (own) return goOnWith(acting, own, said, now)
    }
    return openIncident(
      acting,
      {
        serviceId: said.serviceId,
        title: said.title,
        severity: said.severity,
        text: said.text,
        advice: said.advice,
        impacts: said.impacts,
        window,
        ...whom,
      },
      now,
    )
  })
}

/** Components that do not stand in the environment named, and environments that not all who are told may see. */
export async function wrongImpacts(
  { tx }: Acting,
  incident: { serviceId: string; audience: string; tenants: string[] },
  impacts: { componentId: string; environmentId: string }[],
): Promise<Reason[]> {
  const standing = await tx
    .selectDistinct({
      componentId: statuses.componentId,
      environmentId: statuses.environmentId,
      audience: environments.audience,
      tenants: environments.tenants,
    })
    .from(statuses)
    .innerJoin(environments, eq(environments.id, statuses.environmentId))
    .where(
      and(
        eq(environments.serviceId, incident.serviceId),
        inArray(statuses.componentId, impacts.length ? impacts.map((impact) => impact.componentId) : ['']),
      ),
    )
  return impacts.flatMap((impact, index): Reason[] => {
    const field = `impacts.${index}`
    const found = standing.find(
      (row) => row.componentId === impact.componentId && row.environmentId === impact.environmentId,
    )
    if (!found) return [{ code: 'unknown-component', field }]
    return isWider(incident.audience, incident.tenants, found) ? [{ code: 'audience-too-wide', field }] : []
  })
}

type NewIncident = {
  serviceId: string
  title: Texts
  severity: Severity
  text: Texts
  advice?: Texts | null
  impacts: { componentId: string; environmentId: string; state: (typeof impactStates)[number] }[]
  window: WindowRow | undefined
  audience: 'public' | 'internal' | 'tenants'
  tenants: string[]
  bySystem?: boolean
}

/** The rows, statuses, notice and audit entry of a new incident, inside the caller's transaction. */
export async function openIncident(
  acting: Acting,
  incident: NewIncident,
  now: Date,
): Promise<{ id: string; reference: string }> {
  const { tx } = acting
  const { serviceId, title, severity, window, audience, tenants } = incident
  const [row] = await tx
    .insert(incidents)
    .values({
      reference: await nextReference(tx, 'incident', { audience, tenants, serviceId }, now),
      serviceId,
      title,
      severity,
      advice: incident.advice ?? null,
      audience,
      tenants,
      windowId: window?.id ?? null,
      startedAt: now,
      openedBySystem: incident.bySystem ?? false,
    })
    .returning()
  if (!row) throw new Error('the incident was not written')
  await tx
    .insert(incidentMessages)
    .values({ incidentId: row.id, state: 'investigating', at: now, text: incident.text, authorId: acting.personId })
  const affected = incident.impacts.filter((impact) => impact.state !== 'working')
  if (affected.length)
    await tx.insert(incidentImpacts).values(affected.map((impact) => ({ ...impact, incidentId: row.id })))
  await setStatuses(
    tx,
    now,
    affected.map((impact) => ({ ...impact, incidentId: row.id, windowId: null })),
  )
  if (window) {
    await tx.insert(windowMessages).values({
      windowId: window.id,
      at: now,
      kind: 'incident',
      authorId: acting.personId,
      text: title,
      facts: { reference: row.reference },
    })
  }
  await writeNotice(
    tx,
    row,
    [{ kind: 'incident', id: row.id }],
    await incidentPayload(tx, row, 'incident-declared', now, incident.text),
  )
  await record(acting, {
    action: 'incident.declare',
    subject: { kind: 'incident', id: row.id, serviceId },
    after: { reference: row.reference, title, severity, window: window?.reference ?? null },
  })
  return { id: row.id, reference: row.reference }
}
