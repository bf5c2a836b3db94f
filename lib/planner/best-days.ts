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
  const following = firstFollowing(free, spacing)
  const earliest = openStart ? start : mayFollow(start, spacing)
  const startCost = (day: number) => {
    if (day < earliest) return Infinity
    return openStart ? edgeCost(stretch, day - start) : gapCost(stretch, day - start)
  }
  let costs = free.map((day): Cost => {
    const last = mayFollow(day, spacing) > end ? Infinity : gapCost(stretch, end - day)
    return { cost: openEnd ? edgeCost(stretch, end - day) : last, off: offBeat(stretch, end - day, 1) }
  })
  const choices = [{ days: [], cost: costOf(stretch, []) }] as Choice[]
  /** For each number of windows but the first, the day that follows on each day. */
  const nexts: number[][] = []
  for (let windows = 1; windows <= most; windows++) {
    if (windows > 1) {
      const rests = followedBest(free, following, costs, (gap) => gapCost(stretch, gap))
      nexts.push(rests.map((rest) => rest.index))
      costs = rests.map(({ cost, off }, index) => {
        return { cost, off: off + offBeat(stretch, end - (free[index] ?? end), windows) }
      })
    }
    const first = least(free, costs, 0, free.length, startCost)
    const days = [first.index]
    for (const next of nexts.toReversed()) days.push(next[days.at(-1) ?? 0] ?? 0)
    choices.push({ days: days.map((index) => free[index] ?? start), cost: squareDays(stretch, first.cost) })
  }
  return choices
}

/** For each day the index of the first that may follow it. */
function firstFollowing(days: number[], spacing: Spacing): number[] {
  let from = 0
  return days.map((day) => {
    while ((days[from] ?? Infinity) < mayFollow(day, spacing)) from++
    return from
  })
}

/** What windows cost, and how far they are from an even rhythm, which decides between equal costs. */
type Cost = { cost: number; off: number }
type Least = Cost & { index: number }

/**
 * For each day the one that follows at the least cost. As a gap costs more the further it is from the ideal one, and ever
 * more steeply, a later day is never followed by an earlier one: what is found for the middle day bounds the search for
 * those before and after it.
 */
function followedBest(days: number[], following: number[], costs: Cost[], gapCost: (gap: number) => number): Least[] {
  const found = days.map((): Least => ({ index: 0, cost: Infinity, off: Infinity }))
  const search = (low: number, high: number, from: number, to: number) => {
    if (low >= high) return
    const middle = Math.floor((low + high) / 2)
    const day = days[middle] ?? 0
    const best = least(days, costs, Math.max(from, following[middle] ?? 0), to, (next) => gapCost(next - day))
    // Where nothing can follow, nothing can follow a later day.
    if (best.cost === Infinity) return search(low, middle, from, to)
    found[middle] = best
    search(low, middle, from, best.index + 1)
    search(middle + 1, high, best.index, to)
  }
  search(0, days.length, 0, days.length)
  return found
}

/** The least costly day from one index to before another, what it costs itself and what the windows from it on do. */
function least(days: number[], costs: Cost[], from: number, to: number, costOf: (day: number) => number): Least {
  let found: Least = { index: from, cost: Infinity, off: Infinity }
  for (let index = from; index < to; index++) {
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
