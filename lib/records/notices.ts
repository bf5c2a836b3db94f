import type { Texts } from '#db/schema/columns.ts'
import type { Tx } from '#db/scope.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type words from '#lib/i18n/messages/words.en.json'

/** The choices of a subscriber: each event falls under one of them. */
export const noticeKinds = ['windows', 'changes', 'incidents', 'freezes'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What can be told; an event without a word in both languages is an error of types. */
export type EventName = keyof (typeof words)['event']

/** What every notice says, as its room wrote it down when it happened. Instants are ISO 8601 in UTC. */
export type NoticePayload = { event: EventName; at: string }

/** What every notice of one record says. */
export type RecordPayload = NoticePayload & {
  service: { name: Texts; timeZone: string }
  reference: string
  title: Texts
  message: Texts | null
}

/** What a mail says, before it looks like anything: page previews, HTML and plain text are made from this. */
export type Wording = {
  subject: string
  /** What happened, above the heading. */
  label: string
  tone: 'accent' | 'ok' | 'partial' | 'major' | 'freeze'
  heading: string
  /** The service, under the heading. */
  about: string
  /** The first sentence, which stands alone in a preview. */
  lead: string
  paragraphs: string[]
  facts: { name: string; lines: string[]; strong?: boolean }[]
  button: { label: string; path: string }
  /** What comes next, or how long a link works. */
  footnote: string | null
  /** When it was written, with its zone. */
  dateline: string
}

/** The notices of a room: its events, and how it words them. `lib/notices/registry.ts` finds a room by an event. */
export type RoomNotices<P extends NoticePayload> = {
  /** Under which choice of a subscriber each falls; null: to the one address that asked for it. */
  events: Record<P['event'], NoticeKind | null>
  /** Words one in a language, with times in the reader's zone and the service's. */
  word: (payload: P, locale: Locale, zone: string, portal: string) => Wording
  /**
   * Whether what a notice says is still so. It was when it was written, but a mail may be sent later: a reminder holds
   * until the start that it names, "in progress" until the end, a plan while its times are the same.
   */
  holds: (tx: Tx, notice: { id: string; payload: P }, now: Date) => Promise<boolean>
}
