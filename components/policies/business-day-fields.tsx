'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { holidayCalendars } from '#lib/rules/business-days.ts'
import type { PolicyGroupProps } from './group.ts'
import { WeekdayBoxes } from './weekday-boxes.tsx'

/** What is no business day: days of rest, and the holidays of a calendar. */
export function BusinessDayFields({ policy, state, holidaysPath }: PolicyGroupProps & { holidaysPath: string }) {
  const t = useTranslations('admin.policies')
  return (
    <>
      <WeekdayBoxes name="edit.weekend" label={t('weekend')} value={policy.weekend} state={state} />
      <Field
        name="edit.holidays"
        label={t('calendar')}
        hint={<a href={holidaysPath}>{t('seeHolidays')}</a>}
        state={state}
        className="max-w-72"
      >
        {(field) => (
          <select {...field} defaultValue={typedOr(state, 'edit.holidays', policy.holidays)}>
            <option value="">{t('noCalendar')}</option>
            {holidayCalendars.map((calendar) => (
              <option key={calendar} value={calendar}>
                {t(`calendars.${calendar}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}
