'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { AudienceFields } from '#components/forms/audience-fields.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Field } from '#components/forms/form.tsx'
import type { Reason } from '#lib/errors.ts'
import type { FreezeOffer, FreezeStart } from '#lib/freezes/offers.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { DayFields } from './day-fields.tsx'
import { HeldWindows } from './held-windows.tsx'
import { ScopeFields } from './scope-fields.tsx'

/**
 * A freeze: whole days in the service's zone, what it holds, what is still deployed. One that is published keeps its
 * service and audience; one that a policy's yearly rule gives has its service and kind from it.
 */
export function FreezeForm({
  action,
  offers,
  start,
  published,
}: {
  action: Action
  offers: FreezeOffer[]
  start: FreezeStart | null
  /** `notice`: what the policy said of what it holds when that was told. */
  published?: { id: string; version: number; timeZone: string; notice: Reason[] }
}) {
  const t = useTranslations('admin.freezes')
  const words = useTranslations('words.freeze')
  const locale = useLocale() as Locale
  const [serviceId, setServiceId] = useState(start?.serviceId ?? offers[0]?.id ?? '')
  const [kind, setKind] = useState<string>(start?.kind ?? 'annual')
  const [releaseId, setReleaseId] = useState(start?.releaseId ?? '')
  const told = { firstDay: start?.firstDay ?? '', lastDay: start?.lastDay ?? '' }
  const [days, setDays] = useState(told)
  const chosen = { streams: start?.streams ?? [], environments: start?.environments ?? [] }
  const [scope, setScope] = useState(chosen)
  const meant = { serviceId, kind: kind as 'annual', releaseId: releaseId || null, ...days, ...scope }
  const [first] = useState(() => JSON.stringify(meant))
  const offer = offers.find((one) => one.id === serviceId)
  if (!offer) return <p className="note">{t('noService')}</p>
  const year = start?.rule && start.ruleYear ? { rule: start.rule, ruleYear: start.ruleYear } : null
  // A sent form goes back to what its lists began with: the stamp of the answer makes them begin with what was chosen.
  const chooseRelease = (id: string) => {
    setReleaseId(id)
    const release = offer.releases.find((one) => one.id === id)
    if (release) setDays({ firstDay: release.firstDay, lastDay: release.lastDay })
  }
  const releaseFreeze = offer.policy.releaseFreeze.value
  return (
    <ActionForm
      action={action}
      hidden={{
        ...(published && { id: published.id, version: published.version, serviceId }),
        ...(year && { ...year, serviceId, kind: 'annual' }),
      }}
      {...(published && { zone: published.timeZone })}
      submit={t(published ? 'save' : 'publish')}
    >
      {(state) => (
        <div className="grid gap-5">
          <div className="form-grid">
            {!published && !year && (
              <Field name="serviceId" label={t('service')} state={state}>
                {(field) => (
                  <select
                    key={state.stamp}
                    {...field}
                    defaultValue={offer.id}
                    onChange={(event) => {
                      setServiceId(event.target.value)
                      setScope({ streams: [], environments: [] })
                    }}
                  >
                    {offers.map((one) => (
                      <option key={one.id} value={one.id}>
                        {pick(one.name, locale).text}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            {!year && (
              <Field name="kind" label={t('kind')} state={state}>
                {(field) => (
                  <select
                    key={state.stamp}
                    {...field}
                    defaultValue={kind}
                    onChange={(event) => setKind(event.target.value)}
                  >
                    {(['annual', 'release', 'code_merge'] as const).map((one) => (
                      <option key={one} value={one}>
                        {words(one)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            {kind === 'release' && (
              <Field
                name="releaseId"
                label={t('release')}
                state={state}
                hint={
                  offer.releases.length === 0
                    ? t('noReleases')
                    : `${t('releaseAlone')} ${releaseFreeze ? t('releaseDays', { ...releaseFreeze, source: sourceInWords(offer.policy.releaseFreeze.source, locale) }) : ''}`
                }
              >
                {(field) => (
                  <select
                    key={`${offer.id} ${state.stamp}`}
                    {...field}
                    defaultValue={releaseId}
                    onChange={(event) => chooseRelease(event.target.value)}
                  >
                    <option value="">{t('chooseRelease')}</option>
                    {offer.releases.map((one) => (
                      <option key={one.id} value={one.id}>
                        {pick(one.name, locale).text}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
          </div>
          <DayFields
            offer={offer}
            days={days}
            year={year}
            state={state}
            stored={published ? { ...told, said: published.notice } : null}
            onChange={setDays}
          />
          <BothLanguages name="title" label={t('titleField')} value={start?.title} state={state} limit={120} />
          <BothLanguages name="exceptions" label={t('exceptions')} value={start?.exceptions} state={state} lines={2} />
          <ScopeFields key={offer.id} offer={offer} chosen={chosen} state={state} onChange={setScope} />
          {!published && (
            <AudienceFields
              key={`audience ${offer.id}`}
              tenants={offer.tenants.map(({ id, name }) => ({ id, name: pick(name, locale).text }))}
              audience="public"
              chosen={[]}
              state={state}
            />
          )}
          {/* What lies inside a published one stands above its form, until the form says otherwise. */}
          {!(published && JSON.stringify(meant) === first) && <HeldWindows freeze={meant} />}
        </div>
      )}
    </ActionForm>
  )
}

/** Lifts a freeze. */
export function LiftForm({ action, id, version, zone }: { action: Action; id: string; version: number; zone: string }) {
  const t = useTranslations('admin.freezes')
  return <ActionForm action={action} hidden={{ id, version }} zone={zone} submit={t('lift')} danger />
}
