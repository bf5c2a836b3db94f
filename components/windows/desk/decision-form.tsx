'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useEffect, useRef } from 'react'
import type { Action } from '#components/forms/action-form.tsx'
import { Field, useReasonText } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import type { Reason } from '#lib/errors.ts'
import { untouched } from '#lib/forms/form-state.ts'

/** Grants or refuses one waiver, with a word in the reader's language. Who cannot decide it is told why instead. */
export function DecisionForm({ action, id, why }: { action: Action; id: string; why: Reason | undefined }) {
  const t = useTranslations('admin.window')
  const say = useReasonText()
  const note = `note.${useLocale()}`
  const [state, send, pending] = useActionState(action, untouched)
  const word = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp is what tells one answer from the next
  useEffect(() => {
    if (state.reasons.some(({ field }) => field?.startsWith('note'))) word.current?.focus()
  }, [state.stamp])
  // Several waivers stand on a page: each has a field of its own.
  const reasons = state.reasons.map((reason) => ({ ...reason, field: reason.field?.replace(/^note.*/, `note-${id}`) }))
  if (why) return <p className="note">{say(why)}</p>
  return (
    <form action={send} className="mt-2 grid gap-2">
      <input type="hidden" name="id" value={id} />
      <Field name={`note-${id}`} label={t('decisionNote')} hint={t('decisionHint')} state={{ reasons }}>
        {(field) => (
          // A text of lines: Enter in a field of one would grant.
          <textarea
            {...field}
            ref={word}
            key={state.stamp}
            rows={2}
            name={note}
            defaultValue={typedOr(state, note, '')}
            className="w-full"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="granted" value="yes" className="button main small" aria-disabled={pending}>
          {t('grant')}
        </button>
        <button type="submit" name="granted" value="no" className="button small" aria-disabled={pending}>
          {t('refuse')}
        </button>
      </div>
      {reasons
        .filter(({ field }) => !field)
        .map((reason) => (
          <p key={reason.code} role="alert" className="note is-major">
            {say(reason)}
          </p>
        ))}
    </form>
  )
}
