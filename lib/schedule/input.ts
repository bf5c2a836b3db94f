import { z } from 'zod'
import { day } from '#lib/input.ts'
import { daysBetween } from '#lib/time.ts'

const longestSpan = 800
const days = z.object({ start: day, end: day })
/** Dates that the calendar does not have are not compared. */
const both = { when: ({ value }: { value: unknown }) => days.safeParse(value).success }

/** A span of days, the end exclusive; at most the two years that the schedule reaches, and a month around them. */
export const spanInput = days
  .refine(({ start, end }) => end > start, { error: 'ends-before-start', path: ['end'], ...both })
  .refine(({ start, end }) => daysBetween(start, end) <= longestSpan, {
    path: ['end'],
    params: { code: 'too-many-days', facts: { days: longestSpan } },
    ...both,
  })
