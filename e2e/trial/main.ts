import { trialKills } from './kills.ts'
import { trialMutations } from './mutations.ts'

/**
 * `npm run trial -- NAME`: the long counts, of which the tests run short versions with the same code. Each says what it
 * counted and ends with an error when what must hold did not. Never part of the tests.
 */
const trials: Record<string, () => Promise<void>> = {
  kills: trialKills,
  mutations: trialMutations,
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(trials, name))
if (unknown.length) {
  console.error(`There is no trial ${unknown.join(', ')}: ${Object.keys(trials).join(', ')}.`)
  process.exit(1)
}
for (const name of names.length ? names : Object.keys(trials)) {
  console.log(name)
  await trials[name]?.()
}
process.exit()
