import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { audienceColumns, audiencePolicies, holds, id, instant, optionalTexts, texts } from './columns.ts'
import { imports } from './imports.ts'
import { releases } from './releases.ts'
import { services } from './services.ts'

/** A period in which changes are held back: whole days in the service's zone, the end exclusive. */
export const freezes = pgTable(
  'freezes',
  {
    id: id(),
    reference: text().unique(),
    serviceId: text()
      .notNull()
      .references(() => services.id),
    kind: text({ enum: ['annual', 'release', 'code_merge'] }).notNull(),
    title: texts(),
    /** What may still be deployed, and how one asks for it. */
    exceptions: optionalTexts(),
    /** Environments and streams it holds, a stream standing for its environments; both empty: all of the service. */
    environments: text().array().notNull().default(sql`'{}'`),
    streams: text().array().notNull().default(sql`'{}'`),
    /** The release around which it lies, which alone is exempt from it. */
    releaseId: text().references(() => releases.id, { onDelete: 'set null' }),
    /** The policy's annual rule and the year it was published for; its dates may differ from the rule's. */
    rule: text(),
    ruleYear: integer(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
    timeZone: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    publishedAt: instant(),
    /**
     * When a change told of what it newly held, and the first day of that: of all that was told the one with the least
     * notice. Both null: nothing came in with less than it was published with.
     */
    toldAt: instant(),
    toldFrom: date({ mode: 'string' }),
    cancelledAt: instant(),
    ...audienceColumns(),
    sequence: integer().notNull().default(0),
    /** When what a calendar shows of it last changed; null: not since it was published. */
    shownAt: instant(),
    version: integer().notNull().default(1),
    importedFrom: text(),
    /** The import that made it. */
    importId: text().references(() => imports.id, { onDelete: 'set null' }),
  },
  (table) => [
    check('known_kind', sql`${table.kind} in ('annual', 'release', 'code_merge')`),
    check('ends_after_start', sql`${table.endsOn} > ${table.startsOn} and ${table.endsAt} > ${table.startsAt}`),
    check('tenants_named', sql`(${table.audience} = 'tenants') = (cardinality(${table.tenants}) > 0)`),
    check('told_of_a_day', sql`(${table.toldAt} is null) = (${table.toldFrom} is null)`),
    check('of_a_year', sql`(${table.rule} is null) = (${table.ruleYear} is null)`),
    index().on(table.startsAt, table.endsAt),
    uniqueIndex('one_annual_freeze_a_year')
      .on(table.serviceId, table.rule, table.ruleYear)
      .where(sql`rule is not null and cancelled_at is null`),
    unique('freeze_imported_once').on(table.serviceId, table.importedFrom),
    ...audiencePolicies(table, holds(table.serviceId, 'plan', 'administer'), sql`${table.publishedAt} is not null`),
  ],
)
