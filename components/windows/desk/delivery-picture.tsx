import { getTranslations } from 'next-intl/server'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { dayMonth, number, time } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage, outboxPath } from '#lib/routes.ts'

type Counts = {
  id: string
  event: string
  at: Date
  all: number
  sent: number
  waiting: number
  failed: number
  unknown: number
}

/** One bar (sent, on the way, given up) and the counts. */
export async function DeliveryPicture({ notice, locale, zone }: { notice: Counts; locale: Locale; zone: string }) {
  const t = await getTranslations('admin.outbox')
  const words = await getTranslations('words.event')
  const share = (count: number) => `${notice.all ? (count / notice.all) * 100 : 0}%`
  const [sent, waiting] = [
    notice.all ? (notice.sent / notice.all) * 100 : 0,
    notice.all ? (notice.waiting / notice.all) * 100 : 0,
  ]
  return (
    <>
      <p className="text-3">
        <a href={inLanguage(locale, outboxPath(notice.id))}>{words(notice.event as 'window-announced')}</a>{' '}
        <span className="note">
          {dayMonth(notice.at, zone, locale)}, {time(notice.at, zone)}
        </span>
      </p>
      <svg
        className="my-2 block h-2 w-full"
        role="img"
        aria-label={t('picture', { sent: notice.sent, all: notice.all })}
      >
        <rect width="100%" height="8" fill="var(--sunken)" />
        <rect width={share(notice.sent)} height="8" fill="var(--ok)" />
        <rect x={`${sent}%`} width={share(notice.waiting)} height="8" fill="var(--accent)" />
        <rect x={`${sent + waiting}%`} width={share(notice.failed + notice.unknown)} height="8" fill="var(--major)" />
      </svg>
      <ul className="rows">
        {(
          [
            ['waiting', notice.waiting],
            ['sent', notice.sent],
            ['failed', notice.failed],
            ['unknown', notice.unknown],
          ] as const
        ).map(([state, count]) => (
          <li key={state} className="flex justify-between py-1.5 text-3">
            <DeliveryMark state={state} />
            <b>{number(count, locale)}</b>
          </li>
        ))}
      </ul>
    </>
  )
}
