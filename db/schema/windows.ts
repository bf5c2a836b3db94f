import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  audienceColumns,
  audiencePolicies,
  changing,
  childPolicies,
  holds,
  id,
  instant,
  localTime,
  optionalTexts,
  type Rights,
  type Texts,
  texts,
} from './columns.ts'
import { components } from './components.ts'
import { environments } from './environments.ts'
import { imports } from './imports.ts'
import { services } from './services.ts'

export const windowStates = [
  'draft',
  'planned',
  'announced',
  'in_progress',
  'verifying',
  'completed',
  'rolled_back',
  'cancelled',
] as const
export type WindowState = (typeof windowStates)[number]

export const impacts = ['no_impact', 'reduced_redundancy', 'degraded', 'outage'] as const
export type Impact = (typeof impacts)[number]

/** A rule that this window may break at these times (instants in ISO 8601); `freeze` is the id of the one it goes in. */
export type Waived = { code: string; startsAt: string; endsAt: string; reason: Texts; freeze: string | null }

export const windows = pgTable(
  'windows',
  {
    id: id(),
    /** M-2026-31: given when first published, permanent, numbered per audience. */
    reference: text().unique(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    /** Where it takes place; null for an imported one. Its impacts name components there. */
    environmentId: text().references(() => environments.id),
    kind: text().notNull(),
    state: text({ enum: windowStates }).notNull().default('draft'),
    title: texts(),
    description: optionalTexts(),
    userChanges: optionalTexts(),
    migration: boolean().notNull().default(false),
    rollbackInfrastructure: optionalTexts(),
    rollbackServices: optionalTexts(),
    rollbackData: optionalTexts(),
    ...audienceColumns(),

    /** The intent: wall-clock start in `timeZone` and elapsed minutes. The planned instants are derived from it. */
    startsLocal: localTime().notNull(),
    minutes: integer().notNull(),
    timeZone: text().notNull(),
    /** Downtime inside the window, in minutes from its start; both null: none, and `effect` says what is felt instead. */
    downtimeAfter: integer(),
    downtimeMinutes: integer(),
    effect: optionalTexts(),

    /** Planned, announced and actual times are three facts: what is meant, what was last told, what happened. */
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    announcedStartsAt: instant(),
    announcedEndsAt: instant(),
    announcedDowntimeEndsAt: instant(),
    startedAt: instant(),
    verifyingAt: instant(),
    finishedAt: instant(),

    publishedAt: instant(),
    announcedAt: instant(),
    cancelledAt: instant(),
    rollbackSaidAt: instant(),
    autoStart: boolean().notNull().default(false),
    /** The start of which subscribers were reminded; a reschedule makes it differ, so the reminder follows. */
    remindedOf: instant(),
    /** What readers see of granted waivers: which rule, for which times, why. The rest of a waiver is its service's own. */
    waived: jsonb().$type<Waived[]>().notNull().default([]),
    /** When the unavailability past the announced downtime was handled, so that one incident is opened, once. */
    overrunHandledAt: instant(),

    /** iCalendar SEQUENCE: rises when what a calendar shows changes. */
    sequence: integer().notNull().default(0),
    /** When what a calendar shows of it last changed; null: not since it was published. */
    shownAt: instant(),
    /** Rises with every command, so that the second of two people is told. */
    version: integer().notNull().default(1),
    importedFrom: text(),
    /** The import that made it. */
    importId: text().references(() => imports.id, { onDelete: 'set null' }),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check(
      'known_state',
      sql`${table.state} in ('draft', 'planned', 'announced', 'in_progress', 'verifying', 'completed', 'rolled_back', 'cancelled')`,
    ),
    check('ends_after_start', sql`${table.endsAt} > ${table.startsAt} and ${table.minutes} > 0`),
    check(
      'downtime_inside',
      sql`(${table.downtimeAfter} is null) = (${table.downtimeMinutes} is null) and coalesce(${table.downtimeAfter} >= 0 and ${table.downtimeMinutes} > 0 and ${table.downtimeAfter} + ${table.downtimeMinutes} <= ${table.minutes}, true)`,
    ),
    check('published_has_reference', sql`${table.state} = 'draft' or ${table.reference} is not null`),
    check('tenants_named', sql`(${table.audience} = 'tenants') = (cardinality(${table.tenants}) > 0)`),
    check('title_in_a_language', sql`coalesce(${table.title} ->> 'en', ${table.title} ->> 'hi', '') <> ''`),
    check('rollback_said_before_closing', sql`${table.state} <> 'rolled_back' or ${table.rollbackSaidAt} is not null`),
    index('windows_by_time').on(table.startsAt, table.endsAt),
    index('windows_by_service').on(table.serviceId, table.startsAt),
    index('windows_running').on(table.state).where(sql`state in ('announced', 'in_progress', 'verifying')`),
    unique('imported_once').on(table.serviceId, table.importedFrom),
    ...audiencePolicies(
      table,
      {
        add: holds(table.serviceId, 'plan', 'administer'),
        change: holds(table.serviceId, ...changing),
        remove: holds(table.serviceId, 'plan', 'administer'),
      },
      sql`${table.state} <> 'draft'`,
    ),
  ],
)

const ofWindow = (column: unknown, ...rights: Rights) =>
  childPolicies(
    sql`exists (select from windows w where w.id = ${column})`,
    sql`exists (select from windows w where w.id = ${column} and ${holds(sql.raw('w.service_id'), ...rights)})`,
  )

export const windowImpacts = pgTable(
  'window_impacts',
  {
    id: id(),
    windowId: text()
      .notNull()
      .references(() => windows.id, { onDelete: 'cascade' }),
    componentId: text()
      .notNull()
      .references(() => components.id),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    impact: text({ enum: impacts }).notNull(),
    note: optionalTexts(),
  },
  (table) => [
    unique().on(table.windowId, table.componentId, table.environmentId),
    check('known_impact', sql`${table.impact} in ('no_impact', 'reduced_redundancy', 'degraded', 'outage')`),
    ...ofWindow(table.windowId, 'plan', 'run', 'administer'),
  ],
)

/** Work in a window that is no release and passes no environments. */
export const changes = pgTable(
  'changes',
  {
    id: id(),
    windowId: text()
      .notNull()
      .references(() => windows.id, { onDelete: 'cascade' }),
    title: texts(),
    position: integer().notNull().default(0),
  },
  (table) => [index().on(table.windowId), ...ofWindow(table.windowId, 'plan', 'run', 'administer')],
)

export const messageKinds = [
  'planned',
  'announced',
  'reminder',
  'checkpoint',
  'started',
  'update',
  'changed',
  'rescheduled',
  'extended',
  'verifying',
  'rolling_back',
  'finished',
  'rolled_back',
  'cancelled',
  'incident',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** The timeline of a window: what was said and done, newest last. */
export const windowMessages = pgTable(
  'window_messages',
  {
    id: id(),
    windowId: text()
      .notNull()
      .references(() => windows.id, { onDelete: 'cascade' }),
    kind: text({ enum: messageKinds }).notNull(),
    at: instant().notNull(),
    text: optionalTexts(),
    /** Facts of the kind: old and new times, a reason, the three answers of a checkpoint, an incident's reference. */
    facts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    authorId: text(),
  },
  (table) => [index().on(table.windowId, table.at), ...ofWindow(table.windowId, ...changing)],
)

/**
 * The last number given in a series: an audience, a kind of record and a year. Series that are not public carry a
 * random code in their references, so that the gaps of one tell nothing of another. The application's role counts by a
 * function alone.
 */
export const referenceSeries = pgTable(
  'reference_series',
  { series: text().primaryKey(), code: text().notNull(), last: integer().notNull() },
  (table) => [uniqueIndex('code_of_one_series').on(table.code).where(sql`code <> ''`)],
)
