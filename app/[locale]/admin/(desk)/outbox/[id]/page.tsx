import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { retry } from '#app/[locale]/admin/(desk)/outbox/actions.ts'
import { SmallAction } from '#components/forms/small-action.tsx'
import { DeliveryMark } from '#components/notices/delivery-mark.tsx'
import { MailPreview } from '#components/notices/mail-preview.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { transport } from '#lib/channels/mail/chosen-transport.ts'
import { mailRenderer } from '#lib/channels/mail/render-mail.tsx'
import { dayMonth, time, zoneName } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { getNotice } from '#lib/notices/queries.ts'
import type { Payload } from '#lib/notices/registry.ts'
import { isPersonal } from '#lib/notices/registry.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { may } from '#lib/records/rights.ts'
import { inLanguage, outboxPath, paths } from '#lib/routes.ts'

export const generateMetadata = titled('admin.changes.kinds.notice')

/** One notice: each mail with its state, and the mail itself as a recipient got it. */
export default async function NoticePage({ params, searchParams }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const query = await searchParams
  const person = await staffViewer(locale, outboxPath(id))
  const t = await getTranslations('admin.outbox')
  const words = await getTranslations('words')
  const { found, frame } = await asReader(person.id, async (tx) => ({
    found: await getNotice(tx, id),
    frame: await getFrame(tx, new Date()),
  }))
  if (!found) notFound()
  const { notice, deliveries } = found
  const zone = person.timeZone
  const shown = deliveries.find((delivery) => delivery.id === one(query, 'mail')) ?? deliveries[0]
  const render = mailRenderer(notice.payload as Payload, frame.name, notice.envelope)
  // Links that act for a recipient are theirs alone: staff see the mail with keys that lead nowhere. Without a mail
  // server the outbox is where a mail arrives: who administers opens what an address was asked to confirm.
  const arrivesHere = transport().name === 'outbox' && isPersonal(notice.event) && may(person.roles, 'administer')
  const mail = await render({
    id: (arrivesHere && shown?.recipient) || 'preview',
    email: shown?.email ?? 'name@example.org',
    language: shown?.language ?? locale,
    timeZone: shown?.timeZone ?? zone,
    member: !isPersonal(notice.event) && notice.audience !== 'public',
  })
  const failed = deliveries.filter((delivery) => delivery.state === 'failed').length
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        links={[[inLanguage(locale, paths.outbox), t('title')]]}
        here={words(`event.${notice.event as 'window-announced'}`)}
      />
      <PageHead
        title={mail.subject}
        lead={
          <>
            {dayMonth(notice.createdAt, zone, locale)}, {time(notice.createdAt, zone)}{' '}
            {zoneName(notice.createdAt, zone)}
          </>
        }
        action={
          failed > 0 &&
          may(person.roles, 'run', notice.serviceId ?? undefined) && (
            <ClientMessages of={['reasons']}>
              <SmallAction
                action={retry}
                hidden={{ id: notice.id }}
                label={t('retry', { count: failed })}
                name={t('retry', { count: failed })}
              />
            </ClientMessages>
          )
        }
      />
      <div className="grid gap-10 md:grid-cols-[1fr_26rem]">
        <Section id="mail" title={t('mail')} aside={shown && <span className="note">{shown.email}</span>}>
          <MailPreview mail={mail} lang={shown?.language ?? locale} />
        </Section>
        <Section id="deliveries" title={t('recipients', { count: deliveries.length })}>
          {deliveries.length === 0 && <p className="note">{t('nobody')}</p>}
          <ul className="rows">
            {deliveries.map((delivery) => (
              <li key={delivery.id} className="grid grid-cols-[1fr_auto] gap-x-3 py-2 text-3">
                <a
                  className="break-all"
                  href={`${inLanguage(locale, outboxPath(notice.id))}?mail=${delivery.id}`}
                  {...(delivery.id === shown?.id && { 'aria-current': 'true' as const })}
                >
                  {delivery.email}
                </a>
                <DeliveryMark state={delivery.state} />
                <span className="note col-span-2">
                  {delivery.language === 'hi' ? 'हिन्दी' : 'English'},{' '}
                  {delivery.sentAt
                    ? t('sentAt', {
                        time: `${dayMonth(delivery.sentAt, zone, locale)}, ${time(delivery.sentAt, zone)}`,
                      })
                    : delivery.attempts
                      ? t('attempts', { count: delivery.attempts })
                      : t('notYet')}
                  {delivery.state === 'waiting' && delivery.attempts > 0 && (
                    <> {t('nextTry', { time: time(delivery.nextTryAt, zone) })}</>
                  )}
                  {delivery.error && <span className="block is-major">{delivery.error}</span>}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  )
}
