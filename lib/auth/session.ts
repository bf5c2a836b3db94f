import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { settings } from '#lib/settings.ts'
import { authenticate } from './authenticate.ts'
import { sessionCookie } from './session-cookie.ts'

declare module 'next-auth' {
  interface Session {
    user: { id: string; epoch: number; name?: string | null }
  }
}

const hours = 8

/** next-auth, with email and password. The token says who and since which sign-out; what they may is asked each time. */
export function authOptions(): NextAuthOptions {
  const secure = settings.baseUrl().startsWith('https:')
  return {
    secret: settings.authSecret(),
    session: { strategy: 'jwt', maxAge: hours * 3600 },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookie, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } },
    pages: { signIn: '/admin/sign-in', error: '/admin/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(given, request) {
          const forwarded = request.headers?.['x-forwarded-for']
          const from =
            String(forwarded ?? 'unknown')
              .split(',')[0]
              ?.trim() || 'unknown'
          const found = await authenticate(from, given?.email ?? '', given?.password ?? '')
          return found && { id: found.id, epoch: found.epoch }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, epoch: (user as { epoch?: number }).epoch } : token),
      session: ({ session, token }) => ({ ...session, user: { id: token.sub ?? '', epoch: Number(token.epoch) } }),
    },
  }
}
