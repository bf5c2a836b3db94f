import { and, eq } from 'drizzle-orm'
import { sessions } from '#db/schema/sessions.ts'
import { users } from '#db/schema/users.ts'
import { asActor, asReader, type Role } from '#db/scope.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type Session, sessionAge } from './session-cookie.ts'

/** Who is looking, with the roles they have now. */
export type Viewer = { id: string; name: string; email: string; timeZone: string; language: Locale; roles: Role[] }

/** How much later the row of a session may say that it was used, in minutes: not every look writes. */
const seenAgain = 5

/**
 * The person of a session, with the roles they have now; null when it has ended. Being asked for keeps it alive.
 *
 * @param scope on whose connections it is asked: those of readers, or those kept for commands
 */
export async function whoIs(
  session: Session,
  now = new Date(),
  scope: typeof asReader | typeof asActor = asReader,
): Promise<Viewer | null> {
  const found = await scope(session.person, async (tx, roles) => {
    const [row] = await tx
      .select({
        createdAt: sessions.createdAt,
        seenAt: sessions.seenAt,
        name: users.name,
        email: users.email,
        timeZone: users.timeZone,
        language: users.language,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.id, session.id), eq(sessions.userId, session.person)))
    return row && { ...row, roles }
  })
  if (!found) return null
  const { createdAt, seenAt, ...person } = found
  if (seenAt < idleSince(now) || createdAt < tooOldSince(now)) return null
  if (now.getTime() - seenAt.getTime() > seenAgain * 60_000)
    await asActor(session.person, (tx) => tx.update(sessions).set({ seenAt: now }).where(eq(sessions.id, session.id)))
  return { id: session.person, ...person }
}

/** A session last used before this has ended. */
export const idleSince = (now: Date) => new Date(now.getTime() - sessionAge.idleHours * 3_600_000)
/** A session that began before this has ended. */
export const tooOldSince = (now: Date) => new Date(now.getTime() - sessionAge.days * 86_400_000)
