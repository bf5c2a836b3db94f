import { cookies } from 'next/headers'
import { cookieName, cookieOptions } from '#lib/auth/session-cookie.ts'
import { signOut } from '#lib/auth/sign-out.ts'
import { namedSession } from '#lib/auth/viewer.ts'
import { problem } from '#lib/problem.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { demandSameSite } from '#lib/same-site.ts'

/**
 * `POST /api/sign-out`: ends the session, or with `?everywhere` all of this person's, and leads to the status page. An
 * address and not an action, so that the button works on every page, without script too.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    demandSameSite(request)
    const asked = new URL(request.url).searchParams
    const session = await namedSession()
    if (session) await signOut(session, { everywhere: asked.has('everywhere') })
    ;(await cookies()).set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 })
    const locale = asked.get('lang') === 'hi' ? 'hi' : 'en'
    return new Response(null, { status: 303, headers: { Location: inLanguage(locale, paths.status) } })
  } catch (error) {
    return problem(error)
  }
}
