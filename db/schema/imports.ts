import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, privatePolicies } from './columns.ts'
import { users } from './users.ts'

/** A schedule file that was taken in; what it made names it, so that it can be taken back. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    /** Of the file; null for one from the command line. */
    name: text(),
    /** Null: the system. */
    personId: text().references(() => users.id, { onDelete: 'set null' }),
    at: instant().notNull().defaultNow(),
    windows: integer().notNull(),
    freezes: integer().notNull(),
    services: integer().notNull(),
    undoneAt: instant(),
  },
  () => privatePolicies(),
)

/** Files between their preview and their import, each of whoever sent it; forgotten after a day. */
export const uploads = pgTable(
  'uploads',
  {
    /** SHA-256 of the content, in hexadecimal. */
    digest: text().notNull(),
    personId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    content: text().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.digest] }), ...privatePolicies()],
)
