import { z } from 'zod'
import { day, idInput, someLines } from '#lib/input.ts'
import { holidayCalendars } from '#lib/rules/business-days.ts'

/** A day that is no business day: for every service of a calendar, or for one service alone. */
export const holidayInput = z
  .object({
    calendar: z.enum(holidayCalendars).nullable().default(null),
    serviceId: idInput.nullable().default(null),
    day,
    name: someLines(120),
  })
  .refine(({ calendar, serviceId }) => (calendar === null) !== (serviceId === null), {
    error: 'required',
    path: ['calendar'],
  })
export type HolidayInput = z.input<typeof holidayInput>
