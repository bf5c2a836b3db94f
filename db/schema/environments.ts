import { boolean, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { audienceColumns, audiencePolicies, holds, id, texts } from './columns.ts'
import { services } from './services.ts'

export const environments = pgTable(
  'environments',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    slug: text().notNull(),
    name: texts(),
    /** Live environments make the status page. */
    live: boolean().notNull().default(false),
    position: integer().notNull().default(0),
    ...audienceColumns(),
  },
  (table) => [
    unique().on(table.serviceId, table.slug),
    ...audiencePolicies(table, holds(table.serviceId, 'administer')),
  ],
)
