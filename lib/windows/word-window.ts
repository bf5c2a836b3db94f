import type { Texts } from '#db/schema/columns.ts'
import type { Impact } from '#db/schema/windows.ts'
import { list, longRange, moment, time, zoneName } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/translate.ts'
import { kinds } from '#lib/records/kinds.ts'
import type { Wording } from '#lib/records/notices.ts'
import { fact, inZones, wordRecord } from '#lib/records/word-record.ts'
import { byAvailability } from '#lib/rules/availability.ts'
import type { WindowEvent, WindowPayload } from './events.ts'

/** The day of the start stands in the subject of what is told ahead. */
const dated: WindowEvent[] = ['window-announced', 'window-changed', 'window-rescheduled']

/** Words a notice of a window, with times in the reader's zone and the service's. */
export function wordWindow(window: WindowPayload, locale: Locale, zone: string): Wording {
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
    'window-changed': () => t('lead.changed', { when: longRange(start, end, zone, locale) }),
    'window-rescheduled': () =>
      t('lead.rescheduled', {
        when: longRange(start, end, zone, locale),
        before: before ? longRange(before.startsAt, before.endsAt, zone, locale) : '',
      }),
    'window-extended': () =>
      t('lead.extended', { until: moment(end, zone, locale), before: before ? clock(before.endsAt) : '' }),
    'window-cancelled': () => t('lead.cancelled', { when: longRange(start, end, zone, locale) }),
  }[window.event]()

  const upcoming = ['window-announced', 'window-reminder', 'window-changed', 'window-rescheduled'].includes(
    window.event,
  )
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
          fact(
            t('fact.migration'),
            window.migration === undefined ? [] : [t(window.migration ? 'fact.yes' : 'fact.no')],
          ),
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
    ...wordRecord(window, locale, zone, dated.includes(window.event) ? start : undefined),
    tone,
    lead,
    paragraphs: window.event === 'window-update' || !said ? [] : [said],
    facts: facts.filter((row) => row.lines.length),
    button: { label: t('button.window'), path: kinds.window.path(window.reference) },
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
