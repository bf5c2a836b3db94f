import type { Texts } from '#db/schema/columns.ts'
import { type MessageKind, windowMessages, windows } from '#db/schema/windows.ts'
import type { WindowImpact, WindowRow } from '#lib/judging/stored-window.ts'
import type { Whom } from '#lib/records/audience.ts'
import { type Change, changeRecord, type RecordOf, type Seen } from '#lib/records/change-record.ts'
import type { Acting, Actor } from '#lib/records/command.ts'
import { type Step, stepReasons, steps } from '#lib/rules/lifecycle.ts'
import type { WindowEvent } from './events.ts'
import { isRoutine, windowPayload } from './notices.ts'

type WindowShape = {
  row: WindowRow
  values: typeof windows.$inferInsert & Whom
  /** Making one is a step too, and what the portal does to it, whatever its state. */
  step: Step | 'draft' | 'import' | 'overrun'
  /** A waiver is asked for; an incident of it is declared. */
  heldFor: 'ask' | 'incident'
  message: { kind: MessageKind; text?: Texts | null; facts?: Record<string, unknown> }
  /** `before`: the times told before, when the notice says that they changed. `impacts`: as the step has read them. */
  told: { event: WindowEvent; before?: { startsAt: string; endsAt: string }; impacts?: WindowImpact[] }
}
export type WindowChange = Change<WindowShape>

type Purpose = WindowShape['step' | 'heldFor']
const planning: Purpose[] = ['ask', 'draft', 'edit', 'plan', 'announce', 'reschedule', 'cancel', 'correct', 'discard']
const isStep = (step: Purpose): step is Step => (steps as readonly string[]).includes(step)

export const windowRecord: RecordOf<WindowShape> = {
  kind: 'window',
  table: windows,
  missing: 'no-such-window',
  right: (step) => (planning.includes(step) ? 'plan' : 'run'),
  scheduled: true,
  reasons: (window, step, now) => {
    // A waiver may be asked for as long as it can be moved.
    if (step === 'ask') return window.state === 'draft' ? [] : stepReasons(window, 'reschedule', now)
    return isStep(step) ? stepReasons(window, step, now) : []
  },
  shown: ({ state, serviceId, environmentId, startsAt, endsAt, title, description }) => [
    ...[serviceId, environmentId, startsAt, endsAt, title, description],
    // A calendar knows what is tentative, what is sure and what is cancelled.
    state === 'planned' || state === 'cancelled' ? state : 'sure',
  ],
  placed: ['serviceId', 'environmentId', 'audience', 'tenants'],
  placesOf: (_, { environmentId }) => (environmentId ? [environmentId] : []),
  say: ({ tx, personId }, { id }, { kind, text = null, facts = {} }, now) =>
    tx.insert(windowMessages).values({ windowId: id, at: now, authorId: personId, kind, text, facts }),
  payload: async (tx, window, { event, before = null, impacts }, now, message) =>
    (await isRoutine(tx, window))
      ? null
      : windowPayload(tx, window, event, now, { message: message?.text ?? null, before }, { impacts }),
}

/** A window after a command: what the caller needs to go on. */
export type Changed = { id: string; reference: string | null; version: number }
export const changedOf = ({ id, reference, version }: WindowRow): Changed => ({ id, reference, version })

/** Takes one step with one window, as every record changes. */
export async function changeWindow(
  actor: Actor,
  seen: Seen,
  step: Step,
  now: Date,
  decide: (acting: Acting, window: WindowRow) => Promise<WindowChange> | WindowChange,
): Promise<Changed> {
  return changedOf(await changeRecord(actor, windowRecord, seen, step, now, decide))
}
