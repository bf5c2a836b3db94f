'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { Field } from '#components/forms/form.tsx'
import { type FormState, untouched } from '#lib/forms/form-state.ts'
import { ChoiceFields, type Chosen, Row, type Zones } from './choice-fields.tsx'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  services: { id: string; name: string }[]
  zones: Zones
  chosen: Chosen
}

/** Subscribing: one form, sent with or without script; what was typed stays when something is refused. */
export function SubscribeForm({ action, services, zones, chosen }: Props) {
  const t = useTranslations('site.subscribe')
  const [state, send, pending] = useActionState(action, untouched)
  if (state.done) {
    return (
      <section className="section border-t-accent" aria-labelledby="sent" role="status">
        <h2 id="sent" className="text-6">
          {t('sentTitle')}
        </h2>
        <p className="mt-2">{t.rich('sent', { email: state.done, b: (chunks) => <b>{chunks}</b> })}</p>
        <p className="note mt-2">{t('sentNote')}</p>
      </section>
    )
  }
  return (
    <form action={send} noValidate>
      <ErrorSummary state={state} title={(count) => t('errors', { count })} />
      <Row title={t('where')}>
        <Field name="email" label={t('email')} hint={t('emailHint')} state={state} className="max-w-sm">
          {(field) => (
            <input {...field} type="email" autoComplete="email" defaultValue={String(state.typed?.email ?? '')} />
          )}
        </Field>
      </Row>
      <ChoiceFields state={state} services={services} zones={zones} chosen={chosen} />
      <div className="flex flex-wrap items-center justify-between gap-4 pt-4">
        <p className="note max-w-md">{t('keep')}</p>
        <button type="submit" className="button main when-fresh" aria-disabled={pending}>
          {t(pending ? 'sending' : 'button')}
        </button>
        <span className="button when-stale flexed" aria-disabled="true">
          {t('waits')}
        </span>
      </div>
    </form>
  )
}
