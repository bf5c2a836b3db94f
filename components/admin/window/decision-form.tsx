'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { useReasonText } from '#components/ui/form.tsx'
import type { Reason } from '#lib/errors.ts'
import { untouched } from '#lib/forms/form-state.ts'
import type { Action } from '../action-form.tsx'

/** Grants or refuses one waiver, with a note. Who cannot decide it is told why instead. */
export function DecisionForm({ action, id, why }: { action: Action; id: string; why: Reason | undefined }) {
  const t = useTranslations('admin.window')
  const say = useReasonText()
  const [state, send, pending] = useActionState(action, untouched)
  if (why) return <p className="note">{say(why)}</p>
  return (
    <form action={send} className="mt-2 grid gap-2">
      <input type="hidden" name="id" value={id} />
      <label className="field">
        <span className="note block">{t('decisionNote')}</span>
        <input type="text" name="note.en" className="w-full" />
      </label>
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="granted" value="yes" className="button main small" aria-disabled={pending}>
          {t('grant')}
        </button>
        <button type="submit" name="granted" value="no" className="button small" aria-disabled={pending}>
          {t('refuse')}
        </button>
      </div>
      {state.reasons.map((reason) => (
        <p key={reason.code} role="alert" className="note is-major">
          {say(reason)}
        </p>
      ))}
    </form>
  )
}
