import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgPolicy, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { app, holds, id, instant, isSystem, oneself, texts, writePolicies } from './columns.ts'
import { services } from './services.ts'
import { users } from './users.ts'

export const tenants = pgTable(
  'tenants',
  {
    id: id(),
    slug: text().notNull().unique(),
    name: texts(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    /** Internal tenants are never shown outside; external ones let partners register. */
    internal: boolean().notNull(),
  },
  (table) => [
    pgPolicy('see', {
      for: 'select',
      to: app,
      using: sql`${holds(table.serviceId, 'read')} or ${table.id} = any ((select almanac_tenants())::text[])`,
    }),
    ...writePolicies(holds(table.serviceId, 'administer')),
  ],
)

export const staffRoles = ['operator', 'scheduler', 'approver', 'auditor', 'provider'] as const
export const tenantRoles = ['manager', 'member'] as const

/** One role of one person: a staff role for one service or (null) for all, or a role in a tenant. */
export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: [...staffRoles, ...tenantRoles] }).notNull(),
    serviceId: text().references(() => services.id),
    tenantId: text().references(() => tenants.id),
  },
  (table) => [
    unique().on(table.userId, table.role, table.serviceId, table.tenantId).nullsNotDistinct(),
    index().on(table.tenantId),
    check(
      'role_fits',
      sql`case when ${table.role} in ('manager', 'member') then ${table.tenantId} is not null and ${table.serviceId} is null
               else ${table.tenantId} is null and ${table.role} in ('operator', 'scheduler', 'approver', 'auditor', 'provider') end`,
    ),
    pgPolicy('see', { for: 'select', to: app, using: sql`${table.userId} = ${oneself} or ${holds(null, 'read')}` }),
    ...writePolicies(holds(null, 'administer')),
  ],
)

/** Counts requests of a stranger in a stretch of time, shared by all processes. */
export const rateLimits = pgTable(
  'rate_limits',
  { key: text().notNull(), startsAt: instant().notNull(), count: integer().notNull() },
  (table) => [
    unique().on(table.key, table.startsAt),
    pgPolicy('see', { for: 'select', to: app, using: isSystem }),
    ...writePolicies(isSystem),
  ],
)

/** A calendar address of one member for one tenant's view. Its secret is signed, not kept; ending it makes it void. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    id: id(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    tenantId: text()
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull().defaultNow(),
    endedAt: instant(),
  },
  (table) => [
    uniqueIndex('one_feed_now').on(table.userId, table.tenantId).where(sql`ended_at is null`),
    pgPolicy('see', { for: 'select', to: app, using: sql`${table.userId} = ${oneself} or ${holds(null, 'read')}` }),
    pgPolicy('change_own', { for: 'update', to: app, using: sql`${table.userId} = ${oneself}` }),
    pgPolicy('add_own', {
      for: 'insert',
      to: app,
      withCheck: sql`${table.userId} = ${oneself} and ${table.tenantId} = any ((select almanac_tenants())::text[])`,
    }),
    ...writePolicies(holds(null, 'administer')),
  ],
)
