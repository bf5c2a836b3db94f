'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { AudienceFields } from '#components/forms/audience-fields.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Choose } from '#components/forms/choose.tsx'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { ImpactChoices, type Standing } from './impact-choices.tsx'

export type IncidentOffer = { id: string; name: string; tenants: { id: string; name: string }[]; standing: Standing[] }

/** Opens an incident; from a window it takes the window's service and audience. */
export function DeclareForm({
  action,
  offers,
  service,
  window,
  takesOver,
  reach,
}: {
  action: Action
  offers: IncidentOffer[]
  service: string
  window: { id: string; title: string } | null
  /** The reference of the incident that the portal opened by itself for this window. */
  takesOver: string | null
  reach: number | null
}) {
  const t = useTranslations('admin.incidents')
  const words = useTranslations('words')
  const [chosen, setChosen] = useState(service)
  const offer = offers.find((one) => one.id === chosen) ?? offers[0]
  if (!offer) return <p className="note">{t('noService')}</p>
  return (
    <ActionForm
      action={action}
      hidden={{ windowId: window?.id ?? '' }}
      submit={reach === null ? t('declare') : t(takesOver ? 'updateTo' : 'declareTo', { count: reach })}
    >
      {(state) => (
        <div className="grid gap-5">
          {window && (
            <p className="who-sees">
              {takesOver
                ? t('takesOver', { title: window.title, reference: takesOver })
                : t('fromWindow', { title: window.title })}
              <input type="hidden" name="serviceId" value={offer.id} />
            </p>
          )}
          <div className="form-grid">
            {!window && (
              <Choose
                name="serviceId"
                label={t('service')}
                value={offer.id}
                options={offers.map(({ id, name }) => [id, name])}
                state={state}
                onChoose={setChosen}
              />
            )}
            <Field name="severity" label={t('severity')} state={state}>
              {(field) => (
                <select {...field} defaultValue={typedOr(state, 'severity', window ? 'high' : 'medium')}>
                  {(['low', 'medium', 'high'] as const).map((one) => (
                    <option key={one} value={one}>
                      {words(`severity.${one}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <BothLanguages name="title" label={t('titleField')} state={state} limit={120} />
          <BothLanguages name="text" label={t('text')} state={state} lines={4} />
          <BothLanguages name="advice" label={t('advice')} state={state} lines={2} />
          <p className="note -mt-3">{t('adviceHint')}</p>
          <ImpactChoices key={offer.id} standing={offer.standing} state={state} />
          {!window && (
            <AudienceFields
              key={`audience ${offer.id}`}
              tenants={offer.tenants}
              audience="public"
              chosen={[]}
              state={state}
            />
          )}
        </div>
      )}
    </ActionForm>
  )
}
