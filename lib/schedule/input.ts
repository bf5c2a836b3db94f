import { z } from 'zod'
import { day } from '#lib/input.ts'
import { daysBetween } from '#lib/time.ts'

/** A span of days, the end exclusive; at most the two years that the schedule reaches, and a month around them. */
export const spanInput = z
  .object({ start: day, end: day })
  .refine(({ start, end }) => end > start, { error: 'ends-before-start', path: ['end'] })
  .refine(({ start, end }) => daysBetween(start, end) <= 800, { error: 'too-many-days', path: ['end'] })
