'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { landing } from '#lib/auth/landing.ts'
import { cookieName, cookieOptions, makeToken, sessionAge } from '#lib/auth/session-cookie.ts'
import { deviceDays, signIn } from '#lib/auth/sign-in.ts'
import { whoIs } from '#lib/auth/who-is.ts'
import { type FormState, forForm, textOf } from '#lib/forms/form-state.ts'
import { isLocale } from '#lib/i18n/locales.ts'

/** Signs in and leads to where the person wanted to go. The address stays typed when it fails, the password does not. */
export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  let to = ''
  const state = await forForm(form, async () => {
    const [asked, jar] = await Promise.all([headers(), cookies()])
    const from = {
      place: asked.get('x-forwarded-for') ?? 'unknown',
      browser: asked.get('user-agent') ?? '',
      device: jar.get(cookieName('device'))?.value,
    }
    const { session, device } = await signIn(from, textOf(form, 'email'), textOf(form, 'password'))
    const days = (count: number) => ({ ...cookieOptions(), maxAge: count * 86_400 })
    jar.set(cookieName('session'), await makeToken(session), days(sessionAge.days))
    jar.set(cookieName('device'), device, days(deviceDays))
    const locale = textOf(form, 'locale')
    to = landing((await whoIs(session))?.roles ?? [], textOf(form, 'to'), isLocale(locale) ? locale : 'en')
    return { reasons: [] }
  })
  if (to) redirect(to)
  return state
}
