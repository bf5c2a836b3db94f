import { randomBytes } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { customType, type PgColumn, pgEnum, pgPolicy, pgRole, text, timestamp } from 'drizzle-orm/pg-core'

/** The one role that pages, commands and jobs run as. It owns nothing and bypasses no policy. */
export const app = pgRole('almanac_app').existing()

/** A published text: English, Hindi or both. A missing one falls back to the other, marked with its `lang`. */
export type Texts = { en?: string; hi?: string }

const textsType = customType<{ data: Texts; driverData: string }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
})

/** `{ "en": …, "hi": … }`; the database refuses a row in which neither is given. */
export const texts = () => textsType().notNull()
/** As `texts`, for what may stay unsaid. */
export const optionalTexts = () => textsType()

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Twelve random characters of 32: says nothing about when or how many, and is safe in an address. */
export function newId(): string {
  return Array.from(randomBytes(12), (byte) => alphabet[byte % 32]).join('')
}

export const id = () => text().primaryKey().$defaultFn(newId)
/** An instant, kept in UTC to the millisecond. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
/** A wall-clock time without a zone, `2026-11-29T20:00`; it means something only beside a zone. */
export const localTime = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (0) without time zone',
  fromDriver: (value) => value.slice(0, 16).replace(' ', 'T'),
})

export const audience = pgEnum('audience', ['public', 'internal', 'tenants'])

/** Who may see a row that has an audience; `tenants` names them when the audience is `tenants`. */
export const audienceColumns = () => ({
  audience: audience().notNull().default('public'),
  tenants: text().array().notNull().default(sql`'{}'`),
})

/** What staff may do, as lib/records/rights.ts gives it to their roles; `almanac_enter` reads it from them. */
type Right = 'read' | 'plan' | 'run' | 'decide' | 'administer'
export type Rights = [Right, ...Right[]]

/**
 * Whether the viewer holds one of these rights for a service; without one, or where it is null, for all of them. The
 * rights are asked for once in a statement, not for each row.
 */
export function holds(service: unknown, ...rights: Rights) {
  const asked = sql.raw(rights.map((right) => `'${right}'`).join(', '))
  return sql`(select almanac_may(${asked})) && array['*', ${service ?? sql`null`}]`
}

/** Whether somebody is acting at all, and whether it is the portal itself. */
export const entered = sql`(select almanac_has_entered())`
export const isSystem = sql`(select almanac_is_system())`
export const oneself = sql`(select almanac_user())`

/** Whoever changes something of a service says so. */
export const changing: Rights = ['plan', 'run', 'decide', 'administer']

/** Whether the viewer sees the service that a row is of; asked once in a statement, not for each row. */
export const ofSeenService = (service: PgColumn) => sql`${service} = any (array(select id from services))`

type Seen = { audience: PgColumn; tenants: PgColumn; serviceId: PgColumn }

/**
 * The policies of a table whose rows have an audience and belong to a service.
 * `published` says when the audience may see the row at all; before that, and while the service is hidden, only the
 * service's staff do.
 */
export function audiencePolicies(table: Seen, by: Writing, published = sql`true`) {
  return [
    pgPolicy('see', {
      for: 'select',
      to: app,
      using: sql`${holds(table.serviceId, 'read')} or (${published} and ${ofSeenService(table.serviceId)} and (${table.audience} = 'public' or (${table.audience} = 'tenants' and ${table.tenants} && (select almanac_tenants()))))`,
    }),
    ...writePolicies(by),
  ]
}

/** Whoever sees the parent sees its rows; whoever has the right for the parent's service writes them. */
export function childPolicies(parent: SQL, by: Writing) {
  return [pgPolicy('see', { for: 'select', to: app, using: parent }), ...writePolicies(by)]
}

/** Who may write rows: a condition for all of it, or one each. */
export type Writing = SQL | { add: SQL; change: SQL; remove: SQL }

export function writePolicies(by: Writing) {
  const { add, change, remove } = 'add' in by ? by : { add: by, change: by, remove: by }
  return [
    pgPolicy('add', { for: 'insert', to: app, withCheck: add }),
    pgPolicy('change', { for: 'update', to: app, using: change, withCheck: change }),
    pgPolicy('remove', { for: 'delete', to: app, using: remove }),
  ]
}

/** Anybody may read; only who administers every service may write. */
export const commonPolicies = () => [
  pgPolicy('see', { for: 'select', to: app, using: sql`true` }),
  ...writePolicies(holds(null, 'administer')),
]

/** For rows that no reader sees at all. */
export const privatePolicies = () => [
  pgPolicy('see', { for: 'select', to: app, using: holds(null, 'read') }),
  ...writePolicies(holds(null, 'administer')),
]
