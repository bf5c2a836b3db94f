'use client'

import { useTranslations } from 'next-intl'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { typedOr } from '#components/forms/typed.ts'
import type { Texts } from '#db/schema/columns.ts'
import { ImpactChoices, type Standing } from './impact-choices.tsx'
import { formOf, type SeenIncident } from './seen-incident.ts'

/** A message on an open incident, with its state and its components' statuses. */
export function UpdateForm({
  action,
  of,
  current,
  advice,
  standing,
  reach,
}: {
  action: Action
  of: SeenIncident
  current: string
  advice: Texts | null
  standing: Standing[]
  reach: number
}) {
  const t = useTranslations('admin.incidents')
  const words = useTranslations('words.incident')
  return (
    <ActionForm action={action} {...formOf(of)} submit={t('updateTo', { count: reach })}>
      {(state) => (
        <div className="grid gap-5">
          <fieldset className="field">
            <legend>{t('stateField')}</legend>
            <div className="flex flex-wrap gap-x-6">
              {(['investigating', 'identified', 'monitoring', 'resolved'] as const).map((one) => (
                <label key={one} className="choice">
                  <input
                    type="radio"
                    name="state"
                    value={one}
                    defaultChecked={typedOr(state, 'state', current) === one}
                  />
                  {words(one)}
                </label>
              ))}
            </div>
          </fieldset>
          <BothLanguages name="text" label={t('text')} state={state} lines={4} />
          <BothLanguages name="advice" label={t('advice')} value={advice} state={state} lines={2} />
          <p className="note -mt-3">{t('adviceHint')}</p>
          <ImpactChoices standing={standing} state={state} all />
          <p className="note">{t('resolveNote')}</p>
        </div>
      )}
    </ActionForm>
  )
}
