import { sql } from 'drizzle-orm'
import { index, jsonb, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { app, entered, holds, id, instant, oneself } from './columns.ts'

/** Who did what, when, from what to what. Nobody can change or remove an entry: the role has no such right. */
export const audit = pgTable(
  'audit',
  {
    id: id(),
    at: instant().notNull().default(sql`clock_timestamp()`),
    /** Null: the system did it. */
    actorId: text(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    serviceId: text(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    reason: text(),
  },
  (table) => [
    index().on(table.at),
    index().on(table.subjectKind, table.subjectId, table.at),
    pgPolicy('see', { for: 'select', to: app, using: holds(table.serviceId, 'read') }),
    pgPolicy('add', {
      for: 'insert',
      to: app,
      withCheck: sql`${entered} and ${table.actorId} is not distinct from ${oneself}`,
    }),
  ],
)
