import { sql } from 'drizzle-orm'
import { boolean, integer, pgPolicy, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { app, childPolicies, holds, id, ofSeenService, texts, writePolicies } from './columns.ts'
import { environments } from './environments.ts'
import { services } from './services.ts'

/** An ordered path of environments; an environment can be in several. */
export const streams = pgTable(
  'streams',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    name: texts(),
    active: boolean().notNull().default(true),
    position: integer().notNull().default(0),
  },
  (table) => [
    pgPolicy('see', { for: 'select', to: app, using: ofSeenService(table.serviceId) }),
    ...writePolicies(holds(table.serviceId, 'administer')),
  ],
)

export const streamEnvironments = pgTable(
  'stream_environments',
  {
    streamId: text()
      .notNull()
      .references(() => streams.id, { onDelete: 'cascade' }),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.streamId, table.environmentId] }),
    ...childPolicies(
      sql`exists (select from environments e where e.id = ${table.environmentId})`,
      sql`exists (select from streams s where s.id = ${table.streamId} and ${holds(sql.raw('s.service_id'), 'administer')})`,
    ),
  ],
)
