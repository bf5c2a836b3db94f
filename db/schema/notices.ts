import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import {
  app,
  audienceColumns,
  changing,
  holds,
  id,
  instant,
  isSystem,
  privatePolicies,
  writePolicies,
} from './columns.ts'
import { services } from './services.ts'

/** Asked for public notices by mail; has no account. Ending a subscription deletes the row. */
export const subscribers = pgTable(
  'subscribers',
  {
    id: id(),
    email: text().notNull().unique(),
    language: text({ enum: ['en', 'hi'] }).notNull(),
    timeZone: text().notNull(),
    /** All services, and new ones. */
    everything: boolean().notNull().default(true),
    services: text().array().notNull().default(sql`'{}'`),
    /** Subjects they want: windows, changes, incidents, freezes. */
    kinds: text().array().notNull(),
    createdAt: instant().notNull().defaultNow(),
    confirmedAt: instant(),
  },
  (table) => [check('email_in_lower_case', sql`${table.email} = lower(${table.email})`), ...privatePolicies()],
)

/**
 * Something that must be told. Written in the transaction of the command that caused it, with everything its mail
 * will say (`payload`), so that what is sent does not depend on when it is sent.
 */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    event: text().notNull(),
    serviceId: text().references(() => services.id),
    ...audienceColumns(),
    payload: jsonb().notNull(),
    /**
     * The order of what is told about one subject. Given while the command holds the subject's lock, so it is the order in
     * which they are committed; a transaction's start is not.
     */
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    createdAt: instant().notNull().default(sql`clock_timestamp()`),
    /** When its recipients were written down; from then on they are frozen, and so is where its links lead and who sends it. */
    addressedAt: instant(),
    envelope: jsonb().$type<{ base: string; from: string }>(),
  },
  (table) => [
    index('notices_to_address').on(table.number).where(sql`addressed_at is null`),
    index().on(table.createdAt),
    pgPolicy('see', { for: 'select', to: app, using: holds(table.serviceId, 'read') }),
    ...writePolicies({ add: holds(table.serviceId, ...changing), change: isSystem, remove: isSystem }),
  ],
)

/** What a notice is about; a digest has several subjects and meets the obligation of each. */
export const noticeSubjects = pgTable(
  'notice_subjects',
  {
    noticeId: text()
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    /** A kind of record, or `subscriber`: whoever writes a notice says which there are. */
    kind: text().notNull(),
    subjectId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.noticeId, table.kind, table.subjectId] }),
    index().on(table.kind, table.subjectId),
    pgPolicy('see', {
      for: 'select',
      to: app,
      using: sql`exists (select from notices n where n.id = ${table.noticeId})`,
    }),
    ...writePolicies({
      add: sql`exists (select from notices n where n.id = ${table.noticeId} and ${holds(sql.raw('n.service_id'), ...changing)})`,
      change: isSystem,
      remove: isSystem,
    }),
  ],
)

export const deliveryStates = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'overtaken'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/**
 * One mail to one recipient, and the queue of what is to be sent: a worker claims waiting rows whose time has come.
 * `sending` is written before the mail is handed over and ends as `sent` or back as `waiting`; `failed` is given up,
 * `unknown` may have arrived and is not sent again, `overtaken` was not sent because what it says no longer held, or
 * because something later about the same subject had gone to the same address.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    noticeId: text()
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    /** A subscriber's or a membership's id: whose links stand in the mail. */
    recipient: text().notNull(),
    email: text().notNull(),
    language: text({ enum: ['en', 'hi'] }).notNull(),
    timeZone: text().notNull(),
    /** Deliveries of one number go to the provider in one call, with one idempotency key. */
    batch: integer().notNull(),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    /** What was told earlier about the same subject to the same address, and is not decided yet: it goes first. */
    follows: text().references((): AnyPgColumn => deliveries.id, { onDelete: 'set null' }),
    attempts: integer().notNull().default(0),
    nextTryAt: instant().notNull(),
    firstTriedAt: instant(),
    claimedUntil: instant(),
    sentAt: instant(),
    providerId: text(),
    error: text(),
  },
  (table) => [
    unique().on(table.noticeId, table.recipient),
    check('known_state', sql`${table.state} in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'overtaken')`),
    // Each serves one question of a worker, and holds only what is still open: it stays small beside all that was sent.
    index('deliveries_due').on(table.nextTryAt).where(sql`state in ('waiting', 'sending') and follows is null`),
    index('deliveries_open').on(table.noticeId, table.email).where(sql`state in ('waiting', 'sending')`),
    index('deliveries_following').on(table.follows).where(sql`follows is not null`),
    index('deliveries_tried').on(table.firstTriedAt).where(sql`state = 'sending'`),
    index('deliveries_by_notice').on(table.noticeId, table.batch),
    pgPolicy('see', {
      for: 'select',
      to: app,
      using: sql`exists (select from notices n where n.id = ${table.noticeId})`,
    }),
    ...writePolicies({
      add: isSystem,
      change: sql`exists (select from notices n where n.id = ${table.noticeId} and ${holds(sql.raw('n.service_id'), 'run')})`,
      remove: isSystem,
    }),
  ],
)
