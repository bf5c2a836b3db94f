import { eq } from 'drizzle-orm'
import { newId } from '#db/schema/columns.ts'
import { sessions } from '#db/schema/sessions.ts'
import { users } from '#db/schema/users.ts'
import { invalid, Refusal } from '#lib/errors.ts'
import { asKept } from '#lib/input.ts'
import { act, record } from '#lib/records/command.ts'
import { forget, uncount, withinLimit } from './limit.ts'
import { makeKey, readKey } from './links.ts'
import { asksOf, fits, hashAs } from './password.ts'
import type { Session } from './session-cookie.ts'

/** Where a sign-in comes from: an IP address, what the browser calls itself, and the key of a device, if it has one. */
export type From = { place: string; browser: string; device?: string | undefined }

/**
 * How many wrong passwords are heard in a quarter of an hour. A stranger is slowed by where they are and whom they try,
 * together: nobody else is kept out by it. All strangers together are slowed for one account only far beyond that. A
 * device on which the person signed in before is counted by itself.
 */
export const attempts = { minutes: 15, ofPlaceToAccount: 5, ofPlace: 30, toAccount: 100, ofDevice: 10 }

/** A device is known for so many days after its last sign-in. */
export const deviceDays = 180

/**
 * Signs a person in: their session, and the key by which their device is known from then on. A wrong password and an
 * unknown address are refused alike, also in the time that it takes.
 *
 * @throws Refusal: invalid (`wrong-sign-in`), too-many (`too-many-sign-ins`)
 */
export async function signIn(
  from: From,
  typed: string,
  password: string,
  now = new Date(),
): Promise<{ session: Session; device: string }> {
  const address = asKept(typed)
  const device = from.device ? readKey('device', from.device, now) : null
  const heard = await act('system', async ({ tx }) => {
    const [user] = await tx.select().from(users).where(eq(users.email, address))
    const known = user && device?.startsWith(`${user.id}-`)
    const own = known ? `sign in by ${device}` : `sign in from ${from.place} to ${address}`
    const counts: [string, number][] = known
      ? [[own, attempts.ofDevice]]
      : [
          [`sign in from ${from.place}`, attempts.ofPlace],
          [own, attempts.ofPlaceToAccount],
          // Only what passed the others counts: a stranger who goes on and on keeps nobody else out.
          [`sign in to ${address}`, attempts.toAccount],
        ]
    for (const [key, limit] of counts) if (!(await withinLimit(tx, key, limit, attempts.minutes, now))) return null
    return { user, asks: user ? await asksOf(tx, user.id) : null, own, keys: counts.map(([key]) => key) }
  })
  if (!heard) throw new Refusal('too-many', [{ code: 'too-many-sign-ins', facts: { minutes: attempts.minutes } }])
  const { user, asks, own, keys } = heard
  const hashed = await hashAs(asks, password.slice(0, 1000))
  const signedIn = await act('system', async (acting) => {
    const { tx } = acting
    if (!user) return null
    const subject = { kind: 'user' as const, id: user.id }
    await tx.select({ id: users.id }).from(users).where(eq(users.id, user.id)).for('update')
    if (!(await fits(tx, user.id, hashed))) {
      await record(acting, { action: 'user.sign-in-failed', subject })
      return null
    }
    const [row] = await tx
      .insert(sessions)
      .values({ userId: user.id, createdAt: now, seenAt: now, place: from.place, browser: from.browser.slice(0, 300) })
      .returning({ id: sessions.id })
    // In the order in which they were counted: two at once must not wait for each other.
    for (const key of keys) await (key === own ? forget(tx, key) : uncount(tx, key, attempts.minutes, now))
    await record(acting, { action: 'user.sign-in', subject })
    return row && { person: user.id, id: row.id }
  })
  if (!signedIn) throw invalid({ code: 'wrong-sign-in', field: 'password' })
  const until = Math.round(now.getTime() / 1000) + deviceDays * 86_400
  const knownDevice = device?.startsWith(`${signedIn.person}-`) ? device : `${signedIn.person}-${newId()}`
  return { session: signedIn, device: makeKey('device', knownDevice, until) }
}
