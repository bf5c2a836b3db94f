import type { IncomingMessage } from 'node:http'
import { decode, encode } from 'next-auth/jwt'
import { settings } from '#lib/settings.ts'

/** A sign-in: whose, and the row that it lasts as long as. */
export type Session = { person: string; id: string }

/** A session ends when it was not used for so many hours, and after so many days whatever happens. */
export const sessionAge = { idleHours: 8, days: 7 }

const secure = () => settings.baseUrl().startsWith('https:')

/** Our cookies. Where the site is reached by https no neighbour under the same domain can set one (`__Host-`). */
export const cookieName = (of: 'session' | 'csrf' | 'callback' | 'device') =>
  `${secure() ? '__Host-' : ''}almanac.${of}`

export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax' as const, path: '/', secure: secure() })

/** The token of a session, as next-auth makes it. */
export const makeToken = ({ person, id }: Session): Promise<string> =>
  encode({ token: { sub: person, session: id }, secret: settings.authSecret(), maxAge: sessionAge.days * 86_400 })

/** The session that a token names, or null for one that is made up or too old. Whether it has ended the database knows. */
export async function readToken(token: string | undefined): Promise<Session | null> {
  if (!token) return null
  const read = await decode({ token, secret: settings.authSecret() }).catch(() => null)
  return read?.sub && typeof read.session === 'string' ? { person: read.sub, id: read.session } : null
}

/** Whether a request carries a session of ours. Only its signature is looked at: pages ask the database what it is worth. */
export async function hasSession(request: IncomingMessage): Promise<boolean> {
  const { cookie } = request.headers
  return cookie !== undefined && (await readToken(cookieIn(cookie, cookieName('session')))) !== null
}

/** The value of a cookie in a request's header. */
export function cookieIn(header: string, name: string): string | undefined {
  const found = header.split(/;\s*/).find((one) => one.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}
