import { sql } from 'drizzle-orm'
import { integer, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { app, holds, id, instant, texts, writePolicies } from './columns.ts'
import { imports } from './imports.ts'

export const services = pgTable(
  'services',
  {
    id: id(),
    slug: text().notNull().unique(),
    /** One letter for the calendar of all services; null for a service that came by import. */
    letter: text(),
    name: texts(),
    timeZone: text().notNull(),
    position: integer().notNull().default(1000),
    /** The name in the file it was imported from; null for a service made here. */
    importedAs: text().unique(),
    /** The import that made it. */
    importId: text().references(() => imports.id, { onDelete: 'set null' }),
    /** Since when only its staff see it, and all that is of it; null: shown. */
    hiddenAt: instant(),
  },
  (table) => [
    pgPolicy('see', { for: 'select', to: app, using: sql`${table.hiddenAt} is null or ${holds(table.id, 'read')}` }),
    ...writePolicies(holds(table.id, 'administer')),
  ],
)
