'use client'

import { getCsrfToken, signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'

/** Email and password. A wrong pair leaves the address there and says nothing of which of the two was wrong. */
export function SignInForm({ to }: { to: string }) {
  const t = useTranslations('admin.signIn')
  const [failed, setFailed] = useState(0)
  const [pending, setPending] = useState(false)
  const error = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (failed) error.current?.focus()
  }, [failed])
  useEffect(() => {
    void getCsrfToken()
  }, [])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setPending(true)
    const answer = await signIn('credentials', {
      email: form.get('email'),
      password: form.get('password'),
      redirect: false,
    }).catch(() => null)
    if (answer?.ok) window.location.assign(to)
    else {
      setPending(false)
      setFailed((count) => count + 1)
    }
  }
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      {failed > 0 && (
        <p ref={error} tabIndex={-1} role="alert" className="error-summary flex gap-2">
          <Icon name="major" className="is-major mt-1" />
          <span>{t('failed')}</span>
        </p>
      )}
      <div className="field">
        <label htmlFor="email">{t('email')}</label>
        <input id="email" name="email" type="email" autoComplete="username" required />
      </div>
      <div className="field">
        <label htmlFor="password">{t('password')}</label>
        <input id="password" name="password" type="password" autoComplete="current-password" required />
      </div>
      <button type="submit" className="button main justify-self-start" aria-disabled={pending}>
        {t(pending ? 'pending' : 'button')}
      </button>
    </form>
  )
}
