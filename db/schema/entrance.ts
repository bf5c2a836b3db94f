import { sql } from 'drizzle-orm'
import { check, customType, integer, pgTable } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * The key by which the database knows who may name the viewer of a transaction, as the two pads of HMAC-SHA256. Only
 * functions of the owner read it; it is derived from AUTH_SECRET and follows it at each start.
 */
export const entrance = pgTable(
  'entrance',
  { id: integer().primaryKey().default(1), innerPad: bytes().notNull(), outerPad: bytes().notNull() },
  (table) => [check('one_row', sql`${table.id} = 1`)],
)
