'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useActionState } from 'react'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { type FormState, untouched } from '#lib/forms/form-state.ts'
import { Conflict } from './conflict.tsx'

type ActionOf<S extends FormState> = (state: Awaited<S>, form: FormData) => Promise<S>
export type Action = ActionOf<FormState>

/**
 * A form of staff: why it was refused, who else changed the thing meanwhile, the fields, the button that sends. What was
 * typed stays. `hidden` names the thing and the state of it that was seen.
 */
export function ActionForm<S extends FormState = FormState>({
  action,
  hidden = {},
  zone = 'UTC',
  children,
  submit,
  secondary,
  danger,
  small,
  label,
  disabledWhy,
}: {
  action: ActionOf<S>
  hidden?: Record<string, string | number>
  zone?: string
  children?: (state: Awaited<S>) => ReactNode
  submit: string | ((state: Awaited<S>) => string)
  secondary?: ReactNode
  danger?: boolean
  /** For one row of a list; what the button does there is said by `label`. */
  small?: boolean
  label?: string
  /** Why it cannot be sent now; the button stays and says so. */
  disabledWhy?: string | undefined
}) {
  const t = useTranslations('admin.form')
  const locale = useLocale()
  const [state, send, pending] = useActionState<S, FormData>(action, untouched as Awaited<S>)
  const latest = state.changes?.reduce((version, change) => Math.max(version, Number(change.after?.version ?? 0)), 0)
  const words = typeof submit === 'string' ? submit : submit(state)
  const conflict = state.reasons.some((reason) => reason.code === 'changed-meanwhile')
  return (
    <form action={send} noValidate>
      {state.done && state.reasons.length === 0 && <DoneNote>{state.done}</DoneNote>}
      {conflict ? (
        <Conflict changes={state.changes ?? []} zone={zone} stamp={state.stamp} />
      ) : (
        <ErrorSummary state={state} title={(count) => t('errors', { count })} />
      )}
      <input type="hidden" name="locale" value={locale} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={name === 'version' && latest ? latest : value} />
      ))}
      {children?.(state)}
      <div className={small ? '' : 'flex flex-wrap items-center justify-end gap-2 pt-4'}>
        {disabledWhy && <p className="note mr-auto">{disabledWhy}</p>}
        {secondary}
        <button
          type="submit"
          className={`button ${small ? 'small' : danger ? 'danger' : 'main'}`}
          aria-label={label && `${words}: ${label}`}
          {...((pending || disabledWhy) && { 'aria-disabled': true })}
          {...(disabledWhy && { disabled: true })}
        >
          {pending ? t('sending') : conflict ? t('sendAnyway', { submit: words }) : words}
        </button>
      </div>
    </form>
  )
}
