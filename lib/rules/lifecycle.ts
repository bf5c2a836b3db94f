import type { Texts } from '#db/schema/columns.ts'
import type { Impact, WindowState } from '#db/schema/windows.ts'
import type { Reason, ReasonCode } from '#lib/errors.ts'
import { minute, plus } from '#lib/time.ts'

/** What can be done to a window. Each is a command of the same name; only `remind` is the portal's own. */
export const steps = [
  'edit',
  'plan',
  'announce',
  'reschedule',
  'cancel',
  'remind',
  'start',
  'checkpoint',
  'update',
  'extend',
  'verify',
  'roll-back',
  'finish',
  'correct',
  'discard',
] as const
export type Step = (typeof steps)[number]

/** The facts of a window on which its rules look. */
export type Standing = {
  state: WindowState
  startsAt: Date
  endsAt: Date
  announcedDowntimeEndsAt: Date | null
  rollbackSaidAt: Date | null
}

const before: WindowState[] = ['planned', 'announced']
const running: WindowState[] = ['in_progress', 'verifying']

const possible: Record<Step, WindowState[]> = {
  edit: ['draft', 'planned', 'announced'],
  discard: ['draft'],
  plan: ['draft'],
  announce: ['draft', 'planned'],
  reschedule: before,
  cancel: before,
  remind: ['announced'],
  start: ['announced'],
  checkpoint: ['announced', ...running],
  update: ['announced', ...running],
  extend: running,
  verify: ['in_progress'],
  'roll-back': running,
  finish: running,
  correct: ['planned', 'announced', ...running, 'completed', 'rolled_back', 'cancelled'],
}

/** Why a step is not possible now; none means that it is. Lifecycle: Mashme "Change management notifications", DCC 4.2. */
export function stepReasons(window: Standing, step: Step, now: Date): Reason[] {
  if (!possible[step].includes(window.state)) return [{ code: whyNot(window.state, step) }]
  if ((step === 'roll-back' || step === 'verify') && window.rollbackSaidAt) return [{ code: 'already-rolling-back' }]
  if ((step === 'announce' || step === 'plan') && window.startsAt <= now) return [{ code: 'start-has-passed' }]
  return []
}

function whyNot(state: WindowState, step: Step): ReasonCode {
  if (state === 'draft') return 'not-published'
  if (state === 'completed' || state === 'rolled_back') return 'already-over'
  if (state === 'cancelled') return 'was-cancelled'
  if (step === 'edit' || step === 'plan' || step === 'discard') return 'already-published'
  if (state === 'planned') return 'not-announced'
  if (state === 'announced') return step === 'announce' ? 'already-announced' : 'not-started'
  if (step === 'verify') return 'already-verifying'
  return 'already-started'
}

/** A start before its time needs a reason (an early start is allowed with one). */
export function startsEarly(window: Standing, now: Date): boolean {
  return now < window.startsAt
}

export type RollbackPlan = {
  rollbackInfrastructure: Texts | null
  rollbackServices: Texts | null
  rollbackData: Texts | null
}

export type Publishable = {
  title: Texts
  description: Texts | null
  downtimeMinutes: number | null
  effect: Texts | null
  impacts: { impact: Impact }[]
}

/**
 * What is missing before a window can be announced: kind, start, duration, components, description, downtime or not
 * (Mashme "A new maintenance period is needed").
 */
export function announcementGaps(window: Publishable): Reason[] {
  const reasons: Reason[] = []
  if (!window.description) reasons.push({ code: 'no-description', field: 'description.en' })
  if (!window.impacts.length) reasons.push({ code: 'no-component', field: 'impacts' })
  if (window.downtimeMinutes === null && !window.effect) reasons.push({ code: 'no-effect', field: 'effect.en' })
  if (window.downtimeMinutes === null && window.impacts.some(({ impact }) => impact === 'outage'))
    reasons.push({ code: 'outage-without-downtime', field: 'downtime' })
  if (
    window.downtimeMinutes !== null &&
    !window.impacts.some(({ impact }) => impact === 'outage' || impact === 'degraded')
  ) {
    reasons.push({ code: 'downtime-of-nothing', field: 'impacts' })
  }
  return reasons
}

/** The parts of a rollback plan that are missing: infrastructure, services, data (Mashme "Change rollback"). */
export function missingRollback(plan: RollbackPlan): (Reason & { code: 'no-rollback-plan' })[] {
  return (['Infrastructure', 'Services', 'Data'] as const)
    .filter((part) => !plan[`rollback${part}`])
    .map((part) => ({
      code: 'no-rollback-plan',
      field: `rollback${part}.en`,
      facts: { part: part.toLowerCase() },
    }))
}

/** An announced start that has come and gone without anybody recording it: staff are warned, nothing is inferred. */
export function startIsLate(window: Standing, now: Date): boolean {
  return window.state === 'announced' && now.getTime() >= window.startsAt.getTime() + 5 * minute
}

/** A running window past its end. While services are available this owes an update and is no incident. */
export function endIsLate(window: Standing, now: Date): boolean {
  return running.includes(window.state) && now > window.endsAt
}

/** When the next update is owed: so many minutes after the last message. Null: the window is not running. */
export function updateDue(window: Standing, lastMessage: Date, everyMinutes: number): Date | null {
  return running.includes(window.state) ? plus(lastMessage, everyMinutes) : null
}

/**
 * Whether what is unavailable now is so for longer than was announced (DCC 4.2: handled as a high-severity issue). Where no
 * downtime was announced, what was announced to be out may be until the end, and anything else at no time.
 */
export function downtimeOverrun(window: Standing, now: Date, announced?: Impact): boolean {
  if (!running.includes(window.state)) return false
  const until = window.announcedDowntimeEndsAt ?? (announced === 'outage' ? window.endsAt : null)
  return until === null || now >= until
}

/** What decides which step comes next, beside the window itself. */
export type Facing = {
  /** An update is owed. */
  updateOwed: boolean
  checkpointHeld: boolean
  /** Whether something is missing or in the way of announcing it, and whether only another time would help. */
  blocked: 'no' | 'content' | 'times'
  /** Whether the person who looks may take it. */
  may: (step: Step) => boolean
}

/** The next step that is possible, of those that the lifecycle expects in this order; null when there is none. */
export function nextStep(
  window: Standing,
  now: Date,
  { updateOwed, checkpointHeld, blocked, may }: Facing,
): Step | null {
  const expected: Record<WindowState, (Step | false)[]> = {
    draft: [blocked === 'no' && 'announce', 'edit'],
    planned: [blocked === 'no' && 'announce', blocked === 'content' && 'edit', 'reschedule'],
    announced: [!checkpointHeld && now < window.startsAt && 'checkpoint', 'start'],
    in_progress: [updateOwed && 'update', window.rollbackSaidAt === null && 'verify', 'finish'],
    verifying: [updateOwed && 'update', 'finish'],
    completed: [],
    rolled_back: [],
    cancelled: [],
  }
  const possible = (step: Step | false): step is Step =>
    step !== false && may(step) && stepReasons(window, step, now).length === 0
  return expected[window.state].find(possible) ?? null
}
