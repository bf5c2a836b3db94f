'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { type FormState, untouched } from '#lib/forms/form-state.ts'
import { ChoiceFields, type Chosen, LanguageField, Row, ZoneField, type Zones } from './choice-fields.tsx'

type Action = (state: FormState, form: FormData) => Promise<FormState>

/** One button that confirms. */
export function ConfirmForm({ action, keyOf, locale }: { action: Action; keyOf: string; locale: string }) {
  const t = useTranslations('site.subscription')
  const [state, send, pending] = useActionState(action, untouched)
  return (
    <form action={send}>
      <ErrorSummary state={state} title={() => t('voidTitle')} />
      <input type="hidden" name="key" value={keyOf} />
      <input type="hidden" name="locale" value={locale} />
      <button type="submit" className="button main" aria-disabled={pending}>
        {t('confirm')}
      </button>
    </form>
  )
}

/** Changes what a subscriber gets. */
export function ChangeForm({
  action,
  keyOf,
  ...fields
}: {
  action: Action
  keyOf: string
  services: { id: string; name: string }[]
  zones: Zones
  chosen: Chosen
}) {
  const t = useTranslations('site.subscription')
  const [state, send, pending] = useActionState(action, untouched)
  return (
    <form action={send} noValidate>
      {state.done && <DoneNote>{t('saved')}</DoneNote>}
      <ErrorSummary state={state} title={(count) => t('errors', { count })} />
      <input type="hidden" name="key" value={keyOf} />
      <ChoiceFields state={state} {...fields} />
      <div className="flex flex-wrap items-center justify-between gap-4 pt-4">
        <p className="note">{t('fromNext')}</p>
        <button type="submit" className="button main" aria-disabled={pending}>
          {t('save')}
        </button>
      </div>
    </form>
  )
}

/** Changes how a member gets mail. */
export function MemberForm({
  action,
  keyOf,
  zones,
  chosen,
}: {
  action: Action
  keyOf: string
  zones: Zones
  chosen: { wantsMail: boolean; language: string; timeZone: string }
}) {
  const t = useTranslations('site.subscription')
  const fields = useTranslations('site.subscribe')
  const [state, send, pending] = useActionState(action, untouched)
  const typed = state.reasons.length ? state.typed : undefined
  return (
    <form action={send} noValidate>
      {state.done && <DoneNote>{t('saved')}</DoneNote>}
      <ErrorSummary state={state} title={(count) => t('errors', { count })} />
      <input type="hidden" name="key" value={keyOf} />
      <Row title={fields('about')}>
        <label className="choice">
          <input
            type="checkbox"
            name="wantsMail"
            defaultChecked={typed ? typed.wantsMail === 'on' : chosen.wantsMail}
          />
          <span>
            {t('wantsMail')}
            <small>{t('wantsMailNote')}</small>
          </span>
        </label>
      </Row>
      <Row title={fields('how')}>
        <LanguageField language={String(typed?.language ?? chosen.language)} />
        <ZoneField state={state} zones={zones} zone={String(typed?.timeZone ?? chosen.timeZone)} />
      </Row>
      <div className="flex flex-wrap items-center justify-between gap-4 pt-4">
        <p className="note">{t('fromNext')}</p>
        <button type="submit" className="button main" aria-disabled={pending}>
          {t('save')}
        </button>
      </div>
    </form>
  )
}

/** Ends it all, without asking why. */
export function EndForm({ action, keyOf, member }: { action: Action; keyOf: string; member: boolean }) {
  const t = useTranslations('site.subscription')
  const [state, send, pending] = useActionState(action, untouched)
  if (state.done) return <DoneNote>{t(member ? 'memberEnded' : 'ended')}</DoneNote>
  return (
    <form action={send}>
      <ErrorSummary state={state} title={() => t('voidTitle')} />
      <input type="hidden" name="key" value={keyOf} />
      <button type="submit" className="button main" aria-disabled={pending}>
        {t(member ? 'endMember' : 'end')}
      </button>
    </form>
  )
}
