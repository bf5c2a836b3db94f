import { benchFront } from './front.ts'
import { benchPlanner } from './planner.ts'

/**
 * `npm run bench -- NAME`: measures, and prints ratios of things measured in the same run, so that the figures of
 * different machines can be compared. Never part of the tests.
 */
const benches: Record<string, () => Promise<void>> = {
  front: benchFront,
  planner: benchPlanner,
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in benches))
if (unknown.length) {
  console.error(`There is no bench ${unknown.join(', ')}: ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
for (const name of names.length ? names : Object.keys(benches)) await benches[name]?.()
process.exit()
