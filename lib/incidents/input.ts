import { z } from 'zod'
import { incidentStates, severities } from '#db/schema/incidents.ts'
import { someTexts } from '#lib/input.ts'

/** Statuses an incident can give a component; `working` takes it out of the incident. */
export const impactStates = ['degraded', 'partial', 'major', 'working'] as const

const impact = z.object({ componentId: z.string(), environmentId: z.string(), state: z.enum(impactStates) })

export const declareInput = z.object({
  serviceId: z.string().min(1, { error: 'required' }),
  /** The window that caused it: the incident takes its audience. */
  windowId: z.string().nullable().default(null),
  title: someTexts(120),
  severity: z.enum(severities),
  text: someTexts(2000),
  impacts: z.array(impact).max(200).default([]),
  audience: z.enum(['public', 'internal', 'tenants']).default('public'),
  tenants: z.array(z.string()).default([]),
})

export const incidentSeen = z.object({ id: z.string(), version: z.coerce.number().int().optional() })

export const updateInput = incidentSeen.extend({
  state: z.enum(incidentStates),
  text: someTexts(2000),
  impacts: z.array(impact).max(200).default([]),
})

export const reviewInput = incidentSeen.extend({ review: someTexts(8000) })
export const correctionInput = incidentSeen.extend({ title: someTexts(120) })
