'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useMemo, useState } from 'react'
import { PeakStrip } from '#components/regions/peak-strip.tsx'
import { ErrorSummary, Field, ReasonLine, reasonsFor } from '#components/ui/form.tsx'
import { untouched } from '#lib/forms/form-state.ts'
import { zoneCity } from '#lib/i18n/format.ts'
import { missingRollback } from '#lib/windows/lifecycle.ts'
import type { Action } from '../action-form.tsx'
import { Conflict } from '../conflict.tsx'
import { BothLanguages, DateAndTime, Tick, typedOr } from '../fields.tsx'
import { AudienceFields } from './audience-fields.tsx'
import { DowntimeFields } from './downtime-fields.tsx'
import type { Draft } from './draft.ts'
import { ImpactFields } from './impact-fields.tsx'
import { useLiveCheck } from './live-check.ts'
import type { Offer } from './offer.ts'
import { RulesBeside, rollbackIn } from './rules-beside.tsx'
import { ZonePair } from './zone-pair.tsx'

type Props = {
  action: Action
  offers: Offer[]
  draft: Draft
  readerZone: string
  /** The window is planned: its service, times and audience are published and stay. */
  published?: boolean
}

/** The form of a draft, with what the rules say beside it as one types. Everything is checked again when it is sent. */
export function WindowForm(props: Props) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Fields {...props} />
    </QueryClientProvider>
  )
}

function Fields({ action, offers, draft, readerZone, published = false }: Props) {
  const t = useTranslations('admin.windowForm')
  const locale = useLocale()
  const [state, send, pending] = useActionState(action, untouched)
  const [serviceId, setServiceId] = useState(draft.serviceId)
  const [kind, setKind] = useState(draft.kind)
  const [environmentId, setEnvironmentId] = useState(draft.environmentId)
  const [times, setTimes] = useState({ startsLocal: draft.startsLocal, endsLocal: draft.endsLocal })
  const [downtime, setDowntime] = useState(draft.downtime)
  const [hasDowntime, setHasDowntime] = useState(draft.downtime !== null || draft.id === null)
  const [filled, setFilled] = useState({
    title: Boolean(draft.title.en || draft.title.hi),
    description: draft.description !== null,
    effect: draft.effect !== null,
    infrastructure: draft.rollbackInfrastructure !== null,
    services: draft.rollbackServices !== null,
    data: draft.rollbackData !== null,
  })
  const [impacts, setImpacts] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(draft.impacts).map(([id, { impact }]) => [id, impact])),
  )

  const offer = offers.find((one) => one.id === serviceId) ?? offers[0]
  const environment = offer?.environments.find((one) => one.id === environmentId) ?? offer?.environments.at(-1)
  const chosenKind = offer?.kinds.find((one) => one.code === kind) ?? offer?.kinds[0]
  const note = (name: keyof typeof filled) => (_: 'en' | 'hi', text: string) =>
    setFilled((before) => ({ ...before, [name]: text.trim() !== '' }))
  const [releaseIds, setReleaseIds] = useState(draft.releaseIds)
  /** Times that were taken from what the rules offer; they replace what was typed. */
  const [taken, setTaken] = useState<{ startsLocal: string; endsLocal: string } | null>(null)
  const plan = useMemo(() => ({ ...times, downtime: hasDowntime ? downtime : null }), [times, downtime, hasDowntime])
  const named = Object.entries(impacts)
    .filter(([id, impact]) => impact && environment?.components.includes(id))
    .sort()
  const live = useLiveCheck({
    id: draft.id,
    serviceId: offer?.id ?? '',
    environmentId: environment?.id ?? null,
    kind: chosenKind?.code ?? '',
    ...times,
    componentIds: named.map(([id]) => id),
    releaseIds,
  })
  if (!offer || !environment || !chosenKind) return <p className="note">{t('noService')}</p>
  const releases = offer.releases.filter((release) => !release.windowId || release.windowId === draft.id)
  const conflict = state.reasons.some((reason) => reason.code === 'changed-meanwhile')
  // A rollback plan is owed when it is announced: until then its fields only say so, once there is something to plan.
  const owed = live && !chosenKind.urgent ? missingRollback(rollbackIn(filled)) : []
  const said = [...(live?.violations ?? []), ...owed.map((reason) => ({ ...reason, severity: 'warns' as const }))]
  const shown = { ...state, reasons: [...state.reasons, ...said] }
  const timesShown = taken ? { reasons: shown.reasons } : shown
  const latest = state.changes?.reduce((version, change) => Math.max(version, Number(change.after?.version ?? 0)), 0)

  return (
    <form action={send} noValidate className="form-and-rules">
      <div className="min-w-0">
        {conflict ? (
          <Conflict changes={state.changes ?? []} zone={offer.zone} stamp={state.stamp} />
        ) : (
          <ErrorSummary state={state} title={(count) => t('errors', { count })} />
        )}
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="id" value={draft.id ?? ''} />
        <input type="hidden" name="version" value={latest || draft.version} />

        <section className="form-row">
          <h2 className="label">{t('what')}</h2>
          <div className="grid gap-4">
            <div className="form-grid">
              <div inert={published}>
                <Field name="serviceId" label={t('service')} state={state}>
                  {(field) => (
                    <select
                      {...field}
                      value={offer.id}
                      onChange={(event) => {
                        setServiceId(event.target.value)
                        setImpacts({})
                      }}
                    >
                      {offers.map((one) => (
                        <option key={one.id} value={one.id}>
                          {one.name}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              </div>
              <Field name="kind" label={t('kind')} state={state}>
                {(field) => (
                  <select {...field} value={chosenKind.code} onChange={(event) => setKind(event.target.value)}>
                    {offer.kinds.map((one) => (
                      <option key={one.code} value={one.code}>
                        {one.name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <Field name="environmentId" label={t('environment')} state={state}>
                {(field) => (
                  <select
                    {...field}
                    value={environment.id}
                    onChange={(event) => {
                      setEnvironmentId(event.target.value)
                      setImpacts({})
                    }}
                  >
                    {offer.environments.map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            {chosenKind.notice && (
              <p className="note">
                {t(chosenKind.notice.unit === 'days' ? 'noticeDays' : 'noticeBusinessDays', {
                  amount: chosenKind.notice.amount,
                  source: chosenKind.notice.source,
                })}
              </p>
            )}
            <BothLanguages
              name="title"
              label={t('title')}
              value={draft.title}
              state={state}
              limit={120}
              explain
              onInput={note('title')}
            />
            <BothLanguages
              name="description"
              label={t('description')}
              value={draft.description}
              state={state}
              lines={4}
              onInput={note('description')}
            />
            <BothLanguages
              name="userChanges"
              label={t('userChanges')}
              value={draft.userChanges}
              state={state}
              lines={2}
            />
            {releases.length > 0 && (
              <fieldset className="field" id="field-releaseIds">
                <legend>{t('releases')}</legend>
                <div className="grid sm:grid-cols-2">
                  {releases.map((release) => (
                    <label key={release.id} className="choice">
                      <input
                        type="checkbox"
                        name="releaseIds"
                        value={release.id}
                        checked={releaseIds.includes(release.id)}
                        onChange={({ target: { checked } }) =>
                          setReleaseIds((before) =>
                            checked ? [...before, release.id] : before.filter((id) => id !== release.id),
                          )
                        }
                      />
                      {release.name}
                    </label>
                  ))}
                </div>
                {reasonsFor(shown, 'releaseIds').map((reason) => (
                  <ReasonLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} reason={reason} />
                ))}
              </fieldset>
            )}
            <Field name="changes" label={t('changes')} hint={t('changesHint')} state={state}>
              {(field) => <textarea {...field} rows={2} defaultValue={typedOr(state, 'changes', draft.changes)} />}
            </Field>
            <Tick name="migration" label={t('migration')} checked={draft.migration} state={state} />
          </div>
        </section>

        <section className="form-row">
          <h2 className="label">{t('when')}</h2>
          <div className="grid gap-4">
            <div className="form-grid" inert={published}>
              <DateAndTime
                key={`starts ${taken?.startsLocal}`}
                name="startsLocal"
                label={t('starts')}
                zone={zoneCity(offer.zone, locale)}
                value={taken?.startsLocal ?? draft.startsLocal}
                state={timesShown}
                onChange={(startsLocal) => setTimes((before) => ({ ...before, startsLocal }))}
              />
              <DateAndTime
                key={`ends ${taken?.endsLocal}`}
                name="endsLocal"
                label={t('ends')}
                zone={zoneCity(offer.zone, locale)}
                value={taken?.endsLocal ?? draft.endsLocal}
                state={timesShown}
                onChange={(endsLocal) => setTimes((before) => ({ ...before, endsLocal }))}
              />
            </div>
            <ZonePair times={times} zone={offer.zone} reader={readerZone} />
            <PeakStrip regions={offer.regions} times={times} zone={offer.zone} />
            <DowntimeFields
              before={draft.downtime}
              has={hasDowntime}
              onHas={setHasDowntime}
              onChange={(change) => setDowntime((before) => ({ from: '', minutes: 0, ...before, ...change }))}
              state={state}
            />
            <BothLanguages
              name="effect"
              label={t(hasDowntime ? 'effectToo' : 'effect')}
              value={draft.effect}
              state={state}
              lines={2}
              onInput={note('effect')}
            />
            <Tick
              name="autoStart"
              label={t('autoStart')}
              note={t('autoStartNote')}
              checked={draft.autoStart}
              state={state}
            />
          </div>
        </section>

        <section className="form-row">
          <h2 className="label">{t('components')}</h2>
          <ImpactFields
            key={`${offer.id} ${environment.id}`}
            components={offer.components.filter((component) => environment.components.includes(component.id))}
            before={draft.impacts}
            state={state}
            onChange={(id, impact) => setImpacts((before) => ({ ...before, [id]: impact }))}
          />
        </section>

        <section className="form-row">
          <h2 className="label">{t('rollback')}</h2>
          <div className="grid gap-4">
            {chosenKind.urgent && <p className="note">{t('rollbackUrgent')}</p>}
            {(['infrastructure', 'services', 'data'] as const).map((part) => {
              const name = `rollback${part.charAt(0).toUpperCase()}${part.slice(1)}` as 'rollbackData'
              return (
                <BothLanguages
                  key={part}
                  name={name}
                  label={t(name)}
                  value={draft[name]}
                  state={shown}
                  lines={2}
                  onInput={note(part)}
                />
              )
            })}
          </div>
        </section>

        <section className="form-row">
          <h2 className="label">{t('audience')}</h2>
          <div inert={published}>
            <AudienceFields
              key={`${offer.id} ${environment.id}`}
              tenants={offer.tenants}
              environment={environment}
              audience={draft.audience}
              chosen={draft.tenants}
              state={state}
            />
          </div>
        </section>

        <div className="send-bar">
          <p>{t(published ? 'saveNotePublished' : 'saveNote')}</p>
          <button type="submit" className="button main" aria-disabled={pending}>
            {t(pending ? 'saving' : conflict ? 'saveAnyway' : published ? 'savePublished' : 'save')}
          </button>
        </div>
      </div>
      <RulesBeside
        live={live}
        onTake={(offered) => {
          setTaken(offered)
          setTimes(offered)
        }}
        plan={plan}
        zone={offer.zone}
        urgent={chosenKind.urgent}
        filled={filled}
        impacts={named.map(([, impact]) => impact)}
        hasDowntime={hasDowntime}
      />
    </form>
  )
}
