import type { Day } from '#lib/time.ts'
import { nextMonth, numberOf } from './day-number.ts'

/** What windows are planned for, and around what. */
export type Horizon = {
  /** The first day, and the one after the last. */
  from: Day
  to: Day
  /** Days on which a window may start, in order. */
  candidates: Day[]
  /** Fixed days in the horizon, in order: releases and published windows. They are of the `count`. */
  pins: Day[]
  /** The last published window before the horizon and the first after it: they do not count, gaps to them do. */
  before: Day | null
  after: Day | null
  /** How many windows there shall be, with the pins. */
  count: number
  /** How many may lie in a month; null for any number. The planner heeds a limit of one, see `spread`. */
  monthly: number | null
}

/**
 * The days from one fixed day to the next, or from or to an end of the horizon with nothing fixed beyond it: an open
 * edge. Days are numbers.
 */
export type Stretch = {
  start: number
  end: number
  openStart: boolean
  openEnd: boolean
  free: number[]
  /** How many gaps it should have, whatever is chosen: an open edge is half a gap. */
  gaps: number
}

/**
 * The stretches of a horizon in order. How many gaps one should have follows from its length and the rhythm of the
 * whole. If it followed from the windows chosen for it, four in one stretch and none in the next would look as even as
 * two and two.
 */
export function stretchesOf(horizon: Horizon): Stretch[] {
  const { from, to, before, after, count } = horizon
  const bounds = [before, ...horizon.pins, after]
  const free = horizon.candidates.filter((day) => day >= from && day < to).map(numberOf)
  const days = numberOf(after ?? to) - numberOf(before ?? from)
  const gaps = count + 1 - (Number(before === null) + Number(after === null)) / 2
  return bounds.slice(1).map((bound, index) => {
    const first = bounds[index] ?? null
    const [openStart, openEnd] = [first === null, bound === null]
    const [start, end] = [numberOf(first ?? from), numberOf(bound ?? to)]
    const halves = (Number(openStart) + Number(openEnd)) / 2
    const whole = Math.round(((end - start) * gaps) / Math.max(days, 1) - halves)
    const stretch = { start, end, openStart, openEnd, gaps: Math.max(halves ? 0 : 1, whole) + halves }
    return { ...stretch, free: free.filter((day) => liesIn(stretch, day)) }
  })
}

/** Whether a free window of this day belongs to the stretch: a fixed day at its start is taken. */
export function liesIn(stretch: Omit<Stretch, 'free' | 'gaps'>, day: number): boolean {
  return (stretch.openStart ? day >= stretch.start : day > stretch.start) && day < stretch.end
}

/** What stands between two windows of which at least one is free: so many days, and perhaps the end of a month. */
export type Spacing = { apart: number; monthly: boolean }

/** The first day on which another window may follow. */
export function mayFollow(day: number, { apart, monthly }: Spacing): number {
  return monthly ? Math.max(day + apart, nextMonth(day)) : day + apart
}

/**
 * How far a gap is from the ideal one of its stretch, squared. In days² times `scale`², which makes it a whole number:
 * what is equally good is found equal.
 */
export function gapCost(stretch: Stretch, days: number): number {
  return (scale(stretch) * days - 2 * length(stretch)) ** 2
}

/** The same for the days between an open edge and the window nearest to it, which should be half a gap. */
export function edgeCost(stretch: Stretch, days: number): number {
  return (scale(stretch) * days - length(stretch)) ** 2
}

/** The same for how far the nth window from the end is from where an even rhythm has it, so many days before the end. */
export function offBeat(stretch: Stretch, days: number, nth: number): number {
  return (scale(stretch) * days - (stretch.openEnd ? 2 * nth - 1 : 2 * nth) * length(stretch)) ** 2
}

/** From those whole numbers to days². */
export const squareDays = (stretch: Stretch, cost: number): number => cost / scale(stretch) ** 2

const length = (stretch: Stretch) => stretch.end - stretch.start
const scale = (stretch: Stretch) => 2 * stretch.gaps

/** What the free windows of a stretch cost together, in days²; without any, what the empty stretch costs. */
export function costOf(stretch: Stretch, windows: number[]): number {
  const { start, end, openStart, openEnd } = stretch
  const days = [...(openStart ? [] : [start]), ...windows, ...(openEnd ? [] : [end])]
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 0
  const between = days.slice(1).reduce((sum, day, index) => sum + gapCost(stretch, day - (days[index] ?? day)), 0)
  const edges = (openStart ? edgeCost(stretch, first - start) : 0) + (openEnd ? edgeCost(stretch, end - last) : 0)
  return squareDays(stretch, between + edges)
}
