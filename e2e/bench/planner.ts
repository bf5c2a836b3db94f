import { candidateDays, type Horizon, spread } from '#lib/planner/rules.ts'
import { addDays, type Day, startOfDay } from '#lib/time.ts'
import { benchChecks } from './checks.ts'
import { median } from './median.ts'

const rounds = 30

/** How long planning takes, and checking one window by the rules. */
export async function benchPlanner(): Promise<void> {
  planning()
  await benchChecks()
}

/**
 * Two years with any night permitted, from facts to a plan, beside sorting 100,000 numbers in the same round: how often
 * that could be done meanwhile says how long planning takes on any machine. Without pins and freezes there is one long
 * stretch, which is the most to count.
 */
function planning(): void {
  console.log(
    `A plan of two years, any night, 24 windows, ${rounds} rounds; sorts of 100,000 numbers in the same time\n`,
  )
  console.log(row('', 'median ms', 'worst ms', 'sorts'))
  const pins = ['2027-06-27', '2027-11-28', '2028-06-25', '2028-11-26']
  const freezes = [
    ...pins.map((pin) => days(addDays(pin, -10), addDays(pin, 10))),
    ...[2026, 2027, 2028].map((year) => days(`${year}-12-18`, `${year + 1}-01-08`)),
    ...['2027-03-01', '2027-08-16', '2028-04-03'].map((day) => days(day, addDays(day, 4))),
  ]
  measure('4 pins, 10 freezes', pins, freezes, 1)
  measure('no pins, no freezes', [], [], null)
}

const zone = 'Europe/London'
type Span = { startsAt: Date; endsAt: Date }
const days = (first: Day, last: Day): Span => ({
  startsAt: startOfDay(first, zone),
  endsAt: startOfDay(addDays(last, 1), zone),
})

function measure(name: string, pins: Day[], freezes: Span[], monthly: Horizon['monthly']): void {
  const [from, to] = ['2027-01-01', '2029-01-01']
  const plan = () => {
    const candidates = candidateDays({ from, to, nights: [], starts: '20:00', minutes: 360, zone, freezes, taken: [] })
    const made = spread({ from, to, candidates, pins, before: '2026-11-29', after: null, count: 24, monthly })
    if ('reasons' in made) throw new Error(`There should be a plan: ${made.reasons[0]?.code}.`)
  }
  const numbers = Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 100_003)
  const taken = Array.from({ length: rounds }, () => ({
    plan: milliseconds(plan),
    sort: milliseconds(() => numbers.toSorted((one, other) => one - other)),
  }))
  const plans = taken.map((round) => round.plan)
  const sorts = median(taken.map((round) => round.plan / round.sort))
  console.log(row(name, median(plans).toFixed(1), Math.max(...plans).toFixed(1), sorts.toFixed(2)))
}

function milliseconds(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const row = (name: string, ...figures: string[]) => name.padEnd(22) + figures.map((one) => one.padStart(11)).join('')
