import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { users } from '#db/schema/people.ts'
import type { Role } from '#db/scope.ts'
import { asSystem } from '#db/scope.ts'
import { isStaff, may, mayEverywhere } from '#lib/records/rights.ts'
import { auditOf, makeWorld, type World } from '#lib/testing/world.ts'
import { authenticate, lockOut } from './authenticate.ts'
import { hashPassword, makePassword } from './password.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

let world: World
const password = 'correct horse battery'
const email = 'olive.operator@almanac.example'
const now = new Date('2026-11-01T09:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

beforeAll(async () => {
  world = await makeWorld()
  const passwordHash = await hashPassword(password)
  await asSystem((tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, world.operator)))
})

describe('signing in', () => {
  test('the right pair gives who and the epoch; a wrong one, an unknown address and one without a password give nothing', async () => {
    expect(await authenticate('1.1.1.1', ` ${email.toUpperCase()} `, password, now)).toEqual({
      id: world.operator,
      epoch: 0,
    })
    expect(await authenticate('1.1.1.1', email, 'wrong', now)).toBeNull()
    expect(await authenticate('1.1.1.1', 'nobody@almanac.example', password, now)).toBeNull()
    expect(await authenticate('1.1.1.1', 'sam.scheduler@almanac.example', '', now)).toBeNull()
    expect(await authenticate('1.1.1.1', email, password, now)).not.toBeNull()
  })

  test('after five wrong passwords in a row the right one is refused too, for fifteen minutes', async () => {
    for (let attempt = 0; attempt < lockOut.attempts; attempt++) await authenticate('1.1.1.2', email, 'wrong', now)
    expect(await authenticate('1.1.1.2', email, password, now)).toBeNull()
    expect(await authenticate('1.1.1.2', email, password, minutes(lockOut.minutes - 1))).toBeNull()
    expect(await authenticate('1.1.1.2', email, password, minutes(lockOut.minutes + 1))).not.toBeNull()
    expect((await auditOf(world.operator)).map((entry) => entry.action)).toContain('user.locked')
  })

  test('from one place thirty attempts in a quarter of an hour are heard', async () => {
    for (let attempt = 0; attempt < 30; attempt++)
      await authenticate('1.1.1.3', `x${attempt}@nowhere.example`, 'x', minutes(60))
    expect(await authenticate('1.1.1.3', email, password, minutes(60))).toBeNull()
    expect(await authenticate('1.1.1.4', email, password, minutes(60))).not.toBeNull()
  }, 30_000)

  test('signing out everywhere raises the epoch that sessions carry', async () => {
    await signOutEverywhere(world.operator)
    expect(await authenticate('1.1.1.5', email, password, minutes(90))).toEqual({ id: world.operator, epoch: 1 })
    expect((await auditOf(world.operator)).map((entry) => entry.action)).toContain('user.sign-out-everywhere')
  })
})

test('a made-up password is long and never the same', () => {
  expect(makePassword()).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  expect(new Set(Array.from({ length: 100 }, makePassword)).size).toBe(100)
})

describe('rights', () => {
  const role = (name: Role['role'], serviceId: string | null = null): Role[] => [
    { role: name, serviceId, tenantId: name === 'member' ? 't' : null },
  ]
  test.each([
    ['operator', null, { read: true, plan: true, run: true, administer: true }],
    ['scheduler', 'dcc', { read: true, plan: true, run: true, administer: false }],
    ['approver', null, { read: true, plan: false, run: false, administer: false }],
    ['auditor', null, { read: true, plan: false, run: false, administer: false }],
    ['provider', 'dcc', { read: true, plan: false, run: false, administer: false }],
    ['member', null, { read: false, plan: false, run: false, administer: false }],
  ] as const)('%s', (name, serviceId, expected) => {
    for (const [right, given] of Object.entries(expected))
      expect(may(role(name, serviceId), right as 'read', 'dcc'), right).toBe(given)
  })
  test('a role for one service gives nothing in another, and nothing everywhere', () => {
    expect(may(role('scheduler', 'dcc'), 'plan', 'digit')).toBe(false)
    expect(mayEverywhere(role('scheduler', 'dcc'), 'plan')).toBe(false)
    expect(mayEverywhere(role('operator'), 'administer')).toBe(true)
    expect([isStaff(role('member')), isStaff(role('auditor'))]).toEqual([false, true])
  })
})
