import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { incidentImpacts, type Severity } from '#db/schema/incidents.ts'
import { services } from '#db/schema/services.ts'
import { statuses } from '#db/schema/statuses.ts'
import type { Tx } from '#db/scope.ts'
import { type Reason, refuseIf } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { findWindow, type WindowRow } from '#lib/judging/stored-window.ts'
import { audienceReasons, audienceSaid, isWider } from '#lib/records/audience.ts'
import { openRecord, writeRecord } from '#lib/records/change-record.ts'
import { type Acting, type Actor, act } from '#lib/records/command.ts'
import { setStatuses } from '#lib/services/set-statuses.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import { incidentRecord } from './change-incident.ts'
import { goOnWith, openIncidentsOf } from './go-on-with.ts'
import { declareInput, type impactStates } from './input.ts'

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
    const cause = said.windowId ? await findWindow(tx, said.windowId) : undefined
    const known = cause?.reference && cause.serviceId === said.serviceId
    if (said.windowId && !known) reasons.push({ code: 'no-such-window', field: 'windowId' })
    // Before the incident and the statuses, as every command of the window does it.
    const window =
      cause && known ? await openRecord(acting, windowRecord, { id: cause.id }, 'incident', now) : undefined
    const whom = { serviceId: said.serviceId, ...(window ? audienceSaid(window) : audienceSaid(said)) }
    reasons.push(...(await audienceReasons(tx, whom, [])), ...(await wrongImpacts(tx, whom, said.impacts)))
    refuseIf(reasons)
    if (window) {
      const own = (await openIncidentsOf(tx, window.id)).find((incident) => incident.openedBySystem)
      if (own) return goOnWith(acting, own, said, now)
    }
    return openIncident(
      acting,
      {
        ...whom,
        title: said.title,
        severity: said.severity,
        text: said.text,
        advice: said.advice,
        impacts: said.impacts,
        window,
      },
      now,
    )
  })
}

/** Components that do not stand in the environment named, and environments that not all who are told may see. */
export async function wrongImpacts(
  tx: Tx,
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
  const { serviceId, title, severity, window, audience, tenants, text } = incident
  const affected = incident.impacts.filter((impact) => impact.state !== 'working')
  const { id, reference } = await writeRecord(
    acting,
    incidentRecord,
    'declare',
    {
      values: {
        ...{ serviceId, title, severity, audience, tenants, advice: incident.advice ?? null },
        ...{ windowId: window?.id ?? null, startedAt: now, openedBySystem: incident.bySystem ?? false },
      },
      publishedAt: now,
      places: affected.map(({ environmentId }) => environmentId),
      parts: async (row) => {
        if (affected.length)
          await tx.insert(incidentImpacts).values(affected.map((impact) => ({ ...impact, incidentId: row.id })))
        const held = affected.map((impact) => ({ ...impact, incidentId: row.id, windowId: null }))
        await setStatuses(tx, now, held)
        if (!window) return
        const facts = { reference: row.reference }
        await windowRecord.say(acting, window, { kind: 'incident', text: title, facts }, now)
      },
      message: { state: 'investigating', text },
      notice: { event: 'incident-declared' },
      after: { title, severity, window: window?.reference ?? null },
    },
    now,
  )
  return { id, reference }
}
