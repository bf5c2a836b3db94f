import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import {
  audienceColumns,
  audiencePolicies,
  childPolicies,
  holds,
  id,
  instant,
  optionalTexts,
  texts,
} from './columns.ts'
import { components } from './components.ts'
import { environments } from './environments.ts'
import { services } from './services.ts'
import { componentStates } from './statuses.ts'
import { windows } from './windows.ts'

export const incidentStates = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export type IncidentState = (typeof incidentStates)[number]
export const severities = ['low', 'medium', 'high'] as const
export type Severity = (typeof severities)[number]

export const incidents = pgTable(
  'incidents',
  {
    id: id(),
    reference: text().notNull().unique(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    /** The window that caused it, if one did. */
    windowId: text().references(() => windows.id),
    title: texts(),
    severity: text({ enum: severities }).notNull(),
    state: text({ enum: incidentStates }).notNull().default('investigating'),
    /** What people can do while it lasts. */
    advice: optionalTexts(),
    startedAt: instant().notNull(),
    resolvedAt: instant(),
    review: optionalTexts(),
    reviewedAt: instant(),
    openedBySystem: boolean().notNull().default(false),
    ...audienceColumns(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check(
      'known_state',
      sql`${table.state} in ('investigating', 'identified', 'monitoring', 'resolved') and ${table.severity} in ('low', 'medium', 'high')`,
    ),
    check('resolved_has_a_time', sql`(${table.state} = 'resolved') = (${table.resolvedAt} is not null)`),
    check('tenants_named', sql`(${table.audience} = 'tenants') = (cardinality(${table.tenants}) > 0)`),
    index().on(table.startedAt),
    ...audiencePolicies(table, holds(table.serviceId, 'run')),
  ],
)

const ofIncident = (column: unknown) =>
  childPolicies(
    sql`exists (select from incidents i where i.id = ${column})`,
    sql`exists (select from incidents i where i.id = ${column} and ${holds(sql.raw('i.service_id'), 'run')})`,
  )

export const incidentImpacts = pgTable(
  'incident_impacts',
  {
    id: id(),
    incidentId: text()
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    componentId: text()
      .notNull()
      .references(() => components.id),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    state: text({ enum: componentStates }).notNull(),
  },
  (table) => [unique().on(table.incidentId, table.componentId, table.environmentId), ...ofIncident(table.incidentId)],
)

export const incidentMessages = pgTable(
  'incident_messages',
  {
    id: id(),
    incidentId: text()
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    state: text({ enum: incidentStates }).notNull(),
    at: instant().notNull(),
    text: texts(),
    authorId: text(),
  },
  (table) => [index().on(table.incidentId, table.at), ...ofIncident(table.incidentId)],
)
