'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { Action } from '#components/forms/action-form.tsx'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { type ComponentState, componentStates } from '#db/schema/statuses.ts'
import { untouched } from '#lib/forms/form-state.ts'

/** One component's status, set by hand, with a note in both languages. */
export function StatusForm({
  action,
  componentId,
  environmentId,
  name,
  current,
  note,
}: {
  action: Action
  componentId: string
  environmentId: string
  name: string
  current: ComponentState
  note: { en?: string; hi?: string } | null
}) {
  const t = useTranslations('admin.statuses')
  const words = useTranslations('words.component')
  const [state, send, pending] = useActionState(action, untouched)
  return (
    <form action={send} className="grid gap-2 sm:grid-cols-[10rem_1fr_1fr_auto]" noValidate>
      {state.reasons.length > 0 && (
        <div className="sm:col-span-4">
          <ErrorSummary state={state} title={() => t('refused')} />
        </div>
      )}
      <input type="hidden" name="componentId" value={componentId} />
      <input type="hidden" name="environmentId" value={environmentId} />
      <select name="state" aria-label={`${name}: ${t('status')}`} defaultValue={typedOr(state, 'state', current)}>
        {componentStates.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </select>
      <input
        type="text"
        name="note.en"
        aria-label={`${name}: ${t('noteEnglish')}`}
        placeholder={t('noteEnglish')}
        defaultValue={typedOr(state, 'note.en', note?.en)}
        className="min-w-0"
      />
      <input
        type="text"
        name="note.hi"
        lang="hi"
        aria-label={`${name}: ${t('noteHindi')}`}
        placeholder={t('noteHindi')}
        defaultValue={typedOr(state, 'note.hi', note?.hi)}
        className="min-w-0"
      />
      <button type="submit" className="button" aria-disabled={pending} aria-label={`${name}: ${t('set')}`}>
        {state.done ? t('isSet') : t('set')}
      </button>
    </form>
  )
}
