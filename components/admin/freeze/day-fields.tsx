'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Field } from '#components/ui/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import type { FreezeOffer } from '#lib/freezes/offers.ts'
import { annualDates, type FreezeDays } from '#lib/freezes/rules.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { daysBetween } from '#lib/time.ts'

/** The first and the last day, with what a rule gives beside them, and a warning when they come sooner than told ahead. */
export function DayFields({
  offer,
  days,
  year,
  state,
  warns,
  onChange,
}: {
  offer: FreezeOffer
  days: FreezeDays
  /** The annual rule and the year that it is published for. */
  year: { rule: string; ruleYear: number } | null
  state: FormState
  /** Only what is not published yet comes too soon. */
  warns: boolean
  onChange: (days: FreezeDays) => void
}) {
  const t = useTranslations('admin.freezes')
  const locale = useLocale() as Locale
  const rule = offer.policy.annualFreezes.find(({ code }) => code === year?.rule)
  const given = rule && year && annualDates(rule, year.ruleYear)
  const ahead = days.firstDay ? daysBetween(offer.today, days.firstDay) : Number.NaN
  const { value: lead, source } = offer.policy.freezeLeadDays
  return (
    <div className="grid gap-2">
      <div className="form-grid">
        {(['firstDay', 'lastDay'] as const).map((name) => (
          <Field key={name} name={name} label={t(name)} state={state}>
            {(field) => (
              <input
                {...field}
                type="date"
                value={days[name]}
                onChange={(event) => onChange({ ...days, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {given && (
        <p className="note">
          <b>{t('ofYear', { name: pick(rule.name, locale).text, year: String(year.ruleYear) })}:</b>{' '}
          {t('ruleGives', { days: daysInWords(given.firstDay, given.lastDay, locale), source: rule.source })}
        </p>
      )}
      <p role="status" className="note flex gap-2">
        {warns && ahead >= 0 && ahead < lead && (
          <>
            <Icon name="degraded" className="is-degraded mt-0.5" />
            {t('shortLead', { days: ahead, lead, source })}
          </>
        )}
      </p>
    </div>
  )
}
