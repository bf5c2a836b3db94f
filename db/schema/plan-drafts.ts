import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgPolicy, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { app, holds, id, instant, writePolicies } from './columns.ts'
import { environments } from './environments.ts'
import { services } from './services.ts'
import { users } from './users.ts'

/** What stands in the planner's fields: days with the last included, numbers, hours and the length as they are typed. */
export type PlanSettings = {
  from: string
  until: string
  count: string
  /** One every so many weeks or months; empty: the number alone counts. */
  every: string
  nights: number[]
  starts: string
  lasts: string
  kind: string
  title: { en: string; hi: string }
  description: { en: string; hi: string }
}

/** What the days were chosen for; it differs from the fields while somebody types. `to` is the day after the last. */
export type PlanMade = { wish: { from: string; to: string; count: number; nights: number[] }; hours: string }

/**
 * A window that the planner proposes and nobody has published yet. A dropped one stays in the list and is not sent.
 * `found` is the day that the planner found for it; null for one that was added by hand.
 */
export type PlanWindow = { day: string; locked: boolean; dropped: boolean; found: string | null }

/** A plan that is being made: one for an environment, shared by all who plan there and seen by nobody else. */
export const planDrafts = pgTable(
  'plan_drafts',
  {
    id: id(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    settings: jsonb().$type<PlanSettings>().notNull(),
    made: jsonb().$type<PlanMade>().notNull(),
    windows: jsonb().$type<PlanWindow[]>().notNull(),
    /** Rises each time it is saved, so that the second of two people is told. */
    version: integer().notNull().default(1),
    savedBy: text().references(() => users.id, { onDelete: 'set null' }),
    savedAt: instant().notNull(),
  },
  (table) => {
    const plans = holds(table.serviceId, 'plan')
    return [
      check('counts_up', sql`${table.version} > 0`),
      unique('one_draft_an_environment').on(table.environmentId),
      pgPolicy('see', { for: 'select', to: app, using: plans }),
      ...writePolicies(plans),
    ]
  },
)
