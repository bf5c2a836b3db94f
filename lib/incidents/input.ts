import { z } from 'zod'
import { incidentStates, severities } from '#db/schema/incidents.ts'
import { idInput, orNull, requiredId, someLines, someTexts, texts, versionInput } from '#lib/input.ts'

/** Statuses an incident can give a component; `working` takes it out of the incident. */
export const impactStates = ['degraded', 'partial', 'major', 'working'] as const

const impact = z.object({ componentId: idInput, environmentId: idInput, state: z.enum(impactStates) })

export const declareInput = z.object({
  serviceId: requiredId,
  /** The window that caused it: the incident takes its audience. */
  windowId: idInput.nullable().default(null),
  title: someLines(120),
  severity: z.enum(severities),
  text: someTexts(2000),
  /** What people can do while it lasts; none is said when it is empty. */
  advice: texts(500).transform(orNull),
  impacts: z.array(impact).max(200).default([]),
  audience: z.enum(['public', 'internal', 'tenants']).default('public'),
  tenants: z.array(idInput).default([]),
})

export const incidentSeen = z.object({ id: idInput, version: versionInput.optional() })

export const updateInput = incidentSeen.extend({
  state: z.enum(incidentStates),
  text: someTexts(2000),
  /** Left out, what was said stays; empty, nothing is said any more. */
  advice: z.undefined().or(texts(500).transform(orNull)),
  impacts: z.array(impact).max(200).default([]),
})

export const reviewInput = incidentSeen.extend({ review: someTexts(8000) })
export const correctionInput = incidentSeen.extend({ title: someLines(120) })
