'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useRef } from 'react'
import { reasonsFor, useReasonText } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import type { FreezeOffer } from '#lib/freezes/offers.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'

export type Scope = { streams: string[]; environments: string[] }

/** What a freeze holds: streams and environments of its service; none ticked, the whole of it. */
export function ScopeFields({
  offer,
  chosen,
  state,
  onChange,
}: {
  offer: FreezeOffer
  chosen: Scope
  state: FormState
  onChange: (scope: Scope) => void
}) {
  const t = useTranslations('admin.freezes')
  const box = useRef<HTMLDivElement>(null)
  const ticked = (name: string) =>
    [...(box.current?.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`) ?? [])].map(({ value }) => value)
  return (
    <div
      ref={box}
      className="grid gap-2"
      onChange={() => onChange({ streams: ticked('streams'), environments: ticked('environments') })}
    >
      <div className="form-grid">
        {offer.streams.length > 0 && (
          <Choices
            name="streams"
            label={t('streams')}
            choices={offer.streams.map((stream) => ({ ...stream, notes: stream.environments }))}
            chosen={chosen.streams}
            state={state}
          />
        )}
        <Choices
          name="environments"
          label={t('environments')}
          choices={offer.environments}
          chosen={chosen.environments}
          state={state}
        />
      </div>
      <p className="note">{t('allWhenNone')}</p>
    </div>
  )
}

type Texts = { en?: string; hi?: string }

function Choices({
  name,
  label,
  choices,
  chosen,
  state,
}: {
  name: string
  label: string
  choices: { id: string; name: Texts; notes?: Texts[] }[]
  chosen: string[]
  state: FormState
}) {
  const say = useReasonText()
  const locale = useLocale() as Locale
  const ticked = state.typed ? [state.typed[name] ?? []].flat() : chosen
  const reasons = reasonsFor(state, name)
  return (
    <fieldset className={`field ${reasons.length ? 'has-error' : ''}`} id={`field-${name}`}>
      <legend>{label}</legend>
      <div className="flex flex-wrap gap-x-6">
        {choices.map((choice) => (
          <label key={choice.id} className="choice">
            <input type="checkbox" name={name} value={choice.id} defaultChecked={ticked.includes(choice.id)} />
            <span>
              {pick(choice.name, locale).text}
              {choice.notes && <small>{choice.notes.map((note) => pick(note, locale).text).join(', ')}</small>}
            </span>
          </label>
        ))}
      </div>
      {reasons.map((reason) => (
        <p key={reason.code} className="error">
          <Icon name="major" />
          {say(reason)}
        </p>
      ))}
    </fieldset>
  )
}
