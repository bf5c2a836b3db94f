'use client'

import { useLocale, useTranslations } from 'next-intl'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Choose } from '#components/forms/choose.tsx'
import { Field } from '#components/forms/form.tsx'
import { PeakStrip } from '#components/regions/peak-strip.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { duration, zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import { minutesIn } from '#lib/planner/length.ts'
import { titlesFor } from '#lib/planner/titles.ts'
import { instantOf, localOf, plus } from '#lib/time.ts'
import type { Settings } from './settings-of.ts'
import type { Planning } from './use-plan.ts'

/** What each window of the plan is: its hours, its kind, what it is called and says. */
export function WhatFields({
  planning,
  state,
  set,
}: {
  planning: Planning
  state: FormState
  set: (changes: Partial<Settings>) => void
}) {
  const t = useTranslations('planner.settings')
  const locale = useLocale()
  const { ground, settings, horizon } = planning
  const wrongHere = state.reasons.some(({ field }) => field === 'starts' || field === 'lasts')
  const [example] = titlesFor(settings.title, [planning.kept[0]?.day ?? horizon.from])
  const title = example && pick(example, locale).text
  const hints = { title: title && t('titleHint', { title }), description: t('descriptionHint') }
  return (
    <fieldset>
      <legend className="label">{t('what')}</legend>
      <div className={`grid gap-3 ${wrongHere ? '' : 'grid-cols-2'}`}>
        <Field name="starts" label={t('starts', { zone: zoneCity(ground.zone, locale) })} state={state}>
          {(field) => (
            <input
              {...field}
              type="text"
              inputMode="numeric"
              value={settings.starts}
              onChange={({ target }) => set({ starts: target.value })}
              onBlur={() => set({ starts: withZero(settings.starts) })}
            />
          )}
        </Field>
        <Field name="lasts" label={t('lasts')} state={state} hint={t('lastsHint')}>
          {(field) => (
            <input
              {...field}
              type="text"
              value={settings.lasts}
              onChange={({ target }) => set({ lasts: target.value })}
              onBlur={() => {
                const minutes = minutesIn(settings.lasts)
                if (minutes) set({ lasts: duration(minutes, locale) })
              }}
            />
          )}
        </Field>
      </div>
      <PeakStrip
        regions={ground.policy.regions.map((region) => ({ ...region, name: pick(region.name, locale).text }))}
        times={firstNight(planning)}
        zone={ground.zone}
        permitted={ground.policy.permittedHours.value}
      />
      <Choose
        name="kind"
        label={t('kind')}
        value={settings.kind}
        options={ground.policy.kinds.map(({ code, name }) => [code, pick(name, locale).text])}
        state={state}
        onChoose={(kind) => set({ kind })}
      />
      {(['title', 'description'] as const).map((name) => (
        <div key={name} className="stacked">
          <BothLanguages
            key={planning.opened}
            name={name}
            label={t(name === 'title' ? 'titleField' : 'description')}
            value={settings[name]}
            state={state}
            {...(name === 'title' ? { limit: 100 } : { lines: 2 })}
            onInput={(language, text) => set({ [name]: { ...settings[name], [language]: text } })}
          />
          {hints[name] && <p className="note">{hints[name]}</p>}
        </div>
      ))}
    </fieldset>
  )
}

/** The times of the first window of the plan: the hours of the regions are drawn for a night that there is. */
function firstNight({ kept, horizon, terms, ground }: Planning) {
  const startsLocal = `${kept[0]?.day ?? horizon.from}T${terms.starts}`
  const { at } = instantOf(startsLocal, ground.zone)
  return { startsLocal, endsLocal: localOf(plus(at, terms.minutes), ground.zone) }
}

/** 9:30 and 9.30 are 09:30. */
const withZero = (typed: string) => {
  const clock = typed.trim().replace('.', ':')
  return /^\d:/.test(clock) ? `0${clock}` : clock
}
