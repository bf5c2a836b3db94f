import { sql } from 'drizzle-orm'
import { index, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { app, id, instant, isSystem, oneself, writePolicies } from './columns.ts'
import { users } from './users.ts'

/**
 * A sign-in that has not ended. The cookie's signed token names the row, which holds no secret: without it the token is
 * worth nothing. Signing out deletes it.
 */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull().defaultNow(),
    /** When it was last used, to some minutes. */
    seenAt: instant().notNull().defaultNow(),
    /** Where from: the address it began at, and what the browser calls itself. */
    place: text().notNull(),
    browser: text().notNull(),
  },
  (table) => {
    // One's own, and the portal's itself, which signs people in and forgets what has expired.
    const own = sql`${table.userId} = ${oneself} or ${isSystem}`
    return [
      index().on(table.userId),
      index().on(table.seenAt),
      pgPolicy('see', { for: 'select', to: app, using: own }),
      ...writePolicies(own),
    ]
  },
)
