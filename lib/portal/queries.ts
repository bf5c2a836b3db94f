import { and, asc, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { freezes } from '#db/schema/freezes.ts'
import { edition, portal } from '#db/schema/portal.ts'
import { services } from '#db/schema/services.ts'
import type { Tx } from '#db/scope.ts'
import { namesIn, scopesOf } from '#lib/freezes/scope.ts'
import { zoneCity } from '#lib/i18n/format.ts'
import { policiesOf } from '#lib/judging/policy-in-force.ts'
import { freezeStanding } from '#lib/rules/freezes.ts'
import { dayOf } from '#lib/time.ts'
import { alertedWindows } from '#lib/windows/alerted.ts'
import { type AlertedIncident, type AlertedWindow, alertedIncidents } from './alerts.ts'

export type FreezeBanner = {
  id: string
  title: Texts
  service: Texts
  /** Streams and environments that it holds; none: the whole service. */
  holds: Texts[]
  startsAt: Date
  endsAt: Date
  timeZone: string
  exceptions: Texts | null
  standing: 'on' | 'near'
}

/** What stands on every public page: the portal, its edition, the zones to choose from, windows and freezes on or near. */
export type Frame = {
  name: Texts
  demo: boolean
  timeZone: string
  zones: string[]
  edition: number
  publishedAt: Date
  /** What the alerts of a page are made of: open incidents, announced and running windows, freezes on or near. */
  incidents: AlertedIncident[]
  windows: AlertedWindow[]
  freezes: FreezeBanner[]
  /** `hiddenAt` is set only for staff, who see what is hidden. */
  services: {
    id: string
    slug: string
    letter: string | null
    name: Texts
    timeZone: string
    hiddenAt: Date | null
  }[]
}

export async function getFrame(tx: Tx, now: Date): Promise<Frame> {
  const [site] = await tx.select().from(portal)
  const [current] = await tx.select().from(edition)
  const all = await tx
    .select({
      id: services.id,
      slug: services.slug,
      letter: services.letter,
      name: services.name,
      timeZone: services.timeZone,
      hiddenAt: services.hiddenAt,
    })
    .from(services)
    .orderBy(asc(services.position), asc(services.slug))
  const timeZone = site?.timeZone ?? 'UTC'
  const zones = [...new Set([timeZone, ...all.map((service) => service.timeZone), 'UTC'])].sort((one, other) =>
    zoneCity(one, 'en').localeCompare(zoneCity(other, 'en')),
  )
  return {
    name: site?.name ?? { en: 'Almanac' },
    demo: site?.demo === 1,
    timeZone,
    zones,
    edition: current?.number ?? 0,
    publishedAt: current?.raisedAt ?? now,
    incidents: await alertedIncidents(tx),
    windows: await alertedWindows(tx, now),
    freezes: await freezeBanners(tx, all, now),
    services: all,
  }
}

/** Freezes that are on or within their policy's lead time, the next to start first. */
async function freezeBanners(tx: Tx, all: Frame['services'], now: Date): Promise<FreezeBanner[]> {
  const rows = await tx
    .select()
    .from(freezes)
    .where(and(isNotNull(freezes.publishedAt), isNull(freezes.cancelledAt), gt(freezes.endsAt, now)))
    .orderBy(asc(freezes.startsAt))
    .limit(20)
  const banners: ((typeof rows)[number] & Pick<FreezeBanner, 'service' | 'standing'>)[] = []
  const policyOf = policiesOf(tx)
  for (const row of rows) {
    const service = all.find((one) => one.id === row.serviceId)?.name
    const policy = await policyOf(row.serviceId, dayOf(now, row.timeZone))
    const standing = freezeStanding(row, policy.freezeLeadDays.value, now)
    if (service && (standing === 'on' || standing === 'near')) banners.push({ ...row, service, standing })
  }
  return (await scopesOf(tx, banners)).map(
    ({ id, title, service, scope, startsAt, endsAt, timeZone, exceptions, standing }) => ({
      id,
      title,
      service,
      holds: namesIn(scope),
      startsAt,
      endsAt,
      timeZone,
      exceptions,
      standing,
    }),
  )
}
