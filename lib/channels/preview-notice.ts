import { eq } from 'drizzle-orm'
import { portal } from '#db/schema/portal.ts'
import type { Tx } from '#db/scope.ts'
import { type Mail, mailRenderer } from '#lib/channels/mail/render-mail.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import type { WindowEvent } from '#lib/windows/events.ts'
import { windowPayload } from '#lib/windows/notices.ts'
import { statusesWith } from '#lib/windows/statuses-of.ts'

/** The mail that an event of this window would send now, in a language, as a recipient in that zone would get it. */
export async function previewNotice(
  tx: Tx,
  window: WindowRow,
  event: WindowEvent,
  locale: Locale,
  timeZone: string,
  now: Date,
): Promise<Mail> {
  const [site] = await tx.select({ name: portal.name }).from(portal).where(eq(portal.id, 1))
  const states = await statusesWith(tx, window.id, event)
  const payload = await windowPayload(tx, window, event, now, { message: null, before: null }, { states })
  return mailRenderer(
    payload,
    site?.name ?? {},
    null,
  )({ id: 'preview', email: 'name@example.org', language: locale, timeZone, member: window.audience !== 'public' })
}
