import { eq, or } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '#db/scope.ts'
import { missing, type Reason, type ReasonCode, refuseIf } from '#lib/errors.ts'
import { idInput } from '#lib/input.ts'
import { audienceReasons, type Whom } from './audience.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import { type Acting, type Action, type Actor, act, record } from './command.ts'
import type { Kind } from './kinds.ts'
import { lockSchedule } from './lock.ts'
import type { EventName, NoticePayload } from './notices.ts'
import { nextReference } from './reference.ts'
import type { Right } from './rights.ts'
import { writeNotice } from './write-notice.ts'

/** The types of a kind of record: its row, what is written of it, what is said on it and what is told of it. */
type Shape = {
  row: Whom & { id: string; reference: string | null; version: number; state?: string; sequence?: number }
  values: Whom
  /** What is done to it: each has a word in the audit log, or is an error of types. */
  step: string
  /** What else it is locked for: what is written then is of another record. */
  heldFor: string
  message: unknown
  told: { event: EventName }
}

/** The kinds of record for which the audit log has a word for each of these steps. */
type KindWith<Step extends string> = { [K in Kind]: `${K}.${Step}` extends Action ? K : never }[Kind]

/** A kind of record as its room defines it: what all its steps have in common. */
export type RecordOf<S extends Shape> = {
  kind: Kind & KindWith<S['step']>
  table: PgTable & { id: PgColumn; reference: PgColumn }
  /** Said when there is none, or none that who asks may see. */
  missing: ReasonCode
  right: (step: S['step'] | S['heldFor']) => Right
  /** Whether it stands on the schedule of its service, whose commands happen one after the other. */
  scheduled: boolean
  /** Why a step is not possible now, by the record's own state. */
  reasons: (row: S['row'], step: S['step'] | S['heldFor'], now: Date) => Reason[]
  /** What a calendar shows of it: SEQUENCE and its stamp rise when that differs, and with nothing else; null: none shows it. */
  shown: ((row: S['row']) => unknown) | null
  /** The columns that say whom it is for and where it is. */
  placed: readonly (keyof S['row'] & string)[]
  /** The environments that it names: nobody may be told of it who may not see them. */
  placesOf: (tx: Tx, row: S['row']) => Promise<string[]> | string[]
  say: (acting: Acting, row: S['row'], message: S['message'], now: Date) => Promise<unknown>
  /** Everything that a notice of it says, as it stands in this transaction; null: it is told to nobody. */
  payload: (
    tx: Tx,
    row: S['row'],
    told: S['told'],
    now: Date,
    message: S['message'] | undefined,
  ) => Promise<NoticePayload | null>
}

/** What a step does to a record; everything else about a step is the same for all of them. */
export type Change<S extends Shape> = {
  set?: Partial<S['values']>
  message?: S['message']
  /** Told to whom its audience is. */
  notice?: S['told']
  /** What the audit log calls it, where that is not the step. */
  action?: Action
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string | undefined
}

/** A new record. Published at once, it is given its reference, and what is written with it is told. */
export type Made<S extends Shape> = Omit<Change<S>, 'set' | 'before'> & {
  values: S['values']
  /** Its year is that of this instant; null: a draft has no reference yet. */
  publishedAt: Date | null
  /** The environments that its parts name. */
  places?: string[]
  /** Writes its parts. */
  parts?: (row: S['row']) => Promise<unknown>
}

export type Seen = { id: string; version?: number | undefined }

/**
 * Takes one step with one record in one transaction: who asks, whether the step is possible, the row, the message on it,
 * the notice, the audit entry. Its locks are taken in one order: the service's schedule, the record, its parts.
 *
 * @throws Refusal: missing (also for who may not see it), forbidden, changed (somebody else was faster), invalid
 */
export function changeRecord<S extends Shape>(
  actor: Actor,
  of: RecordOf<S>,
  seen: Seen,
  step: S['step'],
  now: Date,
  decide: (acting: Acting, row: NoInfer<S>['row']) => Promise<Change<NoInfer<S>>> | Change<NoInfer<S>>,
): Promise<S['row']> {
  return act(actor, async (acting) => {
    const row = await openRecord(acting, of, seen, step, now)
    return writeChange(acting, of, row, step, await decide(acting, row), now)
  })
}

/** Finds a record by its id or reference and locks it for a step, once the right, the version seen and the state allow it. */
export async function openRecord<S extends Shape>(
  acting: Acting,
  of: RecordOf<S>,
  { id, version }: Seen,
  step: S['step'] | S['heldFor'],
  now: Date,
): Promise<S['row']> {
  const { tx } = acting
  const read = (key: string) =>
    tx
      .select()
      .from(of.table as PgTable)
      .where(or(eq(of.table.id, key), eq(of.table.reference, key)))
  // An address can hold what no id does, and the database would not take.
  const [found] = idInput.safeParse(id).success ? ((await read(id).limit(1)) as S['row'][]) : []
  if (!found) throw missing(of.missing)
  acting.demand(of.right(step), found.serviceId)
  if (of.scheduled) await lockSchedule(tx, found.serviceId)
  const [row] = (await read(found.id).for('update')) as S['row'][]
  if (!row) throw missing(of.missing)
  if (version !== undefined && version !== row.version)
    throw await changedMeanwhile(tx, { kind: of.kind, id: row.id }, version)
  refuseIf(of.reasons(row, step, now))
  return row
}

/** Writes what a step does to a record that `openRecord` has locked. */
export async function writeChange<S extends Shape>(
  acting: Acting,
  of: RecordOf<S>,
  row: S['row'],
  step: S['step'],
  change: Change<NoInfer<S>>,
  now: Date,
): Promise<S['row']> {
  const { tx } = acting
  const set = { ...change.set } as Partial<S['row']>
  const differs = (columns: readonly (keyof S['row'])[]) =>
    columns.some((column) => set[column] !== undefined && !isSame(set[column], row[column]))
  if (differs(of.placed)) {
    const placed = { ...row, ...set }
    refuseIf(await audienceReasons(tx, placed, await of.placesOf(tx, placed)))
  }
  const [after] = (await tx
    .update(of.table as PgTable)
    .set({
      ...set,
      version: row.version + 1,
      ...(row.reference &&
        row.sequence !== undefined &&
        !isSame(of.shown?.(row), of.shown?.({ ...row, ...set })) && { sequence: row.sequence + 1, shownAt: now }),
    })
    .where(eq(of.table.id, row.id))
    .returning()) as S['row'][]
  if (!after) throw missing(of.missing)
  await tell(acting, of, after, change, now)
  await record(acting, {
    action: change.action ?? actionOf(of, step),
    subject: { kind: of.kind, id: row.id, serviceId: after.serviceId },
    before: { ...stateOf(row), ...change.before },
    after: { ...stateOf(after), version: after.version, ...change.after },
    reason: change.reason,
  })
  return after
}

/** Makes a record in a transaction of its own, as `changeRecord` changes one. */
export function makeRecord<S extends Shape>(
  actor: Actor,
  of: RecordOf<S>,
  serviceId: string,
  step: S['step'],
  now: Date,
  decide: (acting: Acting) => Promise<Made<NoInfer<S>>>,
): Promise<S['row']> {
  return act(actor, async (acting) => {
    acting.demand(of.right(step), serviceId)
    if (of.scheduled) await lockSchedule(acting.tx, serviceId)
    return writeRecord(acting, of, step, await decide(acting), now)
  })
}

/** Writes a new record in the caller's transaction, which has checked the right and holds the schedule. */
export async function writeRecord<S extends Shape>(
  acting: Acting,
  of: RecordOf<S>,
  step: S['step'],
  made: Made<NoInfer<S>>,
  now: Date,
): Promise<S['row']> {
  const { tx } = acting
  const { values, publishedAt } = made
  const places = made.places ?? (await of.placesOf(tx, values as unknown as S['row']))
  refuseIf(await audienceReasons(tx, values, places))
  const [row] = (await tx
    .insert(of.table as PgTable)
    .values({
      ...values,
      ...(publishedAt && { reference: await nextReference(tx, of.kind, values, publishedAt) }),
    })
    .returning()) as S['row'][]
  if (!row) throw missing(of.missing)
  await made.parts?.(row)
  await tell(acting, of, row, made, now)
  await record(acting, {
    action: made.action ?? actionOf(of, step),
    subject: { kind: of.kind, id: row.id, serviceId: row.serviceId },
    after: { ...stateOf(row), version: row.version, ...made.after },
    reason: made.reason,
  })
  return row
}

async function tell<S extends Shape>(
  acting: Acting,
  of: RecordOf<S>,
  row: S['row'],
  { message, notice }: Pick<Change<S>, 'message' | 'notice'>,
  now: Date,
): Promise<void> {
  const { tx } = acting
  if (message) await of.say(acting, row, message, now)
  const payload = notice && (await of.payload(tx, row, notice, now, message))
  if (payload) await writeNotice(tx, row, [{ kind: of.kind, id: row.id }], payload)
}

/** That there is a word for it is held by the types of each room's record. */
const actionOf = ({ kind }: { kind: Kind }, step: string) => `${kind}.${step}` as Action
const stateOf = ({ state }: { state?: string }) => (state === undefined ? {} : { state })
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
