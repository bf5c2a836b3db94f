'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Field } from '#components/forms/form.tsx'
import type { Reason } from '#lib/errors.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import type { FreezeOffer } from '#lib/freezes/offers.ts'
import { daysInWords } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { annualDates, type FreezeDays, newlyHeld, noticeShortfall } from '#lib/rules/freezes.ts'
import { addDays } from '#lib/time.ts'

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
  /** The days that were told already, and what the policy said of their notice then. */
  stored: (FreezeDays & { said: Reason[] }) | null
  onChange: (days: FreezeDays) => void
}) {
  const t = useTranslations('admin.freezes')
  const locale = useLocale() as Locale
  const rule = offer.policy.annualFreezes.find(({ code }) => code === year?.rule)
  const given = rule && year && annualDates(rule, year.ruleYear)
  const { value: wanted, source } = offer.policy.freezeNoticeDays
  const notice = noticeOf(days, offer, stored)
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
              !notice.length && { hint: t('noticeWanted', { days: wanted, source: sourceInWords(source, locale) }) })}
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
          {t('ruleGives', {
            days: daysInWords(given.firstDay, given.lastDay, locale),
            source: sourceInWords(rule.source, locale),
          })}
        </p>
      )}
    </div>
  )
}

/** What is told already counts from then; days that are new are told anew. */
function noticeOf(
  days: FreezeDays,
  { today, policy }: FreezeOffer,
  stored: (FreezeDays & { said: Reason[] }) | null,
): Reason[] {
  if (!days.firstDay) return []
  if (!stored) return noticeShortfall({ day: days.firstDay, field: 'firstDay' }, today, policy)
  const newly = days.lastDay ? newlyHeld(wholeOf(stored), wholeOf(days)) : null
  const said = days.firstDay === stored.firstDay ? stored.said.filter(({ field }) => field !== newly?.field) : []
  return newly ? [...said, ...noticeShortfall(newly, today, policy)] : said
}

const wholeOf = ({ firstDay, lastDay }: FreezeDays) => ({
  ...{ startsOn: firstDay, endsOn: addDays(lastDay, 1) },
  ...{ environments: null, releaseId: null },
})
