import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import { act, record } from '#lib/records/command.ts'
import type { Session } from './session-cookie.ts'

/** Ends this session, or all of the person's, on every device, from the next request on. Doing it twice is no error. */
export async function signOut({ person, id }: Session, { everywhere = false } = {}): Promise<void> {
  await act(person, async (acting) => {
    const own = eq(sessions.userId, person)
    // Who signs out everywhere must be signed in: an ended token must not end what began after it.
    const [ended] = await acting.tx
      .delete(sessions)
      .where(and(own, eq(sessions.id, id)))
      .returning()
    if (!ended) return
    if (everywhere) await acting.tx.delete(sessions).where(own)
    const action = everywhere ? 'user.sign-out-everywhere' : 'user.sign-out'
    await record(acting, { action, subject: { kind: 'user', id: person } })
  })
}
