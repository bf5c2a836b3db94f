'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { AudienceFields } from '#components/forms/audience-fields.tsx'
import { BothLanguages, typedOr } from '#components/forms/fields.tsx'
import { Field, reasonsFor, useReasonText } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { Texts } from '#db/schema/columns.ts'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { FormState } from '#lib/forms/form-state.ts'

export type Standing = {
  componentId: string
  environmentId: string
  name: string
  environment: string
  state: ComponentState
}
export type IncidentOffer = { id: string; name: string; tenants: { id: string; name: string }[]; standing: Standing[] }

/** Statuses that the incident gives to components; what is left as it is stays out of it. */
function Impacts({ standing, state, all }: { standing: Standing[]; state: FormState; all?: boolean }) {
  const t = useTranslations('admin.incidents')
  const words = useTranslations('words.component')
  const say = useReasonText()
  const reasons = reasonsFor(state, 'impacts')
  return (
    <div className="field" id="field-impacts" tabIndex={-1}>
      {reasons.map((reason) => (
        <p key={`${reason.field} ${reason.code}`} className="error">
          <Icon name="major" />
          {say(reason)}
        </p>
      ))}
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('component')}</th>
            <th scope="col">{t('now')}</th>
            <th scope="col">{t('withThis')}</th>
          </tr>
        </thead>
        <tbody>
          {standing.map((row) => {
            const name = `impact.${row.componentId}.${row.environmentId}`
            return (
              <tr key={name}>
                <th scope="row">
                  {row.name}
                  <span className="note block">{row.environment}</span>
                </th>
                <td data-label={t('now')}>{words(row.state)}</td>
                <td data-label={t('withThis')}>
                  <select
                    name={name}
                    aria-label={`${row.name}, ${row.environment}: ${t('withThis')}`}
                    defaultValue={typedOr(state, name, '')}
                  >
                    <option value="">{t('asItIs')}</option>
                    {(['degraded', 'partial', 'major', ...(all ? (['working'] as const) : [])] as const).map((one) => (
                      <option key={one} value={one}>
                        {words(one)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

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
              <Field name="serviceId" label={t('service')} state={state}>
                {(field) => (
                  <select {...field} value={offer.id} onChange={(event) => setChosen(event.target.value)}>
                    {offers.map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
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
          <Impacts key={offer.id} standing={offer.standing} state={state} />
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

/** A message on an open incident, with its state and its components' statuses. */
export function UpdateForm({
  action,
  id,
  version,
  zone,
  current,
  advice,
  standing,
  reach,
}: {
  action: Action
  id: string
  version: number
  zone: string
  current: string
  advice: Texts | null
  standing: Standing[]
  reach: number
}) {
  const t = useTranslations('admin.incidents')
  const words = useTranslations('words.incident')
  return (
    <ActionForm action={action} hidden={{ id, version }} zone={zone} submit={t('updateTo', { count: reach })}>
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
          <Impacts standing={standing} state={state} all />
          <p className="note">{t('resolveNote')}</p>
        </div>
      )}
    </ActionForm>
  )
}

/** The review after the end. */
export function ReviewForm({
  action,
  id,
  version,
  zone,
  review,
  first,
}: {
  action: Action
  id: string
  version: number
  zone: string
  review: Texts | null
  first: boolean
}) {
  const t = useTranslations('admin.incidents')
  return (
    <ActionForm action={action} hidden={{ id, version }} zone={zone} submit={t(first ? 'publishReview' : 'saveReview')}>
      {(state) => <BothLanguages name="review" label={t('review')} value={review} state={state} lines={8} />}
    </ActionForm>
  )
}

/** Corrects a typing error in the title, without a mail. */
export function CorrectTitleForm({
  action,
  id,
  version,
  zone,
  title,
}: {
  action: Action
  id: string
  version: number
  zone: string
  title: Texts
}) {
  const t = useTranslations('admin.incidents')
  return (
    <ActionForm action={action} hidden={{ id, version }} zone={zone} submit={t('correct')}>
      {(state) => <BothLanguages name="title" label={t('titleField')} value={title} state={state} />}
    </ActionForm>
  )
}
