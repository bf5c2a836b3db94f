import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import type { NoticePayload, RoomNotices, Wording } from '#lib/records/notices.ts'

/** To one address, because its owner (or somebody who typed it) asked: never a subscriber's choice. */
const events = { 'subscription-confirm': null, 'subscription-known': null } as const

export type PersonalPayload = NoticePayload & { event: keyof typeof events; email: string; expiresAt: string | null }

export const subscriptionNotices: RoomNotices<PersonalPayload> = {
  events,
  word,
  holds: async (_, { payload }, now) => !payload.expiresAt || new Date(payload.expiresAt) > now,
}

function word(payload: PersonalPayload, locale: Locale, zone: string, portal: string): Wording {
  const t = translator(locale, 'mail')
  const words = translator(locale, 'words')
  const of = `personal.${payload.event}` as const
  const until = payload.expiresAt ? moment(new Date(payload.expiresAt), zone, locale) : ''
  return {
    subject: t(`${of}.subject`, { portal }),
    label: words(`event.${payload.event}`),
    tone: 'accent',
    heading: t(`${of}.heading`),
    about: portal,
    lead: t(`${of}.lead`, { portal, email: payload.email }),
    paragraphs: [],
    facts: [],
    button: { label: t(`${of}.button`), path: '' },
    footnote: t(`${of}.footnote`, { until }),
    dateline: moment(new Date(payload.at), zone, locale),
  }
}
