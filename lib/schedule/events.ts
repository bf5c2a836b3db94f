import type { Tx } from '#db/scope.ts'
import { isLocale, pick } from '#lib/i18n/locales.ts'
import { parse } from '#lib/input.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { kinds } from '#lib/records/kinds.ts'
import { inLanguage } from '#lib/routes.ts'
import { addDays, startOfDay } from '#lib/time.ts'
import { spanInput } from './input.ts'
import { environmentSlugs, listFreezes, listReleases, listWindows, readFilter } from './queries.ts'

/**
 * The schedule between two days as events for a calendar: windows with their instants, freezes and releases as whole
 * days with an exclusive end. `asked`: start, end (days, the end exclusive), service, environment (slugs), kind, lang.
 *
 * @throws Refusal (invalid) for a span that cannot be taken
 */
export async function scheduleEvents(tx: Tx, asked: URLSearchParams, now: Date) {
  const { start, end } = parse(spanInput, { start: asked.get('start'), end: asked.get('end') })
  const lang = asked.get('lang') ?? 'en'
  const locale = isLocale(lang) ? lang : 'en'
  const frame = await getFrame(tx, now)
  const { filter } = await readFilter(tx, frame.services, {
    service: asked.get('service') ?? undefined,
    environment: asked.get('environment') ?? undefined,
    kinds: asked.getAll('kind'),
  })
  // A day to each side, because the reader's days may begin elsewhere.
  const span = { from: startOfDay(addDays(start, -1), 'UTC'), to: startOfDay(addDays(end, 1), 'UTC') }
  const shows = (...kinds: typeof filter.kinds) => kinds.some((kind) => filter.kinds.includes(kind))
  const windows = shows('windows', 'releases') ? await listWindows(tx, filter, span) : []
  const freezes = shows('freezes') ? await listFreezes(tx, filter, span) : []
  const alone = shows('releases') && !filter.environmentId
  const releases = alone ? await listReleases(tx, filter, { from: start, to: end }) : []
  const environments = await environmentSlugs(tx)
  const service = (id: string) => frame.services.find((one) => one.id === id)
  const letter = (id: string) => {
    const name = service(id)?.letter
    return name && !filter.serviceId ? `${name} · ` : ''
  }
  const events = [
    ...windows
      .filter((window) => shows(window.pinned ? 'releases' : 'windows'))
      .map((window) => ({
        id: window.id,
        title: letter(window.serviceId) + pick(window.title, locale).text,
        start: window.startsAt,
        end: window.endsAt,
        kind: window.pinned ? 'pinned' : 'window',
        state: window.state,
        reference: window.reference,
        service: service(window.serviceId)?.slug,
        timeZone: window.timeZone,
        environment: environments.get(window.environmentId ?? ''),
        environmentName: pick(window.environment, locale).text || null,
        windowKind: window.kind,
        urgent: window.urgent,
        downtime: window.downtime,
        sequence: window.sequence,
        url: inLanguage(locale, kinds.window.path(window.reference)),
      })),
    ...freezes.map((freeze) => ({
      id: freeze.id,
      title: letter(freeze.serviceId) + pick(freeze.title, locale).text,
      start: freeze.startsOn,
      end: freeze.endsOn,
      allDay: true,
      kind: 'freeze',
      service: service(freeze.serviceId)?.slug,
    })),
    ...releases.map((release) => ({
      id: release.id,
      title: `${letter(release.serviceId)}${pick(release.title, locale).text} ${release.version}`,
      start: release.on,
      allDay: true,
      kind: 'release',
      service: service(release.serviceId)?.slug,
    })),
  ]
  return { edition: frame.edition, events }
}
