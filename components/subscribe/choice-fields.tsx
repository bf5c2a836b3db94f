'use client'

import { useTranslations } from 'next-intl'
import { Field, reasonsFor, useReasonText } from '#components/forms/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { noticeKinds } from '#lib/records/notices.ts'

export type Chosen = { everything: boolean; services: string[]; kinds: string[]; language: string; timeZone: string }
type Props = {
  state: FormState
  services: { id: string; name: string }[]
  zones: { zone: string; label: string }[]
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
            <input id="field-services" type="checkbox" name="services" value="*" defaultChecked={chosen.everything} />
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
        <fieldset>
          <legend className="sr-only">{t('language')}</legend>
          <div className="flex flex-wrap gap-x-6">
            <label className="choice">
              <input type="radio" name="language" value="en" defaultChecked={chosen.language !== 'hi'} />
              English
            </label>
            <label className="choice" lang="hi">
              <input type="radio" name="language" value="hi" defaultChecked={chosen.language === 'hi'} />
              हिन्दी
            </label>
          </div>
        </fieldset>
        <Field name="timeZone" label={t('zone')} state={state} className="mt-2 max-w-xs">
          {(field) => (
            <select {...field} defaultValue={chosen.timeZone}>
              {zones.map(({ zone, label }) => (
                <option key={zone} value={zone}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </Row>
    </>
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
