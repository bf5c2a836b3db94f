'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { DateAndTime } from '#components/forms/date-and-time.tsx'
import { Tick } from '#components/forms/tick.tsx'
import { StatusChoices } from '#components/records/status-choices.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { type ComponentState, componentStates } from '#db/schema/statuses.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import { inLanguage, waiverPath } from '#lib/routes.ts'
import type { Step } from '#lib/rules/lifecycle.ts'
import { ZonePair } from './zone-pair.tsx'

export type StepWindow = {
  id: string
  version: number
  zone: string
  readerZone: string
  startsLocal: string
  endsLocal: string
  hasDowntime: boolean
  early: boolean
  granted: boolean
  title: Texts
  description: Texts | null
  userChanges: Texts | null
  effect: Texts | null
  impacts: { componentId: string; name: string; state: ComponentState | null }[]
}

/** What a person says with a step; the button repeats how many people it reaches. */
export function StepForm({
  step,
  window,
  action,
  submit,
  disabledWhy,
}: {
  step: Step
  window: StepWindow
  action: Action
  submit: string
  disabledWhy?: string | undefined
}) {
  const t = useTranslations('admin.step')
  const reason = (label: string) => (state: FormState) => (
    <BothLanguages name="reason" label={label} state={state} lines={3} explain />
  )
  const text = (label: string) => (state: FormState) => (
    <BothLanguages name="text" label={label} state={state} lines={4} explain />
  )

  const fields: Partial<Record<Step, (state: FormState) => ReactNode>> = {
    start: window.early ? reason(t('reasonEarly')) : text(t('text')),
    cancel: reason(t('reason')),
    'roll-back': reason(t('reasonRollback')),
    verify: text(t('textOptional')),
    finish: text(t('textOptional')),
    reschedule: (state) => (
      <div className="grid gap-4">
        <NewTimes window={window} state={state} />
        {window.hasDowntime && <p className="note">{t('downtimeMoves')}</p>}
        <BothLanguages name="reason" label={t('reason')} state={state} lines={3} explain />
      </div>
    ),
    extend: (state) => (
      <div className="grid gap-4">
        <NewTimes window={window} state={state} onlyEnd />
        {window.hasDowntime && (
          <Tick name="downtimeToo" label={t('downtimeToo')} note={t('downtimeTooNote')} state={state} />
        )}
        <BothLanguages name="reason" label={t('reason')} state={state} lines={3} explain />
      </div>
    ),
    checkpoint: (state) => (
      <div className="grid gap-2">
        {(['stability', 'resources', 'communications'] as const).map((name) => (
          <Tick key={name} name={name} label={t(`checkpoint.${name}`)} state={state} />
        ))}
        <BothLanguages name="text" label={t('textOptional')} state={state} lines={3} />
      </div>
    ),
    update: (state) => (
      <div className="grid gap-5">
        <BothLanguages name="text" label={t('text')} state={state} lines={5} explain />
        {window.impacts.some((impact) => impact.state) && (
          <StatusChoices
            id="field-statuses"
            caption={t('statuses')}
            rows={window.impacts.flatMap(({ componentId, name, state }) =>
              state ? [{ field: `statuses.${componentId}`, name, state }] : [],
            )}
            offered={componentStates.filter((one) => one !== 'unknown')}
            state={state}
          >
            {(row) => <input type="hidden" name={row.field.replace('statuses.', 'before.')} value={row.state} />}
          </StatusChoices>
        )}
      </div>
    ),
    correct: (state) => (
      <div className="grid gap-4">
        <p className="note">{t('correctNote')}</p>
        {window.granted && <p className="note is-partial">{t('correctVoids')}</p>}
        <BothLanguages name="title" label={t('title')} value={window.title} state={state} />
        <BothLanguages name="description" label={t('description')} value={window.description} state={state} lines={4} />
        <BothLanguages name="userChanges" label={t('userChanges')} value={window.userChanges} state={state} lines={2} />
        <BothLanguages name="effect" label={t('effect')} value={window.effect} state={state} lines={2} />
      </div>
    ),
  }
  return (
    <ActionForm
      action={action}
      hidden={{ id: window.id, version: window.version, step }}
      zone={window.zone}
      submit={submit}
      danger={step === 'discard'}
      disabledWhy={disabledWhy}
    >
      {fields[step] ?? (() => null)}
    </ActionForm>
  )
}

/** New times, shown in words in the service's zone and the reader's as they are typed. */
function NewTimes({ window, state, onlyEnd }: { window: StepWindow; state: FormState; onlyEnd?: boolean }) {
  const t = useTranslations('admin.step')
  const words = useTranslations('admin.window')
  const locale = useLocale()
  const [times, setTimes] = useState({ startsLocal: window.startsLocal, endsLocal: window.endsLocal })
  return (
    <>
      <div className="form-grid">
        {!onlyEnd && (
          <DateAndTime
            name="startsLocal"
            label={t('starts')}
            zone={window.zone}
            value={window.startsLocal}
            state={state}
            onChange={(startsLocal) => setTimes((before) => ({ ...before, startsLocal }))}
          />
        )}
        <DateAndTime
          name="endsLocal"
          label={t(onlyEnd ? 'newEnd' : 'ends')}
          zone={window.zone}
          value={window.endsLocal}
          state={state}
          onChange={(endsLocal) => setTimes((before) => ({ ...before, endsLocal }))}
        />
      </div>
      <ZonePair times={times} zone={window.zone} reader={window.readerZone} />
      {state.reasons
        .filter(({ severity }) => severity === 'waiver')
        .map(({ code }) => (
          <p key={code} className="text-3">
            <a href={inLanguage(locale, waiverPath(window.id, code, times))}>
              {words(code === 'frozen' ? 'askException' : 'askWaiver')}
            </a>{' '}
            <span className="code note">{code}</span>
          </p>
        ))}
    </>
  )
}
