import type { IncomingMessage } from 'node:http'
import { decode } from 'next-auth/jwt'
import { settings } from '#lib/settings.ts'

/** The cookie of a session; a browser sends it only over https where the site is reached by https. */
export const sessionCookie = 'almanac.session'

/** Whether a request carries a session of ours. Only its signature is looked at: pages ask the database what it is worth. */
export async function hasSession(request: IncomingMessage): Promise<boolean> {
  const value = /(?:^|;\s*)almanac\.session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (!value) return false
  return decode({ token: value, secret: settings.authSecret() }).then(
    (token) => token !== null,
    () => false,
  )
}
