import { eq } from 'drizzle-orm'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { users } from '#db/schema/people.ts'
import { asActor, asReader, type Role } from '#db/scope.ts'
import { begins } from '#lib/asked.ts'
import { Refusal } from '#lib/errors.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { isStaff } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { authOptions } from './session.ts'
import { sessionCookie } from './session-cookie.ts'

/** Who is looking, with the roles they have now. */
export type Viewer = { id: string; name: string; email: string; timeZone: string; language: Locale; roles: Role[] }

/**
 * The signed-in person of this request, or null. The session only names them: that they exist, that they did not sign
 * out everywhere, and what roles they have is read from the database each time.
 */
export const viewer = cache((): Promise<Viewer | null> => whoAsks(asReader))

async function whoAsks(scope: typeof asReader | typeof asActor): Promise<Viewer | null> {
  begins()
  if (!(await cookies()).get(sessionCookie)) return null
  const session = await getServerSession(authOptions())
  if (!session?.user.id) return null
  const { id, epoch } = session.user
  return scope(id, async (tx, roles) => {
    const [user] = await tx.select().from(users).where(eq(users.id, id))
    if (!user || user.sessionEpoch !== epoch) return null
    return { id, name: user.name, email: user.email, timeZone: user.timeZone, language: user.language, roles }
  })
}

/** For admin pages: staff, or the way to sign in. */
export async function staffViewer(locale: Locale, path: string): Promise<Viewer> {
  const person = await viewer()
  if (!person || !isStaff(person.roles))
    redirect(`${inLanguage(locale, paths.signIn)}?to=${encodeURIComponent(inLanguage(locale, path))}`)
  return person
}

/** For actions: who asks, or a refusal. Asked on a connection of those that are kept for commands. */
export async function actingPerson(): Promise<string> {
  const person = await whoAsks(asActor)
  if (!person) throw new Refusal('forbidden', [{ code: 'signed-out' }])
  return person.id
}
