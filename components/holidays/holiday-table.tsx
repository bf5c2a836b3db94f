import { getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { Said } from '#components/ui/said.tsx'
import { dayInWords } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { ListedHoliday } from '#lib/judging/business-calendar.ts'
import { type RemoveAction, RemoveHoliday } from './remove-holiday.tsx'

/** Holidays with where each comes from; those added by hand can be removed, and asked what they break. */
export async function HolidayTable({
  days,
  who,
  calendar,
  locale,
  address,
  remove,
}: {
  days: ListedHoliday[]
  /** Who added which, by the holiday's id. */
  who: Map<string, string>
  calendar: string
  locale: Locale
  address: string
  remove: { action: RemoveAction; hidden: Record<string, string> } | null
}) {
  const t = await getTranslations('admin.holidays')
  return (
    <DataTable
      rows={days}
      rowKey={({ id, day, name }) => id ?? `${day} ${name.en}`}
      columns={[
        { head: t('day'), cell: ({ day }) => dayInWords(day, locale) },
        { head: t('name'), cell: ({ name }) => <Said text={name} locale={locale} /> },
        {
          head: t('from'),
          cell: ({ id, name, ofService }) =>
            id === null ? (
              t('library', { calendar })
            ) : (
              <>
                {who.has(id) ? t('addedBy', { who: who.get(id) ?? '' }) : t('added')},{' '}
                {t(ofService ? 'forService' : 'forCalendar')}
                <div className="mt-1 flex flex-wrap items-center gap-3">
                  <a className="note" href={`${address}&day=${id}`}>
                    {t('consequences')}
                    <span className="sr-only">: {pick(name, locale).text}</span>
                  </a>
                  {remove && (
                    <RemoveHoliday
                      action={remove.action}
                      hidden={{ ...remove.hidden, id }}
                      name={pick(name, locale).text}
                    />
                  )}
                </div>
              </>
            ),
        },
      ]}
    />
  )
}
