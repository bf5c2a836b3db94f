import { beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#db/scope.ts'
import { asSystem } from '#db/scope.ts'
import { isStaff, may, mayEverywhere } from '#lib/records/rights.ts'
import { auditOf, makeWorld, type World } from '#lib/testing/world.ts'
import { hashPassword, makePassword, setPassword } from './password.ts'
import { signIn } from './sign-in.ts'
import { whoIs } from './who-is.ts'

let world: World
const password = 'correct horse battery'
const email = 'olive.operator@almanac.example'
const now = new Date('2026-11-01T09:00:00Z')
const from = { place: '1.1.1.1', browser: 'Firefox' }

beforeAll(async () => {
  world = await makeWorld()
  const hashed = await hashPassword(password)
  await asSystem((tx) => setPassword(tx, world.operator, hashed))
})

test('the right pair begins a session, which knows its person and what they may now', async () => {
  const { session } = await signIn(from, ` ${email.toUpperCase()} `, password, now)
  expect(await whoIs(session, now)).toMatchObject({ id: world.operator, email, roles: [{ role: 'operator' }] })
  expect((await auditOf(world.operator)).map((entry) => entry.action)).toEqual(['user.sign-in'])
})

test.each([
  ['a wrong password', email, 'wrong'],
  ['an unknown address', 'nobody@almanac.example', password],
  ['somebody without a password', 'sam.scheduler@almanac.example', ''],
  ['nothing', '', ''],
  ['a NUL', `${email}\u0000`, `${password}\u0000`],
  ['half a letter', '\ud83d@almanac.example', '\ud83d'],
])('%s is refused like any other', (_, address, typed) =>
  expect(signIn(from, address, typed, now)).rejects.toMatchObject({
    kind: 'invalid',
    reasons: [{ code: 'wrong-sign-in', field: 'password' }],
  }),
)

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
