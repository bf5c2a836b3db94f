'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/form.tsx'
import { mostRegions, type RegionRow, regionFields, regionRows } from '#lib/policies/form.ts'
import { typedOr } from '../fields.tsx'
import type { PolicyGroupProps } from './policy-form.tsx'
import { Source } from './source.tsx'
import { WeekdayBoxes } from './weekday-boxes.tsx'

const empty: RegionRow = { en: '', hi: '', timeZone: '', from: '', to: '' }

/** When windows may lie: permitted hours, nights, and the hours in which somebody needs the service. */
export function HoursFields({ policy, state, zones }: PolicyGroupProps & { zones: string[] }) {
  const t = useTranslations('admin.policies')
  const { permittedHours, nights, regionsSource } = policy
  const { typed } = state
  const kept = typed
    ? regionRows((name) => String(typed[name] ?? ''))
    : policy.regions.map(({ name, timeZone, peak }) => ({ en: name.en ?? '', hi: name.hi ?? '', timeZone, ...peak }))
  const rows = [...kept, empty].slice(0, mostRegions)
  const labels = {
    en: t('nameEn'),
    hi: t('nameHi'),
    timeZone: t('zone'),
    from: t('peakFrom'),
    to: t('peakTo'),
  }
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            name={`edit.permittedHours.${end}`}
            label={t(end === 'from' ? 'permittedFrom' : 'permittedTo')}
            state={state}
            className="clock-field"
          >
            {(field) => (
              <input
                {...field}
                type="text"
                inputMode="numeric"
                placeholder={end === 'from' ? '20:00' : '08:00'}
                defaultValue={typedOr(state, `edit.permittedHours.${end}`, permittedHours.value?.[end])}
              />
            )}
          </Field>
        ))}
        <p className="note flex-1 basis-48 pt-6">
          {t('permittedHint')} {permittedHours.value && <Source of={permittedHours.source} />}
        </p>
      </div>
      <WeekdayBoxes
        name="edit.nights"
        label={t('nights')}
        value={nights.value}
        note={<Source of={nights.source} />}
        state={state}
      />
      <fieldset className="field" id="field-edit.regions">
        <legend>{t('regions')}</legend>
        <p className="note">
          {t('regionsHint')} {policy.regions.length > 0 && <Source of={regionsSource} />}
        </p>
        <datalist id="known-zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the form
          <fieldset key={index} className="region-row">
            <legend className="sr-only">{t('regionRow', { number: index + 1 })}</legend>
            {(['en', 'hi', 'timeZone', 'from', 'to'] as const).map((part) => (
              <Field key={part} name={`edit.regions.${index}.${regionFields[part]}`} label={labels[part]} state={state}>
                {(field) => (
                  <input
                    {...field}
                    type="text"
                    defaultValue={row[part]}
                    {...(part === 'timeZone' && { list: 'known-zones' })}
                    {...(part === 'hi' && { lang: 'hi' })}
                  />
                )}
              </Field>
            ))}
          </fieldset>
        ))}
      </fieldset>
    </>
  )
}
