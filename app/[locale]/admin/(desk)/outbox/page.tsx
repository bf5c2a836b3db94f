import { getTranslations } from 'next-intl/server'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { ListPage } from '#components/records/list-page.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { transport } from '#lib/channels/mail/chosen-transport.ts'
import { dayMonth, number, time } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { listOutbox } from '#lib/notices/queries.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { wordNotice } from '#lib/notices/registry.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { instantIn } from '#lib/portal/reader.ts'
import { inLanguage, outboxPath, paths } from '#lib/routes.ts'

export const generateMetadata = titled('admin.outbox.title')

/** Every notice with what became of its mails. */
export default async function OutboxPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.outbox)
  const t = await getTranslations('admin.outbox')
  const words = await getTranslations('words')
  const { rows, frame } = await asReader(person.id, async (tx) => ({
    rows: await listOutbox(tx, 50, instantIn(query, 'before')),
    frame: await getFrame(tx, new Date()),
  }))
  const zone = person.timeZone
  const last = rows.at(-1)
  return (
    <ListPage
      title={t('title')}
      lead={t(`via.${transport().name}`)}
      rows={rows}
      rowKey={({ notice }) => notice.id}
      columns={[
        {
          head: t('notice'),
          cell: ({ notice }) => (
            <a href={inLanguage(locale, outboxPath(notice.id))}>
              {wordNotice(notice.payload as Payload, locale, zone, pick(frame.name, locale).text).subject}
            </a>
          ),
        },
        {
          head: t('when'),
          cell: ({ notice }) => (
            <>
              {dayMonth(notice.createdAt, zone, locale)}, {time(notice.createdAt, zone)}
            </>
          ),
        },
        {
          head: t('audience'),
          cell: ({ notice }) => (notice.serviceId ? words(`audience.${notice.audience}`) : t('personal')),
        },
        { head: t('mails'), cell: ({ all }) => number(all, locale) },
        {
          head: t('state'),
          cell: ({ notice, all, sent, waiting, failed, unknown, overtaken }) => (
            <>
              {!notice.addressedAt || waiting ? (
                <DeliveryMark state="waiting" />
              ) : failed ? (
                <DeliveryMark state="failed" />
              ) : unknown ? (
                <DeliveryMark state="unknown" />
              ) : overtaken && !sent ? (
                <DeliveryMark state="overtaken" />
              ) : all ? (
                <DeliveryMark state="sent" />
              ) : (
                <span className="note">{t('nobody')}</span>
              )}
              {failed + unknown + overtaken > 0 && (
                <span className="note block">{t('notSent', { count: failed + unknown + overtaken, sent })}</span>
              )}
            </>
          ),
        },
      ]}
      empty={{ say: t('empty') }}
      pager={
        <Pager older={rows.length === 50 && last ? `?before=${last.notice.createdAt.toISOString()}` : null}>
          {t('older')}
        </Pager>
      }
    />
  )
}
