'use client'

import { useTranslations } from 'next-intl'
import { typedOr } from '#components/forms/fields.tsx'
import { sourceOf } from '#lib/policies/rules.ts'
import { policyRuleCodes, severitiesOf, severityOf } from '#lib/rules/severity.ts'
import type { PolicyGroupProps } from './group.ts'

/** Each rule of the schedule with where it comes from and how strictly it is kept; two are no choice of a policy. */
export function StrictnessTable({ policy, state }: PolicyGroupProps) {
  const t = useTranslations('admin.policies')
  const words = useTranslations('words.strictness')
  return (
    <>
      <table className="table cards policy-rules">
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('kept')}</th>
          </tr>
        </thead>
        <tbody>
          {policyRuleCodes.map((code) => {
            const source = sourceOf(policy, code)
            return (
              <tr key={code}>
                <th scope="row">
                  {t(`rules.${code}`)}
                  <span className="note block">{source === null ? t('unset') : source || t('own')}</span>
                </th>
                <td className="choice-cell">
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
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="note">{t('always')}</p>
    </>
  )
}
