import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { childPolicies, holds, id, instant, optionalTexts } from './columns.ts'
import { components } from './components.ts'
import { environments } from './environments.ts'

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
      sql`exists (select from environments e where e.id = ${table.environmentId} and ${holds(sql.raw('e.service_id'), 'plan', 'run', 'administer')})`,
    ),
  ],
)
