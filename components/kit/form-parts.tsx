'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/forms/action-form.tsx'
import { AudienceFields } from '#components/forms/audience-fields.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Choose } from '#components/forms/choose.tsx'
import { Conflict } from '#components/forms/conflict.tsx'
import { DateAndTime } from '#components/forms/date-and-time.tsx'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { Field } from '#components/forms/form.tsx'
import { RowFold } from '#components/forms/row-fold.tsx'
import { RowList } from '#components/forms/row-list.tsx'
import { SmallAction } from '#components/forms/small-action.tsx'
import { Tick } from '#components/forms/tick.tsx'
import { StatusChoices } from '#components/records/status-choices.tsx'
import { type FormState, untouched } from '#lib/forms/form-state.ts'
import { service, window, zone } from './words.ts'

const stay = async (state: FormState) => state

/** What a form of staff is made of: as it stands, refused, and with what somebody else changed meanwhile. */
export function FormParts({ at }: { at: string }) {
  const t = useTranslations('admin.windowForm')
  const form = useTranslations('admin.form')
  const [kind, setKind] = useState('en')
  const fields = useTranslations('admin.fields')
  const refused: FormState = {
    reasons: [
      { code: 'required', field: `${at}.title.en` },
      {
        code: 'frozen',
        field: `${at}.starts`,
        severity: 'waiver',
        facts: { title: window.title, from: '2026-11-19', until: '2026-12-09' },
      },
    ],
  }
  return (
    <div className="max-w-4xl">
      <ErrorSummary state={refused} title={(count) => form('errors', { count })} />
      <Conflict
        changes={[
          {
            ...{ who: 'Priya Raman', at: window.startsAt.toISOString(), action: 'window.edit' },
            ...{ before: { title: service }, after: { title: window.title } },
          },
        ]}
        zone={zone}
      />
      {[untouched, refused].map((state) => (
        <ActionForm key={state.reasons.length} action={stay} submit={t('savePublished')} zone={zone}>
          {() => (
            <div className="grid gap-4">
              <BothLanguages name={`${at}.title`} label={t('title')} value={window.title} state={state} explain />
              <div className="form-grid">
                <DateAndTime
                  name={`${at}.starts`}
                  label={t('starts')}
                  value="2026-11-29T20:00"
                  zone={zone}
                  state={state}
                />
                <Choose
                  name={`${at}.kind`}
                  label={t('kind')}
                  value={kind}
                  options={(['en', 'hi'] as const).map((key) => [key, fields(key)])}
                  state={state}
                  onChoose={setKind}
                />
                <Field name={`${at}.service`} label={t('service')} hint={t('changesHint')} state={state}>
                  {(field) => <input {...field} type="text" defaultValue={service.en} />}
                </Field>
              </div>
              <Tick name={`${at}.migration`} label={t('migration')} note={t('nobodySees')} state={state} />
              <StatusChoices
                rows={[{ field: `${at}.status`, name: service.en, place: window.reference, state: 'maintenance' }]}
                offered={['working', 'degraded', 'major']}
                state={state}
              />
              <AudienceFields tenants={[{ id: 'a', name: 'City A' }]} audience="public" chosen={[]} state={state} />
              <RowList
                list={`${at}.rows`}
                stored={[{ code: window.reference }]}
                blank={{}}
                words={{ add: t('newTitle'), remove: t('editHere') }}
                nameOf={() => window.reference}
                state={state}
              >
                {(row) => (
                  <RowFold {...row} name={window.reference} note={t('changesHint')}>
                    <BothLanguages name={`${row.at}.name`} label={t('title')} state={state} />
                  </RowFold>
                )}
              </RowList>
            </div>
          )}
        </ActionForm>
      ))}
      <SmallAction action={stay} hidden={{}} label={t('editHere')} name={t('editHere')} />
    </div>
  )
}
