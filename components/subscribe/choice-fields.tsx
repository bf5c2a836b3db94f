'use client'

import { useTranslations } from 'next-intl'
import type { ChangeEvent } from 'react'
import { Field, reasonsFor, useReasonText } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { noticeKinds } from '#lib/records/notices.ts'

export type Chosen = { everything: boolean; services: string[]; kinds: string[]; language: string; timeZone: string }
/** Every zone, with its city where the name does not say it in the reader's letters. */
export type Zones = { zone: string; label: string }[]
type Props = {
  state: FormState
  services: { id: string; name: string }[]
  zones: Zones
  chosen: Chosen
}

/** What one wants to hear of, in which language and zone: the same on subscribing and on changing it. */
export function ChoiceFields({ state, services, zones, chosen: initial }: Props) {
  const t = useTranslations('site.subscribe')
  const chosen = state.typed && state.reasons.length ? fromTyped(state.typed) : initial
  return (
    <>
      <Row title={t('about')}>
        <Group name="services" state={state} legend={t('aboutLegend')}>
          <label className="choice">
            <input
              id="field-services"
              type="checkbox"
              name="services"
              value="*"
              defaultChecked={chosen.everything}
              onChange={onlyThis}
            />
            <span>
              {t('everything')}
              <small>{t('everythingNote')}</small>
            </span>
          </label>
          {services.map((service) => (
            <label key={service.id} className="choice">
              <input
                type="checkbox"
                name="services"
                value={service.id}
                defaultChecked={chosen.services.includes(service.id)}
                onChange={onlyThis}
              />
              {service.name}
            </label>
          ))}
        </Group>
      </Row>
      <Row title={t('when')}>
        <Group name="kinds" state={state} legend={t('whenLegend')}>
          {noticeKinds.map((kind, index) => (
            <label key={kind} className="choice">
              <input
                {...(index === 0 && { id: 'field-kinds' })}
                type="checkbox"
                name="kinds"
                value={kind}
                defaultChecked={chosen.kinds.includes(kind)}
              />
              <span>
                {t(`kinds.${kind}`)}
                <small>{t(`kindNotes.${kind}`)}</small>
              </span>
            </label>
          ))}
        </Group>
      </Row>
      <Row title={t('how')}>
        <LanguageField language={chosen.language} />
        <ZoneField state={state} zones={zones} zone={chosen.timeZone} />
      </Row>
    </>
  )
}

/** All, or some: with script what is ticked unticks the other; without it both are refused with a word. */
function onlyThis({ target }: ChangeEvent<HTMLInputElement>): void {
  if (!target.checked) return
  for (const other of target.form?.querySelectorAll<HTMLInputElement>('[name=services]') ?? [])
    if ((other.value === '*') !== (target.value === '*')) other.checked = false
}

/** A zone by its name or its city; the browser searches the list as one types, without script too. */
export function ZoneField({ state, zones, zone }: { state: FormState; zones: Zones; zone: string }) {
  const t = useTranslations('site.subscribe')
  return (
    <Field name="timeZone" label={t('zone')} hint={t('zoneHint')} state={state} className="mt-2 max-w-xs">
      {(field) => (
        <>
          <input {...field} list="zones" defaultValue={zone} autoComplete="off" spellCheck={false} />
          <datalist id="zones">
            {zones.map(({ zone, label }) => (
              <option key={zone} value={zone}>
                {label}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

/** In which language mail comes. */
export function LanguageField({ language }: { language: string }) {
  const t = useTranslations('site.subscribe')
  return (
    <fieldset>
      <legend className="sr-only">{t('language')}</legend>
      <div className="flex flex-wrap gap-x-6">
        <label className="choice">
          <input type="radio" name="language" value="en" defaultChecked={language !== 'hi'} />
          English
        </label>
        <label className="choice" lang="hi">
          <input type="radio" name="language" value="hi" defaultChecked={language === 'hi'} />
          हिन्दी
        </label>
      </div>
    </fieldset>
  )
}

export function Row({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="fact-row">
      <h2 className="label pt-2">{title}</h2>
      <div>{children}</div>
    </div>
  )
}

function Group({
  name,
  state,
  legend,
  children,
}: {
  name: string
  state: FormState
  legend: string
  children: React.ReactNode
}) {
  const say = useReasonText()
  const reasons = reasonsFor(state, name)
  return (
    <fieldset
      className={`field ${reasons.length ? 'has-error' : ''}`}
      {...(reasons.length && { 'aria-describedby': `field-${name}-error` })}
    >
      <legend className="sr-only">{legend}</legend>
      <div className="grid gap-x-8 sm:grid-cols-2">{children}</div>
      {reasons.length > 0 && (
        <div id={`field-${name}-error`}>
          {reasons.map((reason) => (
            <p key={reason.code} className="error">
              <Icon name="major" />
              {say(reason)}
            </p>
          ))}
        </div>
      )}
    </fieldset>
  )
}

function fromTyped(typed: Record<string, string | string[]>): Chosen {
  const many = (name: string) => [typed[name] ?? []].flat()
  return {
    everything: many('services').includes('*'),
    services: many('services'),
    kinds: many('kinds'),
    language: String(typed.language ?? 'en'),
    timeZone: String(typed.timeZone ?? 'UTC'),
  }
}
