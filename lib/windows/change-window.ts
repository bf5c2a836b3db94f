import { eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { type MessageKind, windowMessages, windows } from '#db/schema/windows.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import type { WindowEvent } from '#lib/notices/events.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { changedMeanwhile } from '#lib/records/changed-meanwhile.ts'
import { type Acting, type Actor, act, record } from '#lib/records/command.ts'
import type { Right } from '#lib/records/rights.ts'
import { type Step, stepReasons } from './lifecycle.ts'
import { findWindow, lockSchedule, type WindowRow, windowPayload } from './record.ts'

/** What a step does to a window; everything else about a step is the same for all of them. */
export type Change = {
  set?: Partial<typeof windows.$inferInsert>
  message?: { kind: MessageKind; text?: Texts | null; facts?: Record<string, unknown> }
  /** Told to whom the window's audience is, once it is published. */
  notice?: WindowEvent
  /** The times told before, when the notice says that they changed. */
  toldBefore?: { startsAt: string; endsAt: string }
  reason?: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

const rights: Partial<Record<Step, Right>> = {
  edit: 'plan',
  plan: 'plan',
  announce: 'plan',
  reschedule: 'plan',
  cancel: 'plan',
  correct: 'plan',
  discard: 'plan',
}
/** What a calendar shows of a window: it raises its SEQUENCE when one of these differs, not when it is written again. */
const calendars = ['state', 'startsAt', 'endsAt', 'title', 'description', 'effect'] as const
const differs = (window: WindowRow, set: Change['set'] = {}) =>
  calendars.some((column) => set[column] !== undefined && !same(set[column], window[column]))
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const scheduling: Step[] = ['edit', 'plan', 'announce', 'reschedule', 'extend']

/** A window after a command: what the caller needs to go on. */
export type Changed = { id: string; reference: string | null; version: number }

/**
 * Takes one step with one window in one transaction: who asks, whether the step is possible, the row, the message on
 * the record, the notice, the audit entry.
 *
 * @throws Refusal: missing (also for who may not see it), forbidden, changed (somebody else was faster), invalid
 */
export function changeWindow(
  actor: Actor,
  seen: { id: string; version?: number | undefined },
  step: Step,
  now: Date,
  decide: (acting: Acting, window: WindowRow) => Promise<Change> | Change,
): Promise<Changed> {
  return act(actor, async (acting) => {
    const { tx } = acting
    const window = await openWindow(acting, seen, step)
    refuseIf(stepReasons(window, step, now))
    const change = await decide(acting, window)
    const [after] = await tx
      .update(windows)
      .set({
        ...change.set,
        version: window.version + 1,
        ...(window.reference && differs(window, change.set) && { sequence: window.sequence + 1 }),
      })
      .where(eq(windows.id, window.id))
      .returning()
    if (!after) throw missing('no-such-window')
    if (change.message) {
      await tx.insert(windowMessages).values({
        windowId: window.id,
        at: now,
        authorId: acting.personId,
        kind: change.message.kind,
        text: change.message.text ?? null,
        facts: change.message.facts ?? {},
      })
    }
    if (change.notice) {
      const payload = await windowPayload(tx, after, change.notice, now, {
        message: change.message?.text ?? null,
        before: change.toldBefore ?? null,
      })
      await writeNotice(tx, after, [{ kind: 'window', id: after.id }], payload)
    }
    await record(acting, {
      action: `window.${step}`,
      subject: { kind: 'window', id: window.id, serviceId: window.serviceId },
      before: { state: window.state, ...change.before },
      after: { state: after.state, version: after.version, ...change.after },
      reason: change.reason,
    })
    return { id: after.id, reference: after.reference, version: after.version }
  })
}

/** Locks the window for a step, after the actor's right and the version they saw have been checked. */
export async function openWindow(
  acting: Acting,
  seen: { id: string; version?: number | undefined },
  step: Step,
): Promise<WindowRow> {
  const { tx } = acting
  const found = await findWindow(tx, seen.id)
  if (!found) throw missing('no-such-window')
  acting.demand(rights[step] ?? 'run', found.serviceId)
  if (scheduling.includes(step)) await lockSchedule(tx, found.serviceId)
  const [window] = await tx.select().from(windows).where(eq(windows.id, found.id)).for('update')
  if (!window) throw missing('no-such-window')
  if (seen.version !== undefined && seen.version !== window.version)
    throw await changedMeanwhile(tx, { kind: 'window', id: window.id }, seen.version)
  return window
}
