import { sql } from 'drizzle-orm'
import { check, date, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { commonPolicies, id, texts } from './columns.ts'
import { services } from './services.ts'

/** Days that are no business days: of a service, or of a calendar that several share. */
export const holidays = pgTable(
  'holidays',
  {
    id: id(),
    calendar: text(),
    serviceId: text().references(() => services.id),
    day: date({ mode: 'string' }).notNull(),
    name: texts(),
  },
  (table) => [
    check('of_a_calendar_or_a_service', sql`num_nonnulls(${table.calendar}, ${table.serviceId}) = 1`),
    unique().on(table.calendar, table.serviceId, table.day).nullsNotDistinct(),
    ...commonPolicies(),
  ],
)
