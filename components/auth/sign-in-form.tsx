'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { Action } from '#components/forms/action-form.tsx'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { Field } from '#components/forms/form.tsx'
import { untouched } from '#lib/forms/form-state.ts'

/** Email and password, sent with or without script. A wrong pair leaves the address there and says nothing of which of the two was wrong. */
export function SignInForm({ action, to }: { action: Action; to: string }) {
  const t = useTranslations('admin.signIn')
  const [state, send, pending] = useActionState(action, untouched)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <ErrorSummary state={state} title={() => t('failed')} />
      <input type="hidden" name="locale" value={useLocale()} />
      <input type="hidden" name="to" value={to} />
      <Field name="email" label={t('email')} state={state}>
        {(field) => (
          <input
            {...field}
            type="email"
            autoComplete="username"
            required
            defaultValue={String(state.typed?.email ?? '')}
          />
        )}
      </Field>
      <Field name="password" label={t('password')} state={state}>
        {(field) => <input {...field} type="password" autoComplete="current-password" required />}
      </Field>
      <button type="submit" className="button main justify-self-start" aria-disabled={pending}>
        {t(pending ? 'pending' : 'button')}
      </button>
    </form>
  )
}
