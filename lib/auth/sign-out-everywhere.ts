import { eq, sql } from 'drizzle-orm'
import { users } from '#db/schema/people.ts'
import { act, record } from '#lib/records/command.ts'

/** Ends all sessions of a person, on every device, from their next request on. */
export async function signOutEverywhere(person: string): Promise<void> {
  await act(person, async (acting) => {
    await acting.tx
      .update(users)
      .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, person))
    await record(acting, { action: 'user.sign-out-everywhere', subject: { kind: 'user', id: person } })
  })
}
