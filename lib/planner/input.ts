import { z } from 'zod'
import { clock, day, idInput, line, orNull, requiredId, someLines, text, texts, versionInput } from '#lib/input.ts'
import { longest } from '#lib/rules/times.ts'
import { addDays, isDay } from '#lib/time.ts'
import { mostWindows } from './horizon.ts'

const place = { serviceId: requiredId, environmentId: requiredId }
/** The draft that a caller saw. */
const draftSeen = z.object({ id: requiredId, version: versionInput })

/** A plan as it is published: the same hours on many days. Times are wall-clock in the service's zone. */
export const publishInput = z.object({
  ...place,
  kind: requiredId,
  /** What all are called; each gets its month after it. */
  title: someLines(100),
  description: texts(4000).transform(orNull),
  starts: clock,
  minutes: z
    .number({ error: 'not-a-number' })
    .int({ error: 'not-a-number' })
    .min(1, { error: 'not-a-number' })
    .max(longest, { error: 'not-a-number' }),
  days: z
    .array(day)
    .min(1, { error: 'no-days' })
    .max(mostWindows, { error: 'not-understood' })
    .refine((days) => new Set(days).size === days.length, { error: 'same-day-twice' }),
  /** The draft that it was made from, null for none; without one it is not asked who saved one meanwhile. */
  draft: draftSeen.nullable().optional(),
})
export type PublishInput = z.input<typeof publishInput>

const typed = z.string().max(40, { error: 'not-understood' })
const dayOrNone = z.string().refine((typed) => !typed || isDay(typed), { error: 'not-a-date' })
const nights = z.array(z.number().int().min(1).max(7)).max(7)
const both = (limit: number) => z.object({ en: text(limit), hi: text(limit) })
/** The most days that windows are planned for: five years, as far as any policy lets its schedule reach. */
const mostDays = 1830

/**
 * A plan that is not finished. What is typed may mean nothing yet; what its days were chosen for has been planned, or
 * nobody could draw it.
 */
export const draftedPlan = z.object({
  settings: z.object({
    ...{ from: dayOrNone, until: dayOrNone, count: typed, every: typed, nights, starts: typed, lasts: typed },
    ...{ kind: idInput, title: z.object({ en: line(100), hi: line(100) }), description: both(4000) },
  }),
  made: z.object({
    wish: z
      .object({ from: day, to: day, count: z.number().int().min(0).max(mostWindows), nights })
      .refine(({ from, to }) => to <= addDays(from, mostDays), {
        path: ['to'],
        params: { code: 'too-many-days', facts: { days: mostDays } },
      }),
    hours: typed,
  }),
  windows: z
    .array(z.object({ day, locked: z.boolean(), dropped: z.boolean(), found: day.nullable() }))
    .max(400, { error: 'not-understood' }),
})

export const draftInput = draftedPlan.extend({
  ...place,
  /** Null: none was seen. */
  draft: draftSeen.nullable(),
})
export type DraftInput = z.input<typeof draftInput>

export const draftToDiscard = z.object({ ...place, draft: draftSeen })
export type DraftToDiscard = z.input<typeof draftToDiscard>
