import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rateLimits } from '#db/schema/people.ts'
import { sessions } from '#db/schema/sessions.ts'
import { asActor, asReader, asSystem } from '#db/scope.ts'
import { makeKey } from '#lib/auth/links.ts'
import { hashPassword, setPassword } from '#lib/auth/password.ts'
import { authOptions } from '#lib/auth/session.ts'
import { makeToken, readToken, sessionAge } from '#lib/auth/session-cookie.ts'
import { attempts, deviceDays, signIn } from '#lib/auth/sign-in.ts'
import { signOut } from '#lib/auth/sign-out.ts'
import { whoIs } from '#lib/auth/who-is.ts'
import { tidy } from '#lib/jobs/tidy.ts'
import { auditOf, makeWorld, type World } from '#lib/testing/world.ts'

let world: World
const password = 'correct horse battery'
const email = 'olive.operator@almanac.example'
const other = 'sam.scheduler@almanac.example'
const now = new Date('2026-11-01T09:00:00Z')
const after = ({ minutes = 0, hours = 0, days = 0 }) =>
  new Date(now.getTime() + minutes * 60_000 + hours * 3_600_000 + days * 86_400_000)

beforeAll(async () => {
  world = await makeWorld()
  const hashed = await hashPassword(password)
  for (const id of [world.operator, world.scheduler]) await asSystem((tx) => setPassword(tx, id, hashed))
})
beforeEach(() => asSystem((tx) => tx.delete(rateLimits)).then(() => undefined))

const at = (place: string, device?: string) => ({ place, browser: 'Firefox', device })
const begin = async (when = now) => (await signIn(at('1.1.1.1'), email, password, when)).session

describe('a session', () => {
  test('ends with signing out: its token is worth nothing from then on', async () => {
    const session = await begin()
    const cookie = await makeToken(session)
    await signOut(session)
    expect(await readToken(cookie)).toEqual(session)
    expect(await whoIs(session, now)).toBeNull()
    await signOut(session)
    expect((await auditOf(world.operator)).filter(({ action }) => action === 'user.sign-out')).toHaveLength(1)
  })

  test('and no other with it, unless everywhere is said; an ended one ends nothing', async () => {
    const [here, there] = [await begin(), await begin()]
    const [foreign] = [(await signIn(at('1.1.1.1'), other, password, now)).session]
    await signOut(here)
    expect(await whoIs(there, now)).not.toBeNull()
    await signOut(here, { everywhere: true })
    expect(await whoIs(there, now)).not.toBeNull()
    const third = await begin()
    await signOut(third, { everywhere: true })
    expect([await whoIs(there, now), await whoIs(third, now)]).toEqual([null, null])
    expect(await whoIs(foreign, now)).not.toBeNull()
  })

  test('lasts while it is used, and not beyond its days', async () => {
    const session = await begin()
    expect(await whoIs(session, after({ hours: sessionAge.idleHours, minutes: 1 }))).toBeNull()
    const most = sessionAge.days * 24
    for (let hours = 7; hours < most; hours += 7)
      expect(await whoIs(session, after({ hours })), `${hours}`).not.toBeNull()
    expect(await whoIs(session, after({ days: sessionAge.days, minutes: 1 }))).toBeNull()
  })

  test('of another person is not entered by a token that names both', async () => {
    const session = await begin()
    expect(await whoIs({ ...session, person: world.scheduler }, now)).toBeNull()
    expect(await whoIs({ ...session, id: 'abcdefghijkm' }, now)).toBeNull()
  })

  test('that is made up, changed or from before there were rows is none', async () => {
    const token = await makeToken(await begin())
    // Its last part is the seal over all of it.
    const changed = token.replace(/\.(.)([^.]*)$/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`)
    for (const wrong of [undefined, '', 'x', '%00', changed, `${token}.`]) expect(await readToken(wrong)).toBeNull()
  })

  test('is seen and ended by its person alone', async () => {
    const session = await begin()
    const rows = () => asSystem((tx) => tx.select().from(sessions).where(eq(sessions.id, session.id)))
    for (const viewer of [null, world.scheduler, world.memberA, world.auditor])
      expect(await asReader(viewer, (tx) => tx.select().from(sessions).where(eq(sessions.id, session.id)))).toEqual([])
    await asActor(world.stranger, (tx) => tx.delete(sessions))
    expect(await rows()).toHaveLength(1)
    expect(await asReader(world.operator, (tx) => tx.select().from(sessions))).toContainEqual(
      expect.objectContaining({ id: session.id, place: '1.1.1.1', browser: 'Firefox' }),
    )
  })

  test('is forgotten once it has expired', async () => {
    const session = await begin()
    await tidy(after({ hours: sessionAge.idleHours - 1 }))
    expect(await whoIs(session, now)).not.toBeNull()
    await tidy(after({ hours: sessionAge.idleHours + 1 }))
    expect(await asSystem((tx) => tx.select().from(sessions).where(eq(sessions.id, session.id)))).toEqual([])
  })
})

describe('next-auth’s own interface', () => {
  const callbacks = authOptions().callbacks
  test('renews the token of a session that lasts, and of no other', async () => {
    const { session } = await signIn(at('1.1.1.1'), email, password)
    const token = { sub: session.person, session: session.id }
    const renew = () => callbacks?.jwt?.({ token, user: undefined, account: null } as never)
    expect(await renew()).toEqual(token)
    await authOptions().events?.signOut?.({ token } as never)
    await expect(renew()).rejects.toThrow()
  })

  test('sets cookies that no neighbour can set where the site is reached by https', () => {
    const named = () =>
      Object.values(authOptions().cookies ?? {}).map((cookie) => [cookie?.name, cookie?.options.secure])
    expect(named()).toEqual(['session', 'csrf', 'callback'].map((of) => [`__Host-almanac.${of}`, true]))
    const base = process.env.BASE_URL
    process.env.BASE_URL = 'http://localhost:3000'
    expect(named()).toEqual(['session', 'csrf', 'callback'].map((of) => [`almanac.${of}`, false]))
    process.env.BASE_URL = base
    for (const cookie of Object.values(authOptions().cookies ?? {})) {
      expect(cookie?.options).toMatchObject({ path: '/', httpOnly: true, sameSite: 'lax' })
      expect(cookie?.options).not.toHaveProperty('domain')
    }
  })

  test.each(['/\t/host/', '//host', 'https://host/', '\\\\host'])('leads nowhere else: %j', async (url) => {
    const to = await callbacks?.redirect?.({ url, baseUrl: 'https://almanac.example' })
    expect(to).toBe('https://almanac.example/')
  })
})

describe('wrong passwords', () => {
  const refused = (code: string) => ({ reasons: [{ code }] })
  const guess = async (count: number, place: string, address = email, device?: string) => {
    for (let nth = 0; nth < count; nth++)
      await expect(signIn(at(place, device), address, `guess ${nth}`, now)).rejects.toMatchObject(
        refused('wrong-sign-in'),
      )
  }
  const slowed = (place: string, address = email, device?: string, when = now) =>
    expect(signIn(at(place, device), address, password, when)).rejects.toMatchObject({
      kind: 'too-many',
      ...refused('too-many-sign-ins'),
    })
  const comesIn = async (place: string, address = email, device?: string, when = now) =>
    (await signIn(at(place, device), address, password, when)).device

  test('of a stranger slow the stranger: the person comes in from elsewhere, and after a while from there too', async () => {
    await guess(attempts.ofPlaceToAccount, '6.6.6.6')
    await slowed('6.6.6.6')
    await comesIn('6.6.6.6', other)
    await comesIn('1.1.1.1')
    await comesIn('6.6.6.6', email, undefined, after({ minutes: attempts.minutes }))
  })

  test('from the person’s own address keep them out of strange devices only', async () => {
    const device = await comesIn('1.1.1.1')
    await guess(attempts.ofPlaceToAccount, '1.1.1.1')
    await slowed('1.1.1.1')
    await comesIn('1.1.1.1', email, device)
  })

  test('however long a stranger goes on, the account is counted no further', async () => {
    await guess(attempts.ofPlaceToAccount, '6.6.6.6')
    for (let nth = 0; nth < attempts.toAccount; nth++) await slowed('6.6.6.6')
    await comesIn('1.1.1.1')
  })

  test('of many strangers slow strange devices, and no known one', async () => {
    const device = await comesIn('1.1.1.1')
    await asSystem((tx) =>
      tx
        .insert(rateLimits)
        .values({ key: `sign in to ${email}`, startsAt: now, count: attempts.toAccount })
        .onConflictDoUpdate({
          target: [rateLimits.key, rateLimits.startsAt],
          set: { count: attempts.toAccount },
        }),
    )
    await slowed('2.2.2.2')
    await comesIn('2.2.2.2', email, device)
  })

  test('for many accounts are counted for their place, for addresses that nobody has too', async () => {
    for (let nth = 0; nth < attempts.ofPlace; nth++) await guess(1, '7.7.7.7', `x${nth}@nowhere.example`)
    await slowed('7.7.7.7')
    await slowed('7.7.7.7', 'nobody@nowhere.example')
    await comesIn('1.1.1.1')
  })

  test('on a known device are counted too', async () => {
    const device = await comesIn('1.1.1.1')
    await guess(attempts.ofDevice, '1.1.1.1', email, device)
    await slowed('1.1.1.1', email, device)
  })

  test('a few of one’s own are forgotten when one gets in', async () => {
    for (let times = 0; times < 3; times++) {
      await guess(attempts.ofPlaceToAccount - 1, '1.1.1.1')
      await comesIn('1.1.1.1')
    }
  })

  test('an office signs in from one address in the morning', async () => {
    for (let nth = 0; nth <= attempts.ofPlace; nth++) await comesIn('8.8.8.8')
    await guess(attempts.ofPlaceToAccount, '8.8.8.8')
    await slowed('8.8.8.8')
  }, 30_000)

  test.each<[string, (theirs: string) => string]>([
    [
      'one of another person',
      () => makeKey('device', `${world.scheduler}-abcdefghijkm`, after({ days: 1 }).getTime() / 1000),
    ],
    ['one that is made up', () => `${world.operator}-abcdefghijkm.zz.xxxxxxxxxxxxxxxxxxxxxxxxxxx`],
    ['one that is for something else', () => makeKey('calendar', `${world.operator}-abcdefghijkm`)],
    [
      'one that is too old',
      () => makeKey('device', `${world.operator}-abcdefghijkm`, after({ days: -1 }).getTime() / 1000),
    ],
  ])('no device is known by %s', async (_, device) => {
    await guess(attempts.ofPlaceToAccount, '6.6.6.6', email, device(''))
    await slowed('6.6.6.6', email, device(''))
  })

  test('a device is known for its days after the last sign-in', async () => {
    const device = await comesIn('1.1.1.1')
    const again = await comesIn('1.1.1.1', email, device, after({ days: deviceDays - 1 }))
    expect(again.split('.')[0]).toBe(device.split('.')[0])
    expect(again).not.toBe(device)
  })
})
