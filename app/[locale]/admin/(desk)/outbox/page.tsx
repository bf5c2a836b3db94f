import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { transport } from '#lib/channels/mail/transport.ts'
import { dayMonth, number, time } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { listOutbox } from '#lib/notices/queries.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { one } from '#lib/portal/reader.ts'
import { inLanguage, outboxPath, paths } from '#lib/routes.ts'

export const metadata: Metadata = { title: 'Outbox' }

/** Every notice with what became of its mails. */
export default async function OutboxPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.outbox)
  const t = await getTranslations('admin.outbox')
  const words = await getTranslations('words')
  const asked = new Date(one(query, 'before') ?? '')
  const before = Number.isNaN(asked.getTime()) ? undefined : asked
  const { rows, frame } = await asReader(person.id, async (tx) => ({
    rows: await listOutbox(tx, 50, before),
    frame: await getFrame(tx, new Date()),
  }))
  const zone = person.timeZone
  const last = rows.at(-1)
  return (
    <>
      <div className="desk-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="quiet">{t(`via.${transport().name}`)}</p>
        </div>
      </div>
      {rows.length === 0 ? (
        <p className="serif text-5 py-6">{t('empty')}</p>
      ) : (
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('notice')}</th>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('audience')}</th>
              <th scope="col">{t('mails')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ notice, all, sent, waiting, failed, unknown }) => (
              <tr key={notice.id}>
                <th scope="row">
                  <a href={inLanguage(locale, outboxPath(notice.id))}>
                    {wordNotice(notice.payload as Payload, locale, zone, pick(frame.name, locale).text).subject}
                  </a>
                </th>
                <td data-label={t('when')}>
                  {dayMonth(notice.createdAt, zone, locale)}, {time(notice.createdAt, zone)}
                </td>
                <td data-label={t('audience')}>
                  {notice.serviceId ? words(`audience.${notice.audience}`) : t('personal')}
                </td>
                <td data-label={t('mails')}>{number(all, locale)}</td>
                <td data-label={t('state')}>
                  {!notice.addressedAt || waiting ? (
                    <DeliveryMark state="waiting" />
                  ) : failed ? (
                    <DeliveryMark state="failed" />
                  ) : unknown ? (
                    <DeliveryMark state="unknown" />
                  ) : all ? (
                    <DeliveryMark state="sent" />
                  ) : (
                    <span className="note">{t('nobody')}</span>
                  )}
                  {failed + unknown > 0 && (
                    <span className="note block">{t('notSent', { count: failed + unknown, sent })}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length === 50 && last && (
        <p className="mt-4">
          <a href={`?before=${encodeURIComponent(last.notice.createdAt.toISOString())}`}>{t('older')}</a>
        </p>
      )}
    </>
  )
}
