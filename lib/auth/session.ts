import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { Refusal } from '#lib/errors.ts'
import { ownAddress } from '#lib/own-address.ts'
import { settings } from '#lib/settings.ts'
import { cookieIn, cookieName, cookieOptions, sessionAge } from './session-cookie.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { whoIs } from './who-is.ts'

/**
 * next-auth, with email and password: its interface below `/api/auth`, for programs; people use the form. The token names
 * a person and a session, and is renewed while that session lasts; what the person may is asked each time.
 */
export function authOptions(): NextAuthOptions {
  const options = cookieOptions()
  return {
    secret: settings.authSecret(),
    session: { strategy: 'jwt', maxAge: sessionAge.days * 86_400 },
    useSecureCookies: options.secure,
    cookies: {
      sessionToken: { name: cookieName('session'), options },
      csrfToken: { name: cookieName('csrf'), options },
      callbackUrl: { name: cookieName('callback'), options },
    },
    pages: { signIn: '/admin/sign-in', error: '/admin/sign-in' },
    // An ended session is no fault; whatever else is, in one line.
    logger: { error: (code) => code !== 'JWT_SESSION_ERROR' && console.error(`next-auth: ${code}`), warn: () => {} },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(given, request) {
          const said = (name: string) => String(request.headers?.[name] ?? '')
          const from = {
            place: said('x-forwarded-for') || 'unknown',
            browser: said('user-agent'),
            device: cookieIn(said('cookie'), cookieName('device')),
          }
          return signIn(from, String(given?.email ?? ''), String(given?.password ?? '')).then(
            ({ session }) => ({ id: session.person, session: session.id }),
            (error) => {
              if (error instanceof Refusal) return null
              throw error
            },
          )
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sub: user.id, session: (user as { session?: string }).session }
        if (await whoIs({ person: token.sub ?? '', id: String(token.session) })) return token
        throw new Error('the session has ended')
      },
      // A name is all that its type knows; nothing but whose it is goes out.
      session: ({ session, token }) => ({ expires: session.expires, user: { id: token.sub, name: null } }),
      redirect: ({ url, baseUrl }) => baseUrl + (ownAddress(url, baseUrl) ?? '/'),
    },
    events: {
      async signOut({ token }) {
        if (token?.sub) await signOut({ person: token.sub, id: String(token.session) })
      },
    },
  }
}
