'use client'

import { useLocale, useTranslations } from 'next-intl'
import { typedOr } from '#components/forms/typed.ts'
import { DataTable } from '#components/ui/data-table.tsx'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { sourceOf } from '#lib/policies/rules.ts'
import { policyRuleCodes, severitiesOf, severityOf } from '#lib/rules/severity.ts'
import type { PolicyGroupProps } from './group.ts'

/** Each rule of the schedule with where it comes from and how strictly it is kept; two are no choice of a policy. */
export function StrictnessTable({ policy, state }: PolicyGroupProps) {
  const t = useTranslations('admin.policies')
  const words = useTranslations('words.strictness')
  const locale = useLocale()
  return (
    <>
      <DataTable
        className="policy-rules"
        rows={policyRuleCodes.map((code) => ({ code, source: sourceOf(policy, code) }))}
        rowKey={({ code }) => code}
        columns={[
          {
            head: t('rule'),
            cell: ({ code, source }) => (
              <>
                {t(`rules.${code}`)}
                <span className="note block">
                  {source === null ? t('unset') : sourceInWords(source, locale) || t('own')}
                </span>
              </>
            ),
          },
          {
            head: t('kept'),
            cell: ({ code }) => (
              <select
                id={`field-edit.severities.${code}`}
                name={`edit.severities.${code}`}
                aria-label={`${t('kept')}: ${t(`rules.${code}`)}`}
                defaultValue={typedOr(state, `edit.severities.${code}`, severityOf(policy, code))}
              >
                {severitiesOf(code).map((severity) => (
                  <option key={severity} value={severity}>
                    {words(severity)}
                  </option>
                ))}
              </select>
            ),
          },
        ]}
      />
      <p className="note">{t('always')}</p>
    </>
  )
}
