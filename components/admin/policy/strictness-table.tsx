'use client'

import { useTranslations } from 'next-intl'
import { severities } from '#lib/errors.ts'
import { sourceOf } from '#lib/policies/rules.ts'
import { type RuleCode, ruleCodes, severityOf } from '#lib/policies/severity.ts'
import { typedOr } from '../fields.tsx'
import type { PolicyGroupProps } from './policy-form.tsx'

/** Each rule of the schedule with how strictly it is kept; two are no choice of a policy. */
export function StrictnessTable({ policy, state }: PolicyGroupProps) {
  const t = useTranslations('admin.policies')
  const words = useTranslations('words.strictness')
  return (
    <table className="table cards policy-rules">
      <thead>
        <tr>
          <th scope="col">{t('rule')}</th>
          <th scope="col">{t('origin')}</th>
          <th scope="col">{t('kept')}</th>
        </tr>
      </thead>
      <tbody>
        {ruleCodes.map((code) => {
          const source = sourceOf(policy, code)
          return (
            <tr key={code}>
              <RuleName code={code} />
              <td className="note">{source === null ? t('unset') : source || t('own')}</td>
              <td className="choice-cell">
                <select
                  id={`field-edit.severities.${code}`}
                  name={`edit.severities.${code}`}
                  aria-label={`${t('kept')}: ${t(`rules.${code}`)}`}
                  defaultValue={typedOr(state, `edit.severities.${code}`, severityOf(policy, code))}
                >
                  {severities.map((severity) => (
                    <option key={severity} value={severity}>
                      {words(severity)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          )
        })}
        {(['ends-before-start', 'starts-in-past'] as const).map((code) => (
          <tr key={code}>
            <RuleName code={code} />
            <td className="note">{t('own')}</td>
            <td className="note choice-cell">{t('always')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RuleName({ code }: { code: RuleCode | 'ends-before-start' | 'starts-in-past' }) {
  const t = useTranslations('admin.policies')
  return (
    <th scope="row">
      {t(`rules.${code}`)}
      <span className="note code block">{code}</span>
    </th>
  )
}
