import { costOf, edgeCost, gapCost, mayFollow, offBeat, type Spacing, type Stretch, squareDays } from './stretches.ts'

/** Days for the free windows, as numbers, and how far their gaps are from the ideal, in days². */
export type Choice = { days: number[]; cost: number }

/** The most windows that fit into a stretch: each as early as it may be, which leaves most room for those after it. */
export function mostIn(stretch: Stretch, spacing: Spacing): number {
  let most = 0
  let earliest = stretch.openStart ? stretch.start : mayFollow(stretch.start, spacing)
  for (const day of stretch.free) {
    if (day < earliest) continue
    earliest = mayFollow(day, spacing)
    if (!stretch.openEnd && earliest > stretch.end) break
    most++
  }
  return most
}

/**
 * The best days for none, one, … `most` windows of a stretch. Of equally good ones those nearest to where an even rhythm
 * would have them, so that long and short gaps take turns; of these the earlier. `costs[i]` is the least that the windows
 * from day i on cost with a window on that day; each round puts one more window before them.
 */
export function bestIn(stretch: Stretch, spacing: Spacing, most: number): Choice[] {
  const { start, end, openStart, openEnd, free } = stretch
  const following = free.map((day) => mayFollow(day, spacing))
  const earliest = openStart ? start : mayFollow(start, spacing)
  const startCost = (day: number) => {
    if (day < earliest) return Infinity
    return openStart ? edgeCost(stretch, day - start) : gapCost(stretch, day - start)
  }
  let costs = free.map((day, index): Cost => {
    const last = (following[index] ?? end) > end ? Infinity : gapCost(stretch, end - day)
    return { cost: openEnd ? edgeCost(stretch, end - day) : last, off: offBeat(stretch, end - day, 1) }
  })
  const choices = [{ days: [], cost: costOf(stretch, []) }] as Choice[]
  /** For each number of windows but the first, the day that follows on each day. */
  const nexts: number[][] = []
  for (let windows = 1; windows <= most; windows++) {
    if (windows > 1) {
      let from = 0
      const rests = free.map((day, index) => {
        while ((free[from] ?? Infinity) < (following[index] ?? Infinity)) from++
        const rest = least(free, from, (next) => gapCost(stretch, next - day), costs)
        return { ...rest, off: rest.off + offBeat(stretch, end - day, windows) }
      })
      nexts.push(rests.map((rest) => rest.index))
      costs = rests
    }
    const first = least(free, 0, startCost, costs)
    const days = [first.index]
    for (const next of nexts.toReversed()) days.push(next[days.at(-1) ?? 0] ?? 0)
    choices.push({ days: days.map((index) => free[index] ?? start), cost: squareDays(stretch, first.cost) })
  }
  return choices
}

/** What windows cost, and how far they are from an even rhythm: what decides between equal costs. */
type Cost = { cost: number; off: number }

/** The least costly day from an index on, what it costs itself and what the windows from it on do; of equal ones the first. */
function least(days: number[], from: number, costOf: (day: number) => number, costs: Cost[]): Cost & { index: number } {
  let found = { index: from, cost: Infinity, off: Infinity }
  for (let index = from; index < days.length; index++) {
    const rest = costs[index]
    if (!rest || rest.cost > found.cost) continue
    const cost = costOf(days[index] ?? 0) + rest.cost
    if (cost < found.cost || (cost === found.cost && rest.off < found.off)) found = { index, cost, off: rest.off }
  }
  return found
}

/**
 * Shares the windows among the stretches so that all together cost least. Of equal shares the one with more windows in
 * the earlier stretches; sums of fractions are equal when they differ by less than a billionth.
 */
export function shareOut(stretches: Choice[][], count: number): Choice | null {
  let shares: (Choice | undefined)[] = [{ days: [], cost: 0 }]
  for (const choices of stretches) {
    const next: (Choice | undefined)[] = []
    for (const share of shares.toReversed()) {
      for (const choice of share ? choices : []) {
        if (!share) continue
        const cost = share.cost + choice.cost
        const number = share.days.length + choice.days.length
        if (number <= count && cost < (next[number]?.cost ?? Infinity) - 1e-9)
          next[number] = { days: [...share.days, ...choice.days], cost }
      }
    }
    shares = next
  }
  return shares[count] ?? null
}
