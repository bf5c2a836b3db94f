import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import {
  changing,
  childPolicies,
  holds,
  id,
  instant,
  optionalTexts,
  type Rights,
  type Texts,
  texts,
} from './columns.ts'
import { users } from './users.ts'
import { windows } from './windows.ts'

export const waiverStates = ['asked', 'granted', 'refused', 'withdrawn'] as const
export type WaiverState = (typeof waiverStates)[number]

const ofWindow = (column: unknown, ...rights: Rights) =>
  sql`exists (select from windows w where w.id = ${column} and ${holds(sql.raw('w.service_id'), ...rights)})`

/**
 * A request to let one window break one rule at one time: when the window moves, the waiver covers it no longer. Asked
 * for by one person, granted by others. An exception to a freeze is a waiver of `frozen`; it also says the risk and the
 * extra checks, and needs two approvals (heightened assurance).
 */
export const waivers = pgTable(
  'waivers',
  {
    id: id(),
    windowId: text()
      .notNull()
      .references(() => windows.id, { onDelete: 'cascade' }),
    /** The rule's code, and what it said when the waiver was asked for. */
    code: text().notNull(),
    facts: jsonb().$type<Record<string, string | number | Texts>>().notNull().default({}),
    /** The substance of the window as it was asked for; unknown of those that were asked before it was kept. */
    content: jsonb().$type<Record<string, unknown>>(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    reason: texts(),
    risk: optionalTexts(),
    checks: optionalTexts(),
    state: text({ enum: waiverStates }).notNull().default('asked'),
    askedBy: text()
      .notNull()
      .references(() => users.id),
    askedAt: instant().notNull(),
    settledAt: instant(),
  },
  (table) => [
    check('known_state', sql`${table.state} in ('asked', 'granted', 'refused', 'withdrawn')`),
    check('settled', sql`(${table.state} = 'asked') = (${table.settledAt} is null)`),
    check(
      'heightened_assurance',
      sql`${table.code} <> 'frozen' or (${table.risk} is not null and ${table.checks} is not null)`,
    ),
    unique('waiver_and_asker').on(table.id, table.askedBy),
    index().on(table.windowId),
    index('waivers_asked').on(table.askedAt).where(sql`state = 'asked'`),
    ...childPolicies(
      // What was granted stands on its window, for whoever sees that; who asked, the risk and what else a rule names is not theirs.
      ofWindow(table.windowId, 'read'),
      {
        add: ofWindow(table.windowId, 'plan'),
        change: ofWindow(table.windowId, ...changing),
        remove: ofWindow(table.windowId, 'plan'),
      },
    ),
  ],
)

/** What one person decided of one waiver. That it is not who asked is held by the database. */
export const waiverDecisions = pgTable(
  'waiver_decisions',
  {
    id: id(),
    waiverId: text().notNull(),
    askedBy: text().notNull(),
    decidedBy: text()
      .notNull()
      .references(() => users.id),
    granted: boolean().notNull(),
    note: optionalTexts(),
    at: instant().notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.waiverId, table.askedBy], foreignColumns: [waivers.id, waivers.askedBy] }).onDelete(
      'cascade',
    ),
    check('nobody_approves_their_own', sql`${table.decidedBy} <> ${table.askedBy}`),
    unique().on(table.waiverId, table.decidedBy),
    ...childPolicies(
      sql`exists (select from waivers v join windows w on w.id = v.window_id where v.id = ${table.waiverId} and ${holds(sql.raw('w.service_id'), 'read')})`,
      sql`exists (select from waivers v join windows w on w.id = v.window_id where v.id = ${table.waiverId} and ${holds(sql.raw('w.service_id'), 'decide')})`,
    ),
  ],
)
