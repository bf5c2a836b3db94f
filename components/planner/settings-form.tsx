'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Choose } from '#components/forms/choose.tsx'
import { Field } from '#components/forms/form.tsx'
import type { Reason } from '#lib/errors.ts'
import { undoneBy } from '#lib/planner/proposal.ts'
import { CountField } from './count-field.tsx'
import { plainDay } from './day-words.ts'
import { FixedLists } from './fixed-lists.tsx'
import { NightsField } from './nights-field.tsx'
import type { Settings } from './settings-of.ts'
import type { Planning } from './use-plan.ts'
import { WhatFields } from './what-fields.tsx'

export type Where = { serviceId: string; environmentId: string }
export type Place = { id: string; name: string; environments: { id: string; name: string }[] }

/** What is wanted: where, when, how many, on which nights, for how long. A change of the hours is judged at once. */
export function SettingsForm({
  planning,
  places,
  where,
  onPlace,
  said,
  onWrong,
}: {
  planning: Planning
  places: Place[]
  where: Where
  onPlace: (serviceId: string, environmentId: string) => void
  /** What the server said of these fields. */
  said: Reason[]
  /** Planning was asked for, and so many fields are wrong. */
  onWrong: (fields: number) => void
}) {
  const t = useTranslations('planner.settings')
  const locale = useLocale()
  const { ground, settings, setSettings, replan, wrong, stale } = planning
  const undone = undoneBy(planning.proposal)
  const form = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only asking for a plan moves the focus, not what is typed
  useEffect(() => {
    const [first, ...others] = asked ? (form.current?.querySelectorAll<HTMLElement>('[aria-invalid]') ?? []) : []
    if (!first) return
    first.focus({ preventScroll: true })
    first.scrollIntoView({ block: 'center' })
    onWrong(others.length + 1)
  }, [asked])
  const environments = places.find(({ id }) => id === where.serviceId)?.environments ?? []
  const set = (changes: Partial<Settings>) => setSettings({ ...settings, ...changes })
  // What is wrong here already is not said again.
  const fromServer = said.filter((one) => !wrong.some(({ field, code }) => field === one.field && code === one.code))
  const state = { reasons: [...wrong, ...fromServer] }
  return (
    <form
      method="post"
      className="planner-settings"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        replan()
        setAsked((times) => times + 1)
      }}
    >
      <fieldset>
        <legend className="label">{t('where')}</legend>
        <Choose
          name="serviceId"
          label={t('service')}
          value={where.serviceId}
          options={places.map(({ id, name }) => [id, name])}
          state={state}
          onChoose={(serviceId) => {
            const chosen = places.find(({ id }) => id === serviceId)
            if (chosen) onPlace(chosen.id, chosen.environments.at(-1)?.id ?? '')
          }}
        />
        <Choose
          name="environmentId"
          label={t('environment')}
          value={where.environmentId}
          options={environments.map(({ id, name }) => [id, name])}
          state={state}
          onChoose={(environmentId) => onPlace(where.serviceId, environmentId)}
        />
      </fieldset>

      <fieldset>
        <legend className="label">{t('period')}</legend>
        {(['from', 'until'] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(name)}
            state={state}
            {...(name === 'until' && { hint: t('reaches', { last: plainDay(ground.last, locale) }) })}
          >
            {(field) => (
              <input
                {...field}
                type="date"
                min={ground.today}
                max={ground.last}
                value={settings[name]}
                onChange={({ target }) => set({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
        <CountField planning={planning} state={state} />
        <NightsField nights={settings.nights} onChange={(nights) => set({ nights })} />
      </fieldset>

      <WhatFields planning={planning} state={state} set={set} />

      <FixedLists planning={planning} />
      <div>
        {undone.moved > 0 && <p className="note mb-2">{t('movesUndone', { count: undone.moved })}</p>}
        {undone.added + undone.dropped > 0 && <p className="note mb-2">{t('numberUndone', undone)}</p>}
        {stale && !wrong.length && <p className="note mb-2">{t('stale')}</p>}
        <button type="submit" className="button main w-full">
          {t('plan')}
        </button>
      </div>
    </form>
  )
}
