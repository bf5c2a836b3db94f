import { z } from 'zod'
import { impacts } from '#db/schema/windows.ts'
import { clock, idInput, local, orNull, requiredId, someLines, someTexts, texts, versionInput } from '#lib/input.ts'
import { hour } from '#lib/time.ts'

/** Which window, and which state of it the caller saw; a command refuses when somebody else changed it since. */
export const windowSeen = z.object({ id: idInput, version: versionInput.optional() })

export const times = z.object({
  startsLocal: local,
  endsLocal: local,
  downtime: z
    .object({
      from: clock,
      minutes: z.coerce
        .number({ error: 'not-a-number' })
        .int({ error: 'not-a-number' })
        .min(1, { error: 'not-a-number' }),
    })
    .nullable()
    .default(null),
})

/** In characters, in each language. */
export const longestTitle = 120
export const longestDescription = 4000
export const windowTitle = someLines(longestTitle)
export const windowDescription = texts(longestDescription).transform(orNull)

/** What a scheduler says of a window. Times are wall-clock in the service's zone. */
export const planInput = times
  .extend({
    serviceId: requiredId,
    environmentId: idInput.nullable().default(null),
    kind: requiredId,
    title: windowTitle,
    description: windowDescription,
    userChanges: texts(2000).transform(orNull),
    effect: texts(500).transform(orNull),
    migration: z.boolean().default(false),
    rollbackInfrastructure: texts(2000).transform(orNull),
    rollbackServices: texts(2000).transform(orNull),
    rollbackData: texts(2000).transform(orNull),
    impacts: z
      .array(z.object({ componentId: idInput, impact: z.enum(impacts), note: texts(300).transform(orNull) }))
      .max(200)
      .default([]),
    releaseIds: z.array(idInput).max(50).default([]),
    changes: z.array(someLines(200)).max(50).default([]),
    audience: z.enum(['public', 'internal', 'tenants']).default('public'),
    tenants: z.array(idInput).default([]),
    autoStart: z.boolean().default(false),
    /** What is said with a change of an announced plan. */
    text: texts(2000).transform(orNull),
  })
  .refine(({ startsLocal, endsLocal }) => Date.parse(`${endsLocal}Z`) > Date.parse(`${startsLocal}Z`) - hour, {
    // Said together with what else is wrong. In the hour that clocks show twice it may end by an earlier clock than it
    // starts by: that is judged with the service's zone.
    error: 'ends-before-start',
    path: ['endsLocal'],
    when: ({ value }) => z.object({ startsLocal: local, endsLocal: local }).safeParse(value).success,
  })
export type PlanInput = z.input<typeof planInput>

/** What the rules of the schedule look at while a window is typed or dragged. */
export const checkInput = z.object({
  id: idInput.nullable().default(null),
  serviceId: requiredId,
  environmentId: idInput.nullable().default(null),
  kind: requiredId,
  startsLocal: local,
  endsLocal: local,
  componentIds: z.array(idInput).max(200).default([]),
  releaseIds: z.array(idInput).max(50).default([]),
})
export type CheckInput = z.input<typeof checkInput>

/** What is said with a step: in two languages, and required where the rules want a reason. */
export const message = texts(2000).transform(orNull)
export const reason = someTexts(500)
