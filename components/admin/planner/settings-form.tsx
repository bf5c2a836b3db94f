'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { BothLanguages } from '#components/admin/fields.tsx'
import { Field } from '#components/ui/form.tsx'
import type { Reason } from '#lib/errors.ts'
import { duration, zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import { countFor } from '#lib/planner/horizon.ts'
import { minutesIn } from '#lib/planner/length.ts'
import { titlesFor } from '#lib/planner/titles.ts'
import { nightName, plainDay } from './day-words.ts'
import { FixedLists } from './fixed-lists.tsx'
import type { Settings } from './settings-of.ts'
import { isClock, type Planning, wishOf } from './use-plan.ts'

export type Place = { id: string; name: string; environments: { id: string; name: string }[] }

/** What is wanted: where, when, how many, on which nights, for how long. A change of the hours is judged at once. */
export function SettingsForm({
  planning,
  places,
  place,
  onPlace,
  said,
}: {
  planning: Planning
  places: Place[]
  place: Place
  onPlace: (serviceId: string, environmentId: string) => void
  /** What the server said of these fields. */
  said: Reason[]
}) {
  const t = useTranslations('planner.settings')
  const locale = useLocale()
  const { ground, settings, setSettings, replan, refused, stale, horizon } = planning
  const set = (changes: Partial<Settings>) => setSettings({ ...settings, ...changes })
  const state = { reasons: [...refused, ...wrongIn(settings), ...said] }
  const [count, setCount] = useState('')
  const most = refused.find(({ code }) => code === 'too-many-windows')?.facts?.most
  const [example] = titlesFor(settings.title, [horizon.from])
  return (
    <form
      className="planner-settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        replan()
      }}
    >
      <fieldset>
        <legend className="label">{t('where')}</legend>
        <Field name="serviceId" label={t('service')} state={state}>
          {(field) => (
            <select
              {...field}
              value={place.id}
              onChange={({ target }) => {
                const chosen = places.find((one) => one.id === target.value)
                if (chosen) onPlace(chosen.id, chosen.environments.at(-1)?.id ?? '')
              }}
            >
              {places.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="environmentId" label={t('environment')} state={state}>
          {(field) => (
            <select {...field} value={ground.environmentId} onChange={({ target }) => onPlace(place.id, target.value)}>
              {place.environments.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </fieldset>

      <fieldset>
        <legend className="label">{t('period')}</legend>
        <Field name="from" label={t('from')} state={state}>
          {(field) => (
            <input
              {...field}
              type="date"
              value={settings.from}
              onChange={({ target }) => set({ from: target.value })}
            />
          )}
        </Field>
        <Field
          name="until"
          label={t('until')}
          state={state}
          hint={t('reaches', { last: plainDay(ground.last, locale) })}
        >
          {(field) => (
            <input
              {...field}
              type="date"
              value={settings.until}
              onChange={({ target }) => set({ until: target.value })}
            />
          )}
        </Field>
        <Field
          name="count"
          label={t('count')}
          state={state}
          hint={horizon.pins.length ? t('fixedInside', { count: horizon.pins.length }) : undefined}
        >
          {(field) => (
            <div className="stepper">
              <button
                type="button"
                className="button"
                aria-label={t('fewer')}
                onClick={() => replan({ ...settings, count: Math.max(1, settings.count - 1) })}
              >
                −
              </button>
              <input
                {...field}
                type="text"
                inputMode="numeric"
                value={count || settings.count}
                onChange={({ target }) => {
                  const typed = target.value.replace(/\D/g, '').slice(0, 3)
                  setCount(typed || ' ')
                  if (Number(typed)) set({ count: Number(typed) })
                }}
                onBlur={() => setCount('')}
              />
              <button
                type="button"
                className="button"
                aria-label={t('more')}
                onClick={() => replan({ ...settings, count: settings.count + 1 })}
              >
                +
              </button>
            </div>
          )}
        </Field>
        {typeof most === 'number' && most > 0 && (
          <button type="button" className="button small" onClick={() => replan({ ...settings, count: most })}>
            {t('planCount', { count: most })}
          </button>
        )}
        <Cadence settings={settings} onCount={(count) => set({ count })} />
        <fieldset className="field">
          <legend>{t('nights')}</legend>
          <div className="nights">
            {[1, 2, 3, 4, 5, 6, 7].map((night) => (
              <label key={night}>
                <input
                  type="checkbox"
                  checked={settings.nights.includes(night)}
                  onChange={({ target }) =>
                    set({
                      nights: target.checked
                        ? [...settings.nights, night].sort()
                        : settings.nights.filter((one) => one !== night),
                    })
                  }
                />
                <span aria-hidden="true">{nightName(night, locale, 'short')}</span>
                <span className="sr-only">{nightName(night, locale)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </fieldset>

      <fieldset>
        <legend className="label">{t('what')}</legend>
        <div className="grid grid-cols-2 gap-3">
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
        {/* The hours of the regions stand here, a strip of a day long. */}
        <Field name="kind" label={t('kind')} state={state}>
          {(field) => (
            <select {...field} value={settings.kind} onChange={({ target }) => set({ kind: target.value })}>
              {ground.policy.kinds.map(({ code, name }) => (
                <option key={code} value={code}>
                  {pick(name, locale).text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="stacked">
          <BothLanguages
            key={ground.environmentId}
            name="title"
            label={t('titleField')}
            value={settings.title}
            state={state}
            limit={100}
            onInput={(language, text) => set({ title: { ...settings.title, [language]: text } })}
          />
          {example && pick(example, locale).text && (
            <p className="note">{t('titleHint', { title: pick(example, locale).text })}</p>
          )}
        </div>
      </fieldset>

      <FixedLists planning={planning} />
      <div>
        {stale && <p className="note mb-2">{t('stale')}</p>}
        <button type="submit" className="button main w-full">
          {t('plan')}
        </button>
      </div>
    </form>
  )
}

/** A rhythm instead of a number: it gives the number. */
function Cadence({ settings, onCount }: { settings: Settings; onCount: (count: number) => void }) {
  const t = useTranslations('planner.settings')
  const [every, setEvery] = useState('')
  const [unit, setUnit] = useState<'weeks' | 'months'>('weeks')
  const { from, to } = wishOf(settings)
  const take = (typed: string, of: 'weeks' | 'months') => {
    setEvery(typed)
    setUnit(of)
    if (Number(typed) > 0 && from && to > from) onCount(countFor(from, to, Number(typed), of))
  }
  return (
    <div className="field">
      <label htmlFor="field-every">{t('every')}</label>
      <div className="cadence">
        <input
          id="field-every"
          type="text"
          inputMode="numeric"
          value={every}
          onChange={({ target }) => take(target.value.replace(/\D/g, '').slice(0, 2), unit)}
        />
        <select
          aria-label={t('unit')}
          value={unit}
          onChange={({ target }) => take(every, target.value as 'weeks' | 'months')}
        >
          <option value="weeks">{t('weeks')}</option>
          <option value="months">{t('months')}</option>
        </select>
      </div>
    </div>
  )
}

/** 9:30 and 9.30 are 09:30. */
const withZero = (typed: string) => {
  const clock = typed.trim().replace('.', ':')
  return /^\d:/.test(clock) ? `0${clock}` : clock
}

function wrongIn({ starts, lasts }: Settings): Reason[] {
  return [
    ...(isClock(starts) ? [] : [{ code: 'not-a-time', field: 'starts' } as const]),
    ...(minutesIn(lasts) ? [] : [{ code: 'not-a-length', field: 'lasts' } as const]),
  ]
}
