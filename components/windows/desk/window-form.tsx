'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useActionState, useState } from 'react'
import { AudienceFields } from '#components/forms/audience-fields.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Conflict } from '#components/forms/conflict.tsx'
import { ErrorSummary } from '#components/forms/error-summary.tsx'
import { ForetoldMail } from '#components/notices/foretold-mail.tsx'
import type { ForetoldState } from '#lib/channels/foretell.ts'
import { untouched } from '#lib/forms/form-state.ts'
import type { Draft } from './draft.ts'
import { ImpactFields } from './impact-fields.tsx'
import type { Offer } from './offer.ts'
import { RollbackFields } from './rollback-fields.tsx'
import { RulesBeside } from './rules-beside.tsx'
import { usePlan } from './use-plan.ts'
import { WhatFields } from './what-fields.tsx'
import { WhenFields } from './when-fields.tsx'

type Props = {
  action: (state: ForetoldState, form: FormData) => Promise<ForetoldState>
  offers: Offer[]
  draft: Draft
  readerZone: string
  /** The window is planned: its service, times and audience are published and stay. */
  published?: boolean
  /** It is announced: a change that readers see is told to so many people, unless its kind is told to nobody. */
  told?: number | null
  /** A waiver of it was asked for or granted, for its substance as it is. */
  granted?: boolean
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

function Fields({ action, offers, draft, readerZone, published = false, told = null, granted = false }: Props) {
  const t = useTranslations('admin.windowForm')
  const locale = useLocale()
  const [state, send, pending] = useActionState(action, untouched as ForetoldState)
  const plan = usePlan(draft, offers)
  if (!plan) return <p className="note">{t('noService')}</p>
  const { offer, environment, kind } = plan
  const tells = told !== null && !kind.routine
  const place = `${offer.id} ${environment.id}`
  const shown = { ...state, reasons: [...state.reasons, ...plan.reasons] }
  const conflict = state.reasons.some((reason) => reason.code === 'changed-meanwhile')
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

        <Row title={t('what')}>
          <WhatFields {...{ plan, offers, draft, state, shown, published }} />
        </Row>
        <Row title={t('when')}>
          <WhenFields {...{ plan, draft, state, shown, readerZone, published }} />
        </Row>
        <Row title={t('components')}>
          <ImpactFields
            key={place}
            components={offer.components.filter((component) => environment.components.includes(component.id))}
            before={draft.impacts}
            state={state}
            onChange={plan.chooseImpact}
          />
        </Row>
        <Row title={t('rollback')}>
          <RollbackFields plan={plan} draft={draft} state={shown} />
        </Row>
        <Row title={t('audience')}>
          <div inert={published}>
            <AudienceFields
              key={place}
              tenants={offer.tenants}
              environment={environment}
              audience={draft.audience}
              chosen={draft.tenants}
              state={state}
            />
          </div>
        </Row>

        {tells && (
          <Row title={t('said')}>
            <BothLanguages name="text" label={t('saidLabel')} value={null} state={state} lines={2} />
          </Row>
        )}

        {state.foretold !== undefined && <ForetoldMail foretold={state.foretold} stamp={state.stamp ?? 0} />}
        {granted && <p className="note is-partial mt-4">{t('voids')}</p>}
        <div className="send-bar">
          <p>
            {t(
              told === null
                ? published
                  ? 'saveNotePublished'
                  : 'saveNote'
                : tells
                  ? 'saveNoteAnnounced'
                  : 'saveNoteRoutine',
              {
                count: told ?? 0,
              },
            )}
          </p>
          <div className="flex flex-wrap gap-2">
            {tells && (
              <button type="submit" name="look" value="yes" className="button" aria-disabled={pending}>
                {t('lookFirst')}
              </button>
            )}
            <button type="submit" className="button main" aria-disabled={pending}>
              {t(
                pending
                  ? 'saving'
                  : tells
                    ? 'tellChange'
                    : published
                      ? 'savePublished'
                      : conflict
                        ? 'saveAnyway'
                        : 'save',
              )}
            </button>
          </div>
        </div>
      </div>
      <RulesBeside plan={plan} />
    </form>
  )
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="form-row">
      <h2 className="label">{title}</h2>
      <div className="grid gap-4">{children}</div>
    </section>
  )
}
