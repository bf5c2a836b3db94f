import { eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { freezes } from '#db/schema/freezes.ts'
import { noticeSubjects } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { longRange, moment } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import { kinds } from '#lib/records/kinds.ts'
import type { NoticeKind, RecordPayload, RoomNotices, Wording } from '#lib/records/notices.ts'
import { fact, inZones, sameTimes, wordRecord } from '#lib/records/word-record.ts'
import { type FreezeKind, freezeKinds } from '#lib/rules/freezes.ts'
import { namesIn, scopesOf } from './scope.ts'

const events = {
  'freeze-published': 'freezes',
  'freeze-changed': 'freezes',
  'freeze-cancelled': 'freezes',
} as const satisfies Record<string, NoticeKind>
export type FreezeEvent = keyof typeof events

export type FreezePayload = RecordPayload & {
  event: FreezeEvent
  startsAt: string
  endsAt: string
  /** Streams and environments that it holds; none: the whole service. */
  holds?: Texts[]
  exceptions: Texts | null
  /** What is held back; the notices of earlier versions have none. */
  kind?: FreezeKind
}

export const freezeNotices: RoomNotices<FreezePayload> = { events, word, holds }

/** Everything a mail about this freeze says. */
export async function freezePayload(
  tx: Tx,
  freeze: typeof freezes.$inferSelect,
  event: FreezeEvent,
  now: Date,
): Promise<FreezePayload> {
  const [service] = await tx.select().from(services).where(eq(services.id, freeze.serviceId))
  if (!service) throw new Error('a freeze without a service')
  const [held] = await scopesOf(tx, [freeze])
  return {
    event,
    at: now.toISOString(),
    service: { name: service.name, timeZone: freeze.timeZone },
    reference: freeze.reference ?? '',
    title: freeze.title,
    message: null,
    startsAt: freeze.startsAt.toISOString(),
    endsAt: freeze.endsAt.toISOString(),
    holds: held ? namesIn(held.scope) : [],
    exceptions: freeze.exceptions,
    kind: freeze.kind,
  }
}

function word(freeze: FreezePayload, locale: Locale, zone: string): Wording {
  const t = translator(locale, 'mail')
  const [start, last] = [new Date(freeze.startsAt), new Date(new Date(freeze.endsAt).getTime() - 60_000)]
  const own = freeze.service.timeZone
  const lead = {
    'freeze-published': 'lead.freezePublished',
    'freeze-changed': 'lead.freezeChanged',
    'freeze-cancelled': 'lead.freezeCancelled',
  } as const
  return {
    ...wordRecord(freeze, locale, zone),
    tone: 'freeze',
    lead: t(lead[freeze.event], {
      what: freeze.kind && !freezeKinds[freeze.kind] ? 'merges' : 'changes',
      from: moment(start, own, locale),
      until: moment(last, own, locale),
    }),
    paragraphs: [],
    facts: [
      fact(
        t('fact.when'),
        inZones((zoneOf) => longRange(start, last, zoneOf, locale), own, zone, t),
        true,
      ),
      fact(t('fact.where'), [(freeze.holds ?? []).map((name) => pick(name, locale).text).join(', ')].filter(Boolean)),
      fact(t('fact.exceptions'), [pick(freeze.exceptions, locale).text].filter(Boolean)),
      fact(t('fact.reference'), [freeze.reference]),
    ].filter((row) => row.lines.length),
    button: { label: t('button.freeze'), path: kinds.freeze.path() },
  }
}

async function holds(tx: Tx, { id, payload }: { id: string; payload: FreezePayload }, now: Date): Promise<boolean> {
  const rows = await tx
    .select({ freeze: freezes })
    .from(noticeSubjects)
    .innerJoin(freezes, eq(freezes.id, noticeSubjects.subjectId))
    .where(eq(noticeSubjects.noticeId, id))
  return rows.every(({ freeze }) =>
    payload.event === 'freeze-cancelled'
      ? freeze.cancelledAt !== null
      : !freeze.cancelledAt && sameTimes(freeze, payload) && now < freeze.endsAt,
  )
}
