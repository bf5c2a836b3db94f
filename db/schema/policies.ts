import { date, integer, jsonb, pgPolicy, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { app, holds, id, ofSeenService, writePolicies } from './columns.ts'
import { services } from './services.ts'

/** The rules of a service as data, a version each; the one in force is the latest whose day has come in the service's zone. */
export const policies = pgTable(
  'policies',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    version: integer().notNull(),
    inForceFrom: date({ mode: 'string' }).notNull(),
    rules: jsonb().notNull(),
  },
  (table) => [
    unique().on(table.serviceId, table.version),
    pgPolicy('see', { for: 'select', to: app, using: ofSeenService(table.serviceId) }),
    ...writePolicies(holds(table.serviceId, 'administer')),
  ],
)
