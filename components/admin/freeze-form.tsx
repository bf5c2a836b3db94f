'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/form.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { type Action, ActionForm } from './action-form.tsx'
import { BothLanguages, typedOr } from './fields.tsx'
import { AudienceFields } from './window/audience-fields.tsx'

export type FreezeOffer = {
  id: string
  name: string
  environments: { id: string; name: string }[]
  tenants: { id: string; name: string }[]
}
export type FreezeBefore = {
  id: string
  version: number
  serviceId: string
  kind: string
  title: Texts
  exceptions: Texts | null
  environments: string[]
  firstDay: string
  lastDay: string
}

/** A freeze: whole days in the service's zone, what it holds, what is still deployed. */
export function FreezeForm({
  action,
  offers,
  before,
}: {
  action: Action
  offers: FreezeOffer[]
  before: FreezeBefore | null
}) {
  const t = useTranslations('admin.freezes')
  const words = useTranslations('words.freeze')
  const [serviceId, setServiceId] = useState(before?.serviceId ?? offers[0]?.id ?? '')
  const offer = offers.find((one) => one.id === serviceId)
  if (!offer) return <p className="note">{t('noService')}</p>
  return (
    <ActionForm
      action={action}
      hidden={before ? { id: before.id, version: before.version, serviceId } : {}}
      submit={t(before ? 'save' : 'publish')}
    >
      {(state) => (
        <div className="grid gap-5">
          <div className="form-grid">
            {!before && (
              <Field name="serviceId" label={t('service')} state={state}>
                {(field) => (
                  <select {...field} value={offer.id} onChange={(event) => setServiceId(event.target.value)}>
                    {offers.map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            <Field name="kind" label={t('kind')} state={state}>
              {(field) => (
                <select {...field} defaultValue={typedOr(state, 'kind', before?.kind ?? 'annual')}>
                  {(['annual', 'release', 'code_merge'] as const).map((one) => (
                    <option key={one} value={one}>
                      {words(one)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field name="firstDay" label={t('firstDay')} state={state}>
              {(field) => <input {...field} type="date" defaultValue={typedOr(state, 'firstDay', before?.firstDay)} />}
            </Field>
            <Field name="lastDay" label={t('lastDay')} state={state}>
              {(field) => <input {...field} type="date" defaultValue={typedOr(state, 'lastDay', before?.lastDay)} />}
            </Field>
          </div>
          <BothLanguages name="title" label={t('titleField')} value={before?.title} state={state} limit={120} />
          <BothLanguages name="exceptions" label={t('exceptions')} value={before?.exceptions} state={state} lines={2} />
          <fieldset className="field" key={offer.id}>
            <legend>{t('environments')}</legend>
            <div className="flex flex-wrap gap-x-6">
              {offer.environments.map((environment) => (
                <label key={environment.id} className="choice">
                  <input
                    type="checkbox"
                    name="environments"
                    value={environment.id}
                    defaultChecked={before?.environments.includes(environment.id)}
                  />
                  {environment.name}
                </label>
              ))}
            </div>
            <p className="note">{t('allWhenNone')}</p>
          </fieldset>
          {!before && (
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

/** Lifts a freeze. */
export function LiftForm({ action, id, version }: { action: Action; id: string; version: number }) {
  const t = useTranslations('admin.freezes')
  return <ActionForm action={action} hidden={{ id, version }} submit={t('lift')} />
}
