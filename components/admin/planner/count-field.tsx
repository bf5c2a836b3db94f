'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { countFor } from '#lib/planner/horizon.ts'
import type { Settings } from './settings-of.ts'
import { type Planning, wishOf } from './use-plan.ts'

/** How many windows: by number, one more or fewer at a time, which plans at once, or by a rhythm. */
export function CountField({ planning, state }: { planning: Planning; state: FormState }) {
  const t = useTranslations('planner.settings')
  const { settings, setSettings, replan, refused, horizon } = planning
  const set = (changes: Partial<Settings>) => setSettings({ ...settings, ...changes })
  const [count, setCount] = useState('')
  const most = refused.find(({ code }) => code === 'too-many-windows')?.facts?.most
  return (
    <>
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
    </>
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
