'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/forms/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { countFor, mostWindows, wholeIn } from '#lib/planner/horizon.ts'
import { type Settings, wishOf } from './settings-of.ts'
import type { Planning } from './use-plan.ts'
import { longestRhythm } from './wrong-hours.ts'

/** How many windows: by number, one more or fewer at a time, which plans at once, or by a rhythm. */
export function CountField({ planning, state }: { planning: Planning; state: FormState }) {
  const t = useTranslations('planner.settings')
  const { settings, setSettings, replan, refused, horizon, plan } = planning
  const most = refused.find(({ code }) => code === 'too-many-windows')?.facts?.most
  const take = (count: number) => replan({ ...settings, count: String(count), every: '' })
  const now = wholeIn(settings.count, mostWindows) ?? horizon.count
  const hints = [
    horizon.pins.length > 0 && t('fixedInside', { count: horizon.pins.length }),
    plan.days.length !== wholeIn(settings.count, mostWindows) && t('hasNow', { count: plan.days.length }),
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <>
      <Field name="count" label={t('count')} state={state} hint={hints || undefined}>
        {(field) => (
          <div className="stepper">
            <button type="button" className="button" aria-label={t('fewer')} onClick={() => take(Math.max(1, now - 1))}>
              −
            </button>
            <input
              {...field}
              type="text"
              inputMode="numeric"
              value={settings.count}
              onChange={({ target }) => setSettings({ ...settings, count: target.value, every: '' })}
            />
            <button type="button" className="button" aria-label={t('more')} onClick={() => take(now + 1)}>
              +
            </button>
          </div>
        )}
      </Field>
      {typeof most === 'number' && most > 0 && (
        <button type="button" className="button small" onClick={() => take(most)}>
          {t('planCount', { count: most })}
        </button>
      )}
      <Cadence settings={settings} state={state} onChange={(changes) => setSettings({ ...settings, ...changes })} />
    </>
  )
}

/** A rhythm instead of a number: it gives the number. */
function Cadence({
  settings,
  state,
  onChange,
}: {
  settings: Settings
  state: FormState
  onChange: (changes: Partial<Settings>) => void
}) {
  const t = useTranslations('planner.settings')
  const [unit, setUnit] = useState<'weeks' | 'months'>('weeks')
  const { from, to } = wishOf(settings)
  const take = (every: string, of: 'weeks' | 'months') => {
    setUnit(of)
    const number = wholeIn(every, longestRhythm)
    onChange({ every, ...(number && from && to > from && { count: String(countFor(from, to, number, of)) }) })
  }
  return (
    <Field name="every" label={t('every')} state={state}>
      {(field) => (
        <div className="cadence">
          <input
            {...field}
            type="text"
            inputMode="numeric"
            value={settings.every}
            onChange={({ target }) => take(target.value, unit)}
          />
          <select
            aria-label={t('unit')}
            value={unit}
            onChange={({ target }) => take(settings.every, target.value as 'weeks' | 'months')}
          >
            <option value="weeks">{t('weeks')}</option>
            <option value="months">{t('months')}</option>
          </select>
        </div>
      )}
    </Field>
  )
}
