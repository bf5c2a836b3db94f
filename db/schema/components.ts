import { boolean, integer, pgPolicy, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { app, holds, id, ofSeenService, optionalTexts, texts, writePolicies } from './columns.ts'
import { providers } from './providers.ts'
import { services } from './services.ts'

export const components = pgTable(
  'components',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    slug: text().notNull(),
    name: texts(),
    group: optionalTexts(),
    providerId: text().references(() => providers.id),
    critical: boolean().notNull().default(false),
    /** Closed components cannot be tested by users, who are not told of releases into them. */
    openToUsers: boolean().notNull().default(true),
    position: integer().notNull().default(0),
  },
  (table) => [
    unique().on(table.serviceId, table.slug),
    pgPolicy('see', { for: 'select', to: app, using: ofSeenService(table.serviceId) }),
    ...writePolicies(holds(table.serviceId, 'administer')),
  ],
)
