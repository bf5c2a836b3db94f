import { getTranslations } from 'next-intl/server'
import { ChangeName, ChangeValue } from '#components/forms/change-value.tsx'
import { type AuditEntry, changesIn } from '#lib/audit/queries.ts'
import { dayMonth, time, year, zoneName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** Who did what, when, from what to what. */
export async function AuditTable({
  entries,
  locale,
  zone,
  subjects,
}: {
  entries: AuditEntry[]
  locale: Locale
  zone: string
  subjects?: boolean
}) {
  const t = await getTranslations('admin.audit')
  const actions = await getTranslations('admin.actions')
  const kinds = await getTranslations('admin.changes.kinds')
  if (!entries.length) return <p className="note">{t('empty')}</p>
  return (
    <table className="table cards">
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('what')}</th>
          {subjects && <th scope="col">{t('subject')}</th>}
          <th scope="col">{t('changed')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const key = entry.action.replace('.', '_')
          return (
            <tr key={entry.id}>
              <th scope="row">
                <time dateTime={entry.at.toISOString()}>
                  {dayMonth(entry.at, zone, locale)} {year(entry.at, zone)}, {time(entry.at, zone)}{' '}
                  {zoneName(entry.at, zone)}
                </time>
              </th>
              <td data-label={t('who')}>{entry.who ?? t('system')}</td>
              <td data-label={t('what')}>
                {actions.has(key as never) ? actions(key as never) : entry.action}
                {entry.reason && <span className="note block">{entry.reason}</span>}
              </td>
              {subjects && (
                <td data-label={t('subject')}>
                  <a href={`?kind=${entry.subjectKind}&id=${encodeURIComponent(entry.subjectId)}`}>
                    {kinds(entry.subjectKind as 'window')} {entry.reference}
                  </a>
                </td>
              )}
              <td data-label={t('changed')} className="changes-cell">
                {changesIn(entry).map(({ name, from, to }) => (
                  <div key={name}>
                    <span className="quiet">
                      <ChangeName name={name} />:
                    </span>{' '}
                    {from !== undefined && (
                      <>
                        <ChangeValue name={name} value={from} zone={zone} locale={locale} /> →{' '}
                      </>
                    )}
                    <ChangeValue name={name} value={to} zone={zone} locale={locale} />
                  </div>
                ))}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
