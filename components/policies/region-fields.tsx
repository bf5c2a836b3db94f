'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/forms/form.tsx'
import { RowList } from '#components/forms/row-list.tsx'
import { regionRow } from '#lib/policies/form.ts'
import type { PolicyGroupProps } from './group.ts'
import { Source } from './source.tsx'

/** Where users are, and the hours in which they need the service most. */
export function RegionFields({ policy, state, zones }: PolicyGroupProps & { zones: string[] }) {
  const t = useTranslations('admin.policies')
  const parts = [
    ['name.en', t('nameEn')],
    ['name.hi', t('nameHi')],
    ['timeZone', t('zone')],
    ['peak.from', t('peakFrom')],
    ['peak.to', t('peakTo')],
  ] as const
  return (
    <fieldset className="field">
      <legend>{t('regions')}</legend>
      <p className="note mb-2">
        {t('regionsHint')} {policy.regions.length > 0 && <Source of={policy.regionsSource} />}
      </p>
      <datalist id="known-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <RowList
        list="edit.regions"
        stored={policy.regions.map(regionRow)}
        blank={{}}
        words={{ add: t('addRegion'), remove: t('remove') }}
        nameOf={(row) => row['name.en'] || row['name.hi'] || t('newRegion')}
        state={state}
      >
        {({ at, row, state, remove }) => (
          <fieldset className="region-row">
            <legend className="sr-only">{row['name.en'] || row['name.hi'] || t('newRegion')}</legend>
            {parts.map(([part, label]) => (
              <Field key={part} name={`${at}.${part}`} label={label} state={state}>
                {(field) => (
                  <input
                    {...field}
                    type="text"
                    defaultValue={row[part]}
                    {...(part === 'timeZone' && { list: 'known-zones' })}
                    {...(part === 'name.hi' && { lang: 'hi' })}
                  />
                )}
              </Field>
            ))}
            <div className="self-end">{remove}</div>
          </fieldset>
        )}
      </RowList>
    </fieldset>
  )
}
