import { eq } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { incidents } from '#db/schema/incidents.ts'
import { noticeSubjects } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import type { ComponentState } from '#db/schema/statuses.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { list, moment } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import { kinds } from '#lib/records/kinds.ts'
import type { NoticeKind, RecordPayload, RoomNotices, Wording } from '#lib/records/notices.ts'
import { fact, inZones, wordRecord } from '#lib/records/word-record.ts'
import { type IncidentRow, incidentImpactsOf } from './record.ts'

const events = {
  'incident-declared': 'incidents',
  'incident-updated': 'incidents',
  'incident-resolved': 'incidents',
  'incident-reviewed': 'incidents',
} as const satisfies Record<string, NoticeKind>
export type IncidentEvent = keyof typeof events

export type IncidentPayload = RecordPayload & {
  event: IncidentEvent
  severity: string
  state: string
  startedAt: string
  resolvedAt: string | null
  window: string | null
  /** What people can do while it lasts. */
  advice?: Texts | null
  impacts: { component: Texts; state: ComponentState }[]
}

export const incidentNotices: RoomNotices<IncidentPayload> = { events, word, holds }

/** Everything a mail about this incident says, as it stands in this transaction. */
export async function incidentPayload(
  tx: Tx,
  incident: IncidentRow,
  event: IncidentEvent,
  now: Date,
  message: Texts | null,
): Promise<IncidentPayload> {
  const [service] = await tx.select().from(services).where(eq(services.id, incident.serviceId))
  const [window] = incident.windowId
    ? await tx.select({ reference: windows.reference }).from(windows).where(eq(windows.id, incident.windowId))
    : []
  if (!service) throw new Error('an incident without a service')
  return {
    event,
    at: now.toISOString(),
    service: { name: service.name, timeZone: service.timeZone },
    reference: incident.reference,
    title: incident.title,
    message,
    severity: incident.severity,
    state: incident.state,
    startedAt: incident.startedAt.toISOString(),
    resolvedAt: incident.resolvedAt?.toISOString() ?? null,
    window: window?.reference ?? null,
    advice: incident.advice,
    impacts: (await incidentImpactsOf(tx, [incident.id])).map(({ component, state }) => ({ component, state })),
  }
}

function word(incident: IncidentPayload, locale: Locale, zone: string): Wording {
  const t = translator(locale, 'mail')
  const words = translator(locale, 'words')
  const own = incident.service.timeZone
  const names = incident.impacts.map(
    (row) => `${pick(row.component, locale).text} (${words(`component.${row.state}`)})`,
  )
  const said = pick(incident.message, locale).text
  const resolved = incident.resolvedAt ? new Date(incident.resolvedAt) : null
  const affected = incident.impacts.map((row) => pick(row.component, locale).text)
  const declared = incident.event === 'incident-declared'
  return {
    ...wordRecord(incident, locale, zone),
    tone: incident.event === 'incident-resolved' || incident.event === 'incident-reviewed' ? 'ok' : 'major',
    lead: declared ? t('lead.incidentDeclared', { components: list(affected, locale), count: affected.length }) : said,
    paragraphs: declared && said ? [said] : [],
    facts: [
      fact(t('fact.state'), [words(`incident.${incident.state as 'resolved'}`)]),
      fact(t('fact.severity'), [words(`severity.${incident.severity as 'high'}`)]),
      fact(
        t('fact.affected'),
        incident.event === 'incident-resolved' || incident.event === 'incident-reviewed' ? [] : names,
      ),
      fact(
        t('fact.since'),
        inZones((zoneOf) => moment(new Date(incident.startedAt), zoneOf, locale), own, zone, t),
      ),
      fact(t('fact.resolved'), resolved ? inZones((zoneOf) => moment(resolved, zoneOf, locale), own, zone, t) : []),
      fact(t('fact.advice'), [resolved ? '' : pick(incident.advice ?? null, locale).text].filter(Boolean)),
      fact(t('fact.cause'), incident.window ? [incident.window] : []),
      fact(t('fact.reference'), [incident.reference]),
    ].filter((row) => row.lines.length),
    button: { label: t('button.incident'), path: kinds.incident.path(incident.reference) },
  }
}

async function holds(tx: Tx, { id, payload }: { id: string; payload: IncidentPayload }): Promise<boolean> {
  const rows = await tx
    .select({ state: incidents.state })
    .from(noticeSubjects)
    .innerJoin(incidents, eq(incidents.id, noticeSubjects.subjectId))
    .where(eq(noticeSubjects.noticeId, id))
  return rows.every((row) => tells[payload.event] === (row.state === 'resolved' ? 'resolved' : 'open'))
}

/** Of an incident in which state an event tells. */
const tells: Record<IncidentEvent, 'open' | 'resolved'> = {
  'incident-declared': 'open',
  'incident-updated': 'open',
  'incident-resolved': 'resolved',
  'incident-reviewed': 'resolved',
}
