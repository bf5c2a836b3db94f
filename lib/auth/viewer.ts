import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { asActor, asReader } from '#db/scope.ts'
import { begins } from '#lib/asked.ts'
import { Refusal } from '#lib/errors.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { isStaff } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { cookieName, readToken, type Session } from './session-cookie.ts'
import { type Viewer, whoIs } from './who-is.ts'

/** The session that this request names; whether it has ended is not asked. */
export const namedSession = async (): Promise<Session | null> =>
  readToken((await cookies()).get(cookieName('session'))?.value)

/** The signed-in person of this request, or null. The session only names them: the rest is read each time. */
export const viewer = cache((): Promise<Viewer | null> => whoAsks(asReader))

async function whoAsks(scope: typeof asReader | typeof asActor): Promise<Viewer | null> {
  begins()
  const session = await namedSession()
  return session && whoIs(session, new Date(), scope)
}

/** For admin pages: staff, or the way to sign in, which tells whoever is signed in and no staff that it is for staff. */
export async function staffViewer(locale: Locale, path: string): Promise<Viewer> {
  const person = await viewer()
  if (!person || !isStaff(person.roles))
    redirect(`${inLanguage(locale, paths.signIn)}?to=${encodeURIComponent(inLanguage(locale, path))}`)
  return person
}

/** For actions: who asks, or a refusal. Asked on a connection of those that are kept for commands. */
export async function actingViewer(): Promise<Viewer> {
  const person = await whoAsks(asActor)
  if (!person) throw new Refusal('forbidden', [{ code: 'signed-out' }])
  return person
}
export const actingPerson = async (): Promise<string> => (await actingViewer()).id
