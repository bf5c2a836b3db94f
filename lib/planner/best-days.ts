import { costOf, edgeCost, gapCost, mayFollow, type Spacing, type Stretch, squareDays } from './stretches.ts'

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
 * The best days for none, one, … `most` windows of a stretch, of equally good ones the earlier. `costs[i]` is the least
 * that the windows from day i on cost with a window on that day; each round puts one more window before them.
 */
export function bestIn(stretch: Stretch, spacing: Spacing, most: number): Choice[] {
  const { start, end, openStart, openEnd, free } = stretch
  const following = firstFollowing(free, spacing)
  const earliest = openStart ? start : mayFollow(start, spacing)
  const startCost = (day: number) => {
    if (day < earliest) return Infinity
    return openStart ? edgeCost(stretch, day - start) : gapCost(stretch, day - start)
  }
  let costs = free.map((day) => {
    if (openEnd) return edgeCost(stretch, end - day)
    return mayFollow(day, spacing) > end ? Infinity : gapCost(stretch, end - day)
  })
  const choices = [{ days: [], cost: costOf(stretch, []) }] as Choice[]
  /** For each number of windows but the first, the day that follows on each day. */
  const nexts: number[][] = []
  for (let windows = 1; windows <= most; windows++) {
    if (windows > 1) {
      const rests = followedBest(
        free,
        following,
        (day, next, at) => gapCost(stretch, next - day) + (costs[at] ?? Infinity),
      )
      nexts.push(rests.map((rest) => rest.index))
      costs = rests.map((rest) => rest.cost)
    }
    const first = least(free, 0, free.length, (day, index) => startCost(day) + (costs[index] ?? Infinity))
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

/**
 * For each day the one that follows at the least cost, of equal ones the first. As a gap costs more the further it is from
 * the ideal one, and ever more steeply, a later day is never followed by an earlier one: what is found for the middle day
 * bounds the search for those before and after it.
 */
function followedBest(
  days: number[],
  following: number[],
  costOf: (day: number, next: number, index: number) => number,
): Least[] {
  const found = days.map((): Least => ({ index: 0, cost: Infinity }))
  const search = (low: number, high: number, from: number, to: number) => {
    if (low >= high) return
    const middle = Math.floor((low + high) / 2)
    const day = days[middle] ?? 0
    const best = least(days, Math.max(from, following[middle] ?? 0), to, (next, index) => costOf(day, next, index))
    // Where nothing can follow, nothing can follow a later day.
    if (best.cost === Infinity) return search(low, middle, from, to)
    found[middle] = best
    search(low, middle, from, best.index + 1)
    search(middle + 1, high, best.index, to)
  }
  search(0, days.length, 0, days.length)
  return found
}

type Least = { index: number; cost: number }

/** The least costly day from one index to before another; of equal ones the first. */
function least(days: number[], from: number, to: number, costOf: (day: number, index: number) => number): Least {
  let [found, lowest] = [from, Infinity]
  for (let index = from; index < to; index++) {
    const cost = costOf(days[index] ?? 0, index)
    if (cost < lowest) [found, lowest] = [index, cost]
  }
  return { index: found, cost: lowest }
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
