import { getTranslations } from 'next-intl/server'
import { ActionName, ChangeName, ChangeValue } from '#components/forms/change-value.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
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
  const kinds = await getTranslations('admin.changes.kinds')
  if (!entries.length) return <p className="note">{t('empty')}</p>
  const subject: Column<AuditEntry> = {
    head: t('subject'),
    cell: ({ subjectKind, subjectId, reference }) => (
      <a href={`?kind=${subjectKind}&id=${encodeURIComponent(subjectId)}`}>
        {kinds(subjectKind as 'window')} {reference}
      </a>
    ),
  }
  return (
    <DataTable
      rows={entries}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          head: t('when'),
          cell: ({ at }) => (
            <time dateTime={at.toISOString()}>
              {dayMonth(at, zone, locale)} {year(at, zone)}, {time(at, zone)} {zoneName(at, zone)}
            </time>
          ),
        },
        { head: t('who'), cell: ({ who }) => who ?? t('system') },
        {
          head: t('what'),
          cell: ({ action, reason }) => (
            <>
              <ActionName action={action} />
              {reason && <span className="note block">{reason}</span>}
            </>
          ),
        },
        ...(subjects ? [subject] : []),
        {
          head: t('changed'),
          cell: (entry) => (
            <div className="changes-cell">
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
            </div>
          ),
        },
      ]}
    />
  )
}
