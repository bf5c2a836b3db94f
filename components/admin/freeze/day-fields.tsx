'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Field } from '#components/ui/form.tsx'
import type { Reason } from '#lib/errors.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import type { FreezeOffer } from '#lib/freezes/offers.ts'
import { annualDates, type FreezeDays, noticeShortfall } from '#lib/freezes/rules.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Day } from '#lib/time.ts'

/** The first and the last day, with what a rule gives beside them, and what the policy says of the notice that they give. */
export function DayFields({
  offer,
  days,
  year,
  state,
  stored,
  onChange,
}: {
  offer: FreezeOffer
  days: FreezeDays
  /** The annual rule and the year that it is published for. */
  year: { rule: string; ruleYear: number } | null
  state: FormState
  /** The first day that was told already, and what the policy said of its notice then. */
  stored: { firstDay: Day; said: Reason[] } | null
  onChange: (days: FreezeDays) => void
}) {
  const t = useTranslations('admin.freezes')
  const locale = useLocale() as Locale
  const rule = offer.policy.annualFreezes.find(({ code }) => code === year?.rule)
  const given = rule && year && annualDates(rule, year.ruleYear)
  const { value: wanted, source } = offer.policy.freezeNoticeDays
  const notice = noticeOf(days.firstDay, offer, stored)
  const reasons = [...state.reasons.filter(({ code }) => code !== 'freeze-notice-short'), ...notice]
  return (
    <div className="grid gap-2">
      <div className="form-grid">
        {(['firstDay', 'lastDay'] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(name)}
            state={{ ...state, reasons }}
            {...(name === 'firstDay' &&
              wanted > 0 &&
              !notice.length && { hint: t('noticeWanted', { days: wanted, source }) })}
          >
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
    </div>
  )
}

/** What is told already counts from then; a day that comes sooner is told anew. */
function noticeOf(
  firstDay: Day,
  { today, policy }: FreezeOffer,
  stored: { firstDay: Day; said: Reason[] } | null,
): Reason[] {
  if (!firstDay || (stored && firstDay > stored.firstDay)) return []
  return firstDay === stored?.firstDay ? stored.said : noticeShortfall(firstDay, today, policy)
}
