'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import type { PolicyGroupProps } from './group.ts'
import { RegionFields } from './region-fields.tsx'
import { Source } from './source.tsx'
import { WeekdayBoxes } from './weekday-boxes.tsx'

/** When windows may lie: permitted hours, nights, and the hours in which somebody needs the service. */
export function HoursFields({ policy, state, zones }: PolicyGroupProps & { zones: string[] }) {
  const t = useTranslations('admin.policies')
  const { permittedHours, nights } = policy
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
      <RegionFields policy={policy} state={state} zones={zones} />
    </>
  )
}
