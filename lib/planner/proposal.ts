import type { PlanWindow } from '#db/schema/plan-drafts.ts'
import { type Day, isDay } from '#lib/time.ts'
import type { Horizon } from './stretches.ts'

export type Proposed = PlanWindow & { id: string }
/** The windows in order of their days; `next` numbers the one that comes, so that ids never return. */
export type Proposal = { windows: Proposed[]; next: number; last: Act | null }

export type Act =
  /** Another proposal altogether: nothing of the one before stays. */
  | { type: 'open'; windows: PlanWindow[] }
  /** Days for all windows but the locked ones, which stay. */
  | { type: 'replan'; days: Day[] }
  | { type: 'move'; id: string; day: Day }
  /** On the way to where it is moved: nothing is to be said of it yet. */
  | { type: 'carry'; id: string; day: Day }
  | { type: 'drop'; id: string }
  | { type: 'keep'; id: string }
  | { type: 'lock'; id: string }
  | { type: 'unlock'; id: string }
  | { type: 'add'; day: Day }

export const noProposal: Proposal = { windows: [], next: 1, last: null }

/**
 * What a proposal is after somebody has changed it. A locked window does not move, and nothing moves or is added where
 * another window of the proposal stands.
 */
export function change(proposal: Proposal, act: Act): Proposal {
  const { windows, next } = proposal
  const set = (id: string, changes: Partial<Proposed>) =>
    inOrder({ ...proposal, windows: windows.map((one) => (one.id === id ? { ...one, ...changes } : one)), last: act })
  switch (act.type) {
    case 'open': {
      const opened = act.windows.map((one, index) => ({ ...one, id: `w${next + index}` }))
      return inOrder({ windows: opened, next: next + opened.length, last: act })
    }
    case 'replan': {
      const locked = windows.filter((one) => one.locked && !one.dropped)
      const days = act.days.filter((day) => !locked.some((one) => one.day === day))
      const fresh = found(days).map((one, index) => ({ ...one, id: `w${next + index}` }))
      return inOrder({ windows: [...locked, ...fresh], next: next + fresh.length, last: act })
    }
    case 'move':
      return mayMove(proposal, act.id, act.day) ? set(act.id, { day: act.day }) : proposal
    case 'carry':
      return mayMove(proposal, act.id, act.day) ? { ...set(act.id, { day: act.day }), last: null } : proposal
    case 'drop':
      return set(act.id, { dropped: true })
    case 'keep':
      return standsOn(windows, windows.find((one) => one.id === act.id)?.day)
        ? proposal
        : set(act.id, { dropped: false })
    case 'lock':
    case 'unlock':
      return set(act.id, { locked: act.type === 'lock' })
    case 'add': {
      if (standsOn(windows, act.day)) return proposal
      const added = { id: `w${next}`, day: act.day, locked: false, dropped: false, found: null }
      return inOrder({ windows: [...windows, added], next: next + 1, last: act })
    }
  }
}

/** Windows as the planner finds them, before anybody changes one. */
export const found = (days: Day[]): PlanWindow[] =>
  days.map((day) => ({ day, locked: false, dropped: false, found: day }))

/** The windows as a draft keeps them. */
export const draftedOf = ({ windows }: Proposal): PlanWindow[] => windows.map(({ id: _, ...one }) => one)

/** Whether a window can be moved to a day: it is not locked, and no other stands there. */
export function mayMove({ windows }: Proposal, id: string, day: Day): boolean {
  const window = windows.find((one) => one.id === id)
  return Boolean(window && !window.locked && window.day !== day && !standsOn(windows, day))
}

/** Why no window is added on what is typed as its day; null: one is. */
export function notAdded(
  typed: Day,
  { windows }: Proposal,
  { from, to, pins }: Pick<Horizon, 'from' | 'to' | 'pins'>,
): 'outside' | 'taken' | null {
  if (!isDay(typed) || typed < from || typed >= to) return 'outside'
  return pins.includes(typed) || standsOn(windows, typed) ? 'taken' : null
}

/** The windows that are sent when one publishes. */
export const keptOf = ({ windows }: Proposal): Proposed[] => windows.filter((one) => !one.dropped)

/** What was done by hand and is undone when one plans again: all but the locked ones are placed anew. */
export function undoneBy({ windows }: Proposal): { moved: number; added: number; dropped: number } {
  const open = windows.filter((one) => !one.locked && !one.dropped)
  return {
    moved: open.filter(({ day, found }) => found && day !== found).length,
    added: open.filter(({ found }) => !found).length,
    dropped: windows.filter((one) => one.dropped && one.found).length,
  }
}

const standsOn = (windows: Proposed[], day: Day | undefined) => windows.some((one) => one.day === day && !one.dropped)

function inOrder(proposal: Proposal): Proposal {
  return {
    ...proposal,
    windows: proposal.windows.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0)),
  }
}
