import { sql } from 'drizzle-orm'
import { boolean, check, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { app, holds, id, instant, oneself, writePolicies } from './columns.ts'

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text().notNull().unique(),
    name: text().notNull(),
    language: text({ enum: ['en', 'hi'] })
      .notNull()
      .default('en'),
    timeZone: text().notNull(),
    /** Whether notices of one's tenants, or internal ones of one's services, come by mail. */
    wantsMail: boolean().notNull().default(true),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check('email_in_lower_case', sql`${table.email} = lower(${table.email})`),
    // Staff see the names of people beside what they did.
    pgPolicy('see', {
      for: 'select',
      to: app,
      using: sql`${table.id} = ${oneself} or cardinality((select almanac_may('read'))) > 0`,
    }),
    pgPolicy('change_oneself', { for: 'update', to: app, using: sql`${table.id} = ${oneself}` }),
    ...writePolicies(holds(null, 'administer')),
  ],
)

/**
 * The secret by which somebody signs in, as argon2 made it. The application's role reads and writes it by functions
 * alone: one gives what a password must be hashed with, one compares, one sets it.
 */
export const passwords = pgTable('passwords', {
  userId: text()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  hash: text().notNull(),
})
