import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
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

type Seen = { audience: PgColumn; tenants: PgColumn; serviceId: PgColumn }

/**
 * The policies of a table whose rows have an audience and belong to a service.
 * `published` says when the audience may see the row at all; before that only the service's staff do.
 */
export function audiencePolicies(table: Seen, published = sql`true`) {
  const works = sql`almanac_works(${table.serviceId})`
  return [
    pgPolicy('see', {
      for: 'select',
      to: app,
      using: sql`almanac_reads(${table.serviceId}) or (${published} and (${table.audience} = 'public' or (${table.audience} = 'tenants' and ${table.tenants} && (select almanac_tenants()))))`,
    }),
    ...writePolicies(works),
  ]
}

/** Whoever sees the parent sees its rows; whoever works on the parent's service writes them. */
export function childPolicies(parent: ReturnType<typeof sql>, works: ReturnType<typeof sql>) {
  return [pgPolicy('see', { for: 'select', to: app, using: parent }), ...writePolicies(works)]
}

export function writePolicies(works: ReturnType<typeof sql>) {
  return [
    pgPolicy('add', { for: 'insert', to: app, withCheck: works }),
    pgPolicy('change', { for: 'update', to: app, using: works, withCheck: works }),
    pgPolicy('remove', { for: 'delete', to: app, using: works }),
  ]
}

/** Anybody may read; only staff who work for every service may write. */
export const commonPolicies = () => [
  pgPolicy('see', { for: 'select', to: app, using: sql`true` }),
  ...writePolicies(sql`almanac_works('*')`),
]

/** For rows that no reader sees at all. */
export const privatePolicies = () => [
  pgPolicy('see', { for: 'select', to: app, using: sql`almanac_reads('*')` }),
  ...writePolicies(sql`almanac_works('*')`),
]
