import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { asSystem, type Tx } from '#db/scope.ts'
import '#lib/testing/world.ts'

/** Resolves once each of two has come: so that both hold their first lock before either wants its second. */
function meeting() {
  let come = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  return () => {
    if (++come >= 2) resolve()
    return promise
  }
}
const lock = (tx: Tx, name: string) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)

test('two transactions that wait for each other both get through: the one that gives way is done again', async () => {
  const meet = meeting()
  const tries = { one: 0, other: 0 }
  const both = await Promise.all([
    asSystem(async (tx) => {
      tries.one++
      await lock(tx, 'a')
      await meet()
      await lock(tx, 'b')
      return 'one'
    }),
    asSystem(async (tx) => {
      tries.other++
      await lock(tx, 'b')
      await meet()
      await lock(tx, 'a')
      return 'other'
    }),
  ])
  expect(both).toEqual(['one', 'other'])
  expect(tries.one + tries.other).toBe(3)
})

test('what fails otherwise is done once, and its error is its own', async () => {
  let tries = 0
  await expect(
    asSystem(async (tx) => {
      tries++
      await tx.execute(sql`select 1 / 0`)
    }),
  ).rejects.toMatchObject({ cause: { code: '22012' } })
  expect(tries).toBe(1)
})
