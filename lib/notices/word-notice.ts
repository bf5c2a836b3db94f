import type { Texts } from '#db/schema/columns.ts'
import type { Impact } from '#db/schema/windows.ts'
import { dayMonth, longRange, moment, time, zoneCity, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import { incidentPath, paths, windowPath } from '#lib/routes.ts'
import { byAvailability } from '#lib/rules/availability.ts'
import type { WindowEvent } from './events.ts'
import type { FreezePayload, IncidentPayload, Payload, PersonalPayload, WindowPayload } from './payload.ts'
import { wordSchedule } from './word-schedule.ts'

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

/** Words a notice in a language, with times in the reader's zone and the service's. */
export function wordNotice(payload: Payload, locale: Locale, zone: string, portal: string): Wording {
  if ('email' in payload) return wordPersonal(payload, locale, zone, portal)
  if ('windows' in payload) return wordSchedule(payload, locale, zone)
  const common = wordCommon(payload, locale, zone)
  if ('endsAt' in payload && 'impacts' in payload) return { ...common, ...wordWindow(payload, locale, zone) }
  if ('severity' in payload) return { ...common, ...wordIncident(payload, locale, zone) }
  return { ...common, ...wordFreeze(payload as FreezePayload, locale, zone) }
}

type Own = Pick<Wording, 'tone' | 'lead' | 'paragraphs' | 'facts' | 'button'>

function wordCommon(payload: WindowPayload | IncidentPayload | FreezePayload, locale: Locale, zone: string) {
  const t = translator(locale, 'mail')
  const words = translator(locale, 'words')
  const title = pick(payload.title, locale).text
  const service = pick(payload.service.name, locale).text
  const event = words(`event.${payload.event}`)
  const dated = payload.event === 'window-announced' || payload.event === 'window-rescheduled'
  const date = 'startsAt' in payload ? dayMonth(new Date(payload.startsAt), payload.service.timeZone, locale) : ''
  const next = `next.${payload.event}` as const
  return {
    subject: dated ? t('subjectDated', { event, title, service, date }) : t('subject', { event, title, service }),
    label: event,
    heading: title,
    about: service,
    footnote: t.has(next as 'next.window-announced') ? t(next as 'next.window-announced') : null,
    dateline: moment(new Date(payload.at), zone, locale),
  }
}

function wordWindow(window: WindowPayload, locale: Locale, zone: string): Own {
  const t = translator(locale, 'mail')
  const own = window.service.timeZone
  const [start, end] = [new Date(window.startsAt), new Date(window.endsAt)]
  const { out, partly, reduced, usual } = howItIs(window)
  const names = (rows: { component: Texts }[]) => rows.map((row) => pick(row.component, locale).text)
  const clock = (at: Date) => `${time(at, zone)} ${zoneName(at, zone)}`
  const down = window.downtime && { from: new Date(window.downtime.startsAt), until: new Date(window.downtime.endsAt) }
  const before = window.before && { startsAt: new Date(window.before.startsAt), endsAt: new Date(window.before.endsAt) }
  const said = pick(window.message, locale).text
  // An outage that nobody announced has no end that was told.
  const told = {
    out: out.filter((row) => row.impact === 'outage'),
    partly: partly.filter((row) => row.impact === 'degraded'),
  }
  const affected = told.out.length ? told.out : told.partly

  const announced = () => {
    const rows = affected
    if (!down || !rows.length)
      return t('lead.announcedEffect', {
        from: moment(start, zone, locale),
        until: moment(end, zone, locale),
        effect: pick(window.effect, locale).text,
      })
    return t(told.out.length ? 'lead.announcedDowntime' : 'lead.announcedDegraded', {
      components: list(names(rows), locale),
      count: rows.length,
      from: moment(down.from, zone, locale),
      until: moment(down.until, zone, locale),
    })
  }
  const lead = {
    'window-announced': announced,
    'window-reminder': () => `${t('lead.reminder', { at: clock(start) })} ${announced()}`,
    'window-started': () =>
      down && affected.length
        ? t('lead.startedDowntime', {
            components: list(names(affected), locale),
            count: affected.length,
            until: moment(down.until, zone, locale),
          })
        : `${t('lead.started')} ${pick(window.effect, locale).text}`.trim(),
    'window-update': () => said,
    'window-verifying': () => t('lead.verifying', { until: moment(end, zone, locale) }),
    'window-finished': () => t('lead.finished'),
    'window-rolling-back': () => t('lead.rollingBack'),
    'window-rolled-back': () => t('lead.rolledBack'),
    'window-rescheduled': () =>
      t('lead.rescheduled', {
        when: longRange(start, end, zone, locale),
        before: before ? longRange(before.startsAt, before.endsAt, zone, locale) : '',
      }),
    'window-extended': () =>
      t('lead.extended', { until: moment(end, zone, locale), before: before ? clock(before.endsAt) : '' }),
    'window-cancelled': () => t('lead.cancelled', { when: longRange(start, end, zone, locale) }),
  }[window.event]()

  const upcoming = ['window-announced', 'window-reminder', 'window-rescheduled'].includes(window.event)
  const facts = [
    fact(
      t('fact.when'),
      inZones((zoneOf) => longRange(start, end, zoneOf, locale), own, zone, t),
      true,
    ),
    fact(t('fact.before'), before && upcoming ? [longRange(before.startsAt, before.endsAt, own, locale)] : []),
    fact(
      t('fact.downtime'),
      down
        ? inZones((zoneOf) => longRange(down.from, down.until, zoneOf, locale), own, zone, t)
        : upcoming
          ? [t('fact.none')]
          : [],
    ),
    fact(t('fact.notAvailable'), names(out)),
    fact(t('fact.partly'), names(partly)),
    fact(t('fact.reduced'), names(reduced)),
    fact(t('fact.asUsual'), names(usual)),
    ...(upcoming
      ? [
          fact(t('fact.kind'), [pick(window.kind, locale).text]),
          fact(
            t('fact.where'),
            [window.environments.map((name) => pick(name, locale).text).join(', ')].filter(Boolean),
          ),
          fact(t('fact.what'), [pick(window.description, locale).text].filter(Boolean)),
          fact(t('fact.mustChange'), [pick(window.userChanges, locale).text].filter(Boolean)),
          fact(t('fact.goesIn'), [...window.releases, ...window.changes.map((change) => pick(change, locale).text)]),
        ]
      : []),
    fact(t('fact.reference'), [window.reference]),
  ]
  const tone =
    window.event === 'window-finished'
      ? 'ok'
      : window.event === 'window-rolling-back' || window.event === 'window-rolled-back'
        ? 'partial'
        : 'accent'
  return {
    tone,
    lead,
    paragraphs: window.event === 'window-update' || !said ? [] : [said],
    facts: facts.filter((row) => row.lines.length),
    button: { label: t('button.window'), path: windowPath(window.reference) },
  }
}

/** Events that say how things are; the others say how they are meant to be. */
const happening: WindowEvent[] = [
  'window-started',
  'window-update',
  'window-verifying',
  'window-extended',
  'window-rolling-back',
  'window-rolled-back',
  'window-finished',
]

/** What cannot be used, or not fully, and what can: as announced before the start, by what the components are from then on. */
function howItIs({ event, impacts }: WindowPayload) {
  const announced = (impact: Impact) => impacts.filter((row) => row.impact === impact)
  if (event === 'window-cancelled') return { out: [], partly: [], reduced: [], usual: [] }
  if (!happening.includes(event) || impacts.some((row) => !row.state))
    return {
      out: announced('outage'),
      partly: announced('degraded'),
      reduced: announced('reduced_redundancy'),
      usual: announced('no_impact'),
    }
  const now = byAvailability(impacts.map((row) => ({ ...row, state: row.state ?? 'unknown' })))
  return { out: now.out, partly: now.limited, reduced: [], usual: now.usual }
}

function wordIncident(incident: IncidentPayload, locale: Locale, zone: string): Own {
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
    button: { label: t('button.incident'), path: incidentPath(incident.reference) },
  }
}

function wordFreeze(freeze: FreezePayload, locale: Locale, zone: string): Own {
  const t = translator(locale, 'mail')
  const [start, last] = [new Date(freeze.startsAt), new Date(new Date(freeze.endsAt).getTime() - 60_000)]
  const own = freeze.service.timeZone
  const lead = {
    'freeze-published': 'lead.freezePublished',
    'freeze-changed': 'lead.freezeChanged',
    'freeze-cancelled': 'lead.freezeCancelled',
  } as const
  return {
    tone: 'freeze',
    lead: t(lead[freeze.event], { from: moment(start, own, locale), until: moment(last, own, locale) }),
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
    button: { label: t('button.freeze'), path: paths.freezes },
  }
}

function wordPersonal(payload: PersonalPayload, locale: Locale, zone: string, portal: string): Wording {
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

const fact = (name: string, lines: string[], strong = false) => ({ name, lines, strong })

/** A time in the service's zone, and in the reader's when that differs. */
function inZones(
  say: (zone: string) => string,
  own: string,
  reader: string,
  t: ReturnType<typeof translator<'mail'>>,
): string[] {
  const first = say(own)
  const second = say(reader)
  return first === second || zoneCity(own, 'en') === zoneCity(reader, 'en')
    ? [first]
    : [first, t('fact.yourZone', { time: second })]
}

export function list(names: string[], locale: Locale): string {
  return new Intl.ListFormat(locale === 'hi' ? 'hi-IN' : 'en-GB', { type: 'conjunction' }).format(names)
}
