'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Field } from '#components/forms/form.tsx'
import { PeakStrip } from '#components/regions/peak-strip.tsx'
import type { Reason } from '#lib/errors.ts'
import { duration, zoneCity } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import { minutesIn } from '#lib/planner/length.ts'
import { undoneBy } from '#lib/planner/proposal.ts'
import { titlesFor } from '#lib/planner/titles.ts'
import { instantOf, localOf, plus } from '#lib/time.ts'
import { CountField } from './count-field.tsx'
import { plainDay } from './day-words.ts'
import { FixedLists } from './fixed-lists.tsx'
import { NightsField } from './nights-field.tsx'
import type { Settings } from './settings-of.ts'
import type { Planning } from './use-plan.ts'

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
  const { ground, settings, setSettings, replan, wrong, stale, horizon } = planning
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
  const wrongHere = state.reasons.some(({ field }) => field === 'starts' || field === 'lasts')
  const [example] = titlesFor(settings.title, [planning.kept[0]?.day ?? horizon.from])
  return (
    <form
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
        <Field name="serviceId" label={t('service')} state={state}>
          {(field) => (
            <select
              {...field}
              value={where.serviceId}
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
            <select
              {...field}
              value={where.environmentId}
              onChange={({ target }) => onPlace(where.serviceId, target.value)}
            >
              {environments.map(({ id, name }) => (
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
              min={ground.today}
              max={ground.last}
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
              min={ground.today}
              max={ground.last}
              value={settings.until}
              onChange={({ target }) => set({ until: target.value })}
            />
          )}
        </Field>
        <CountField planning={planning} state={state} />
        <NightsField nights={settings.nights} onChange={(nights) => set({ nights })} />
      </fieldset>

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
            key={planning.opened}
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
        <div className="stacked">
          <BothLanguages
            key={planning.opened}
            name="description"
            label={t('description')}
            value={settings.description}
            state={state}
            lines={2}
            onInput={(language, text) => set({ description: { ...settings.description, [language]: text } })}
          />
          <p className="note">{t('descriptionHint')}</p>
        </div>
      </fieldset>

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
