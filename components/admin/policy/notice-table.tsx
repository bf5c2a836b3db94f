'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Field } from '#components/ui/form.tsx'
import { Said } from '#components/ui/said.tsx'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { typedOr } from '../fields.tsx'
import type { PolicyGroupProps } from './policy-form.tsx'

/** The notice that each kind of window owes; an urgent one owes none. */
export function NoticeTable({ policy, state }: PolicyGroupProps) {
  const t = useTranslations('admin.policies')
  const locale = useLocale() as Locale
  return (
    <table className="table cards policy-rules">
      <thead>
        <tr>
          <th scope="col">{t('kind')}</th>
          <th scope="col">{t('origin')}</th>
          <th scope="col">{t('ahead')}</th>
        </tr>
      </thead>
      <tbody>
        {policy.kinds.map(({ code, name, urgent, notice }) => {
          const kind = pick(name, locale).text
          const field = `edit.notices.${code}`
          return (
            <tr key={code}>
              <th scope="row">
                <Said text={name} locale={locale} />
                <span className="note code block">{code}</span>
              </th>
              <td className="note">{notice ? notice.source || t('own') : '–'}</td>
              {urgent ? (
                <td className="note choice-cell">{t('urgent')}</td>
              ) : (
                <td className="choice-cell">
                  <div className="flex flex-wrap items-start gap-2">
                    <Field
                      name={`${field}.amount`}
                      label={
                        <span className="sr-only">
                          {t('amount')}: {kind}
                        </span>
                      }
                      state={state}
                      className="bare w-16"
                    >
                      {(props) => (
                        <input
                          {...props}
                          type="text"
                          inputMode="numeric"
                          defaultValue={typedOr(state, `${field}.amount`, notice ? String(notice.amount) : '')}
                        />
                      )}
                    </Field>
                    <select
                      name={`${field}.unit`}
                      aria-label={`${t('unit')}: ${kind}`}
                      defaultValue={typedOr(state, `${field}.unit`, notice?.unit ?? 'none')}
                    >
                      {(['days', 'business-days', 'none'] as const).map((unit) => (
                        <option key={unit} value={unit}>
                          {t(`units.${unit}`)}
                        </option>
                      ))}
                    </select>
                  </div>
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
