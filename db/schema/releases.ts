import { sql } from 'drizzle-orm'
import { boolean, check, date, index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { audienceColumns, audiencePolicies, holds, id, instant, optionalTexts, texts } from './columns.ts'
import { services } from './services.ts'
import { windows } from './windows.ts'

/** A set of changes with a version. Target dates are whole days in the service's zone. */
export const releases = pgTable(
  'releases',
  {
    id: id(),
    reference: text().unique(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    title: texts(),
    version: text().notNull(),
    type: text().notNull(),
    scope: text({ enum: ['tentative', 'final'] })
      .notNull()
      .default('tentative'),
    targetOn: date({ mode: 'string' }),
    /** Pinned releases keep their day; windows are spread around them. */
    pinned: boolean().notNull().default(false),
    summary: optionalTexts(),
    windowId: text().references(() => windows.id, { onDelete: 'set null' }),
    ...audienceColumns(),
    importedFrom: text(),
    /** When what a calendar shows of it last changed. */
    shownAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check('known_scope', sql`${table.scope} in ('tentative', 'final')`),
    check('tenants_named', sql`(${table.audience} = 'tenants') = (cardinality(${table.tenants}) > 0)`),
    index().on(table.serviceId, table.targetOn),
    unique('release_imported_once').on(table.serviceId, table.importedFrom),
    ...audiencePolicies(table, holds(table.serviceId, 'plan', 'administer'), sql`${table.reference} is not null`),
  ],
)
