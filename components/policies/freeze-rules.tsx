'use client'

import { useLocale, useTranslations } from 'next-intl'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Field, ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import { RowFold } from '#components/forms/row-fold.tsx'
import { RowList, type RowProps } from '#components/forms/row-list.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { dayMonth, monthName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { freezeRow } from '#lib/policies/form.ts'
import type { AnnualFreeze } from '#lib/rules/policy.ts'
import type { PolicyGroupProps } from './group.ts'
import { Source } from './source.tsx'

/** The freezes that come every year, and the days of the one around a release. */
export function FreezeRules({ policy, state, freezesPath }: PolicyGroupProps & { freezesPath: string }) {
  const t = useTranslations('admin.policies')
  const locale = useLocale() as Locale
  const nameOf = (row: RowProps['row']) =>
    pick({ en: row['name.en'] ?? '', hi: row['name.hi'] ?? '' }, locale).text || t('newFreeze')
  const { value: around, source } = policy.releaseFreeze
  return (
    <>
      <p className="note">
        {t('freezesNote')} <a href={freezesPath}>{t('toFreezes')}</a>
      </p>
      <RowList
        list="edit.annualFreezes"
        stored={policy.annualFreezes.map(freezeRow)}
        blank={{ 'from.month': '01', 'to.month': '01' }}
        words={{ add: t('addFreeze'), remove: t('remove') }}
        nameOf={nameOf}
        state={state}
      >
        {(props) => (
          <FreezeRuleRow
            {...props}
            name={nameOf(props.row)}
            stored={policy.annualFreezes.find(({ code }) => code === props.row.code)}
          />
        )}
      </RowList>
      <fieldset className="field">
        <legend>{t('releaseFreeze')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {(['before', 'after'] as const).map((side) => (
            <Field key={side} name={`edit.releaseFreeze.${side}`} label={t(`releaseFreezeDays.${side}`)} state={state}>
              {(field) => (
                <input
                  {...field}
                  type="text"
                  inputMode="numeric"
                  className="w-20"
                  defaultValue={typedOr(state, `edit.releaseFreeze.${side}`, around && String(around[side]))}
                />
              )}
            </Field>
          ))}
        </div>
        <p className="note mt-1">
          {t('releaseFreezeHint')} {around && <Source of={source} />}
        </p>
      </fieldset>
    </>
  )
}

function FreezeRuleRow({ name, stored, ...props }: RowProps & { name: string; stored: AnnualFreeze | undefined }) {
  const { at, row, state } = props
  const t = useTranslations('admin.policies')
  const locale = useLocale() as Locale
  const said = (monthDay: string) => dayMonth(new Date(`2027-${monthDay}T12:00Z`), 'UTC', locale)
  return (
    <RowFold {...props} name={name} note={stored && `${said(stored.from)} – ${said(stored.to)}`}>
      <BothLanguages
        name={`${at}.name`}
        label={t('name')}
        value={{ en: row['name.en'] ?? '', hi: row['name.hi'] ?? '' }}
        state={state}
        limit={120}
      />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <MonthDay name={`${at}.from`} label={t('firstDay')} row={row} part="from" state={state} />
        <MonthDay name={`${at}.to`} label={t('lastDay')} row={row} part="to" state={state} />
      </div>
      <BothLanguages
        name={`${at}.exceptions`}
        label={t('exceptions')}
        value={{ en: row['exceptions.en'] ?? '', hi: row['exceptions.hi'] ?? '' }}
        state={state}
        lines={2}
      />
      <Field name={`${at}.source`} label={t('origin')} hint={t('originHint')} state={state}>
        {(field) => <input {...field} type="text" maxLength={240} defaultValue={row.source} />}
      </Field>
      <p className="note">{t('removeFreezeNote')}</p>
    </RowFold>
  )
}

/** A day of every year: its number and its month. */
function MonthDay({
  name,
  label,
  row,
  part,
  state,
}: {
  name: string
  label: string
  row: RowProps['row']
  part: 'from' | 'to'
  state: RowProps['state']
}) {
  const t = useTranslations('admin.policies')
  const locale = useLocale() as Locale
  const reasons = reasonsFor(state, name)
  const described = reasons.length
    ? { 'aria-describedby': `field-${name}-error`, 'aria-invalid': true as const }
    : undefined
  return (
    <fieldset className={`field ${reasons.length ? 'has-error' : ''}`}>
      <legend>{label}</legend>
      <div className="flex gap-2">
        <input
          id={`field-${name}`}
          type="text"
          inputMode="numeric"
          name={`${name}.day`}
          aria-label={`${label}, ${t('day')}`}
          defaultValue={row[`${part}.day`]}
          className="w-16"
          {...described}
        />
        <select
          name={`${name}.month`}
          aria-label={`${label}, ${t('month')}`}
          defaultValue={row[`${part}.month`]}
          {...described}
        >
          {months.map((month) => (
            <option key={month} value={month}>
              {monthName(new Date(`2027-${month}-15T12:00Z`), 'UTC', locale)}
            </option>
          ))}
        </select>
      </div>
      {reasons.length > 0 && (
        <div id={`field-${name}-error`}>
          {reasons.map((reason) => (
            <ReasonLine key={reason.code} reason={reason} />
          ))}
        </div>
      )}
    </fieldset>
  )
}

const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
