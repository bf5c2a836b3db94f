import { eq } from 'drizzle-orm'
import { users } from '#db/schema/people.ts'
import { withinLimit } from '#lib/auth/limit.ts'
import { act, record } from '#lib/records/command.ts'
import { checkPassword } from './password.ts'

/** After so many wrong passwords in a row an account is locked for so many minutes. */
export const lockOut = { attempts: 5, minutes: 15 }

export type SignIn = { id: string; epoch: number }

/**
 * Checks an address and a password. Null for a wrong pair, an unknown address and a locked account alike: the answer
 * does not tell which, nor does the time it takes. From one place at most thirty attempts in a quarter of an hour.
 *
 * @param from where the request came from, an IP address
 */
export async function authenticate(
  from: string,
  email: string,
  password: string,
  now = new Date(),
): Promise<SignIn | null> {
  const address = email.trim().toLowerCase().slice(0, 254)
  const user = await act('system', async ({ tx }) => {
    if (!(await withinLimit(tx, `sign in from ${from}`, 30, 15, now))) return 'too many' as const
    return (await tx.select().from(users).where(eq(users.email, address)))[0]
  })
  if (user === 'too many') return null
  const matches = await checkPassword(user?.passwordHash ?? null, password.slice(0, 1000))
  if (!user) return null
  return act('system', async (acting) => {
    const { tx } = acting
    const [current] = await tx.select().from(users).where(eq(users.id, user.id)).for('update')
    if (!current || (current.lockedUntil && current.lockedUntil > now)) return null
    const subject = { kind: 'user', id: user.id }
    if (matches && current.passwordHash === user.passwordHash) {
      await tx.update(users).set({ failedSignIns: 0, lockedUntil: null }).where(eq(users.id, user.id))
      await record(acting, { action: 'user.sign-in', subject })
      return { id: user.id, epoch: current.sessionEpoch }
    }
    const failed = current.failedSignIns + 1
    const locks = failed >= lockOut.attempts
    await tx
      .update(users)
      .set(
        locks
          ? { failedSignIns: 0, lockedUntil: new Date(now.getTime() + lockOut.minutes * 60_000) }
          : { failedSignIns: failed },
      )
      .where(eq(users.id, user.id))
    await record(acting, { action: locks ? 'user.locked' : 'user.sign-in-failed', subject, after: { failed } })
    return null
  })
}
