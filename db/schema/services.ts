import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  app,
  audienceColumns,
  audiencePolicies,
  childPolicies,
  commonPolicies,
  id,
  instant,
  optionalTexts,
  texts,
  writePolicies,
} from './columns.ts'

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
  },
  (table) => [
    pgPolicy('see', { for: 'select', to: app, using: sql`true` }),
    ...writePolicies(sql`almanac_works(${table.id})`),
  ],
)

/** The rules of a service as data, a version each; the one in force is the latest whose day has come in the service's zone. */
export const policies = pgTable(
  'policies',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    version: integer().notNull(),
    inForceFrom: date({ mode: 'string' }).notNull(),
    rules: jsonb().notNull(),
  },
  (table) => [
    unique().on(table.serviceId, table.version),
    pgPolicy('see', { for: 'select', to: app, using: sql`true` }),
    ...writePolicies(sql`almanac_works(${table.serviceId})`),
  ],
)

/** Days that are no business days: of a service, or of a calendar that several share. */
export const holidays = pgTable(
  'holidays',
  {
    id: id(),
    calendar: text(),
    serviceId: text().references(() => services.id),
    day: date({ mode: 'string' }).notNull(),
    name: texts(),
  },
  (table) => [
    check('of_a_calendar_or_a_service', sql`num_nonnulls(${table.calendar}, ${table.serviceId}) = 1`),
    unique().on(table.calendar, table.serviceId, table.day).nullsNotDistinct(),
    ...commonPolicies(),
  ],
)

export const environments = pgTable(
  'environments',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    slug: text().notNull(),
    name: texts(),
    /** Live environments make the status page. */
    live: boolean().notNull().default(false),
    position: integer().notNull().default(0),
    ...audienceColumns(),
  },
  (table) => [unique().on(table.serviceId, table.slug), ...audiencePolicies(table)],
)

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
    pgPolicy('see', { for: 'select', to: app, using: sql`true` }),
    ...writePolicies(sql`almanac_works(${table.serviceId})`),
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
      sql`exists (select from streams s where s.id = ${table.streamId} and almanac_works(s.service_id))`,
    ),
  ],
)

export const providers = pgTable('providers', { id: id(), name: text().notNull().unique() }, () => commonPolicies())

export const components = pgTable(
  'components',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    slug: text().notNull(),
    name: texts(),
    group: optionalTexts(),
    providerId: text().references(() => providers.id),
    critical: boolean().notNull().default(false),
    /** Closed components cannot be tested by users, who are not told of releases into them. */
    openToUsers: boolean().notNull().default(true),
    position: integer().notNull().default(0),
  },
  (table) => [
    unique().on(table.serviceId, table.slug),
    pgPolicy('see', { for: 'select', to: app, using: sql`true` }),
    ...writePolicies(sql`almanac_works(${table.serviceId})`),
  ],
)

export const componentStates = ['working', 'degraded', 'partial', 'major', 'maintenance', 'unknown'] as const
export type ComponentState = (typeof componentStates)[number]

/**
 * The status of a component in an environment, one row a stretch of time: the open one (`until` null) is now,
 * the others are its history. A component stands in an environment when it has a row there.
 */
export const statuses = pgTable(
  'statuses',
  {
    id: id(),
    componentId: text()
      .notNull()
      .references(() => components.id, { onDelete: 'cascade' }),
    environmentId: text()
      .notNull()
      .references(() => environments.id, { onDelete: 'cascade' }),
    state: text({ enum: componentStates }).notNull(),
    note: optionalTexts(),
    since: instant().notNull(),
    until: instant(),
    windowId: text(),
    incidentId: text(),
  },
  (table) => [
    check('known_state', sql`${table.state} in ('working', 'degraded', 'partial', 'major', 'maintenance', 'unknown')`),
    check('forward', sql`${table.until} >= ${table.since}`),
    uniqueIndex('one_status_now').on(table.componentId, table.environmentId).where(sql`${table.until} is null`),
    index('statuses_history').on(table.environmentId, table.componentId, table.since),
    ...childPolicies(
      sql`exists (select from environments e where e.id = ${table.environmentId})`,
      sql`exists (select from environments e where e.id = ${table.environmentId} and almanac_works(e.service_id))`,
    ),
  ],
)
