'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import type { ForeignChange } from '#lib/errors.ts'
import { time, zoneName } from '#lib/i18n/format.ts'
import { ActionName, ChangeName, ChangeValue } from './change-value.tsx'

/** What an audit entry keeps beside the fields of the thing. */
const bookkeeping = ['version', 'windowsInside', 'warned']

/** Two rules and a tint: who changed it meanwhile, when, what. The reader's own text is still in the form below. */
export function Conflict({
  changes,
  zone,
  stamp,
  kept,
  children,
}: {
  changes: ForeignChange[]
  zone: string
  stamp?: number | undefined
  /** What became of the reader's own, where it is no text in a form. */
  kept?: string
  children?: ReactNode
}) {
  const t = useTranslations('admin.conflict')
  const locale = useLocale()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp is what tells one answer from the next
  useEffect(() => {
    box.current?.focus()
  }, [stamp])
  return (
    <div ref={box} className="conflict" role="alert" tabIndex={-1}>
      <p>
        <Icon name="degraded" className="is-degraded" /> <b>{t('title')}</b> {kept ?? t('kept')}
      </p>
      {changes.map((change) => {
        const at = new Date(change.at)
        const names = [...new Set([...Object.keys(change.before ?? {}), ...Object.keys(change.after ?? {})])].filter(
          (name) => !bookkeeping.includes(name),
        )
        const differing = names.filter(
          (name) => JSON.stringify(change.before?.[name]) !== JSON.stringify(change.after?.[name]),
        )
        return (
          <div key={`${change.at} ${change.action}`} className="mt-2">
            <p>
              {time(at, zone)} {zoneName(at, zone)}, <b>{change.who ?? t('system')}</b>:{' '}
              <ActionName action={change.action} />
            </p>
            {differing.length > 0 && (
              <table className="table mt-1">
                <thead>
                  <tr>
                    <th scope="col">{t('what')}</th>
                    <th scope="col">{t('when')}</th>
                    <th scope="col">{t('theirs')}</th>
                  </tr>
                </thead>
                <tbody>
                  {differing.map((name) => (
                    <tr key={name}>
                      <th scope="row">
                        <ChangeName name={name} />
                      </th>
                      <td className="changes-cell">
                        <ChangeValue name={name} value={change.before?.[name]} zone={zone} locale={locale} />
                      </td>
                      <td className="changes-cell">
                        <b>
                          <ChangeValue name={name} value={change.after?.[name]} zone={zone} locale={locale} />
                        </b>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        )
      })}
      {children}
    </div>
  )
}
