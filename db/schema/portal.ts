import { sql } from 'drizzle-orm'
import { bigint, check, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { commonPolicies, instant, texts } from './columns.ts'

/** Of the demo: `begun` while it is put in, so that one that was cut short is known; `whole` from then on. */
export const demo = { none: 0, whole: 1, begun: 2 }

/** The one row about the portal itself: its name and the zone in which it speaks when no other is named. */
export const portal = pgTable(
  'portal',
  {
    id: integer().primaryKey().default(1),
    name: texts(),
    timeZone: text().notNull(),
    demo: integer().notNull().default(demo.none),
  },
  (table) => [check('one_row', sql`${table.id} = 1`), ...commonPolicies()],
)

/**
 * The number of the published state. Only the trigger of migration 1 writes it, once for each transaction
 * that changed something an anonymous reader can see, and says so on the channel `almanac_edition`.
 */
export const edition = pgTable('edition', {
  id: integer().primaryKey().default(1),
  number: bigint({ mode: 'number' }).notNull().default(0),
  raisedAt: instant().notNull().defaultNow(),
})
