import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Kind } from '#lib/rules/policy.ts'
import type { Region } from '#lib/rules/regions.ts'
import type { ServiceToWorkOn } from '#lib/services/queries.ts'

/** What the window form offers of a service, in the reader's language. */
export type Offer = {
  id: string
  name: string
  zone: string
  kinds: {
    code: string
    name: string
    urgent: boolean
    /** Told to nobody. */
    routine: boolean
    notice: { amount: number; unit: 'days' | 'business-days'; source: string } | null
  }[]
  environments: { id: string; name: string; public: boolean; tenants: string[]; components: string[] }[]
  components: { id: string; name: string; group: string }[]
  permittedHours: { from: string; to: string } | null
  regions: (Omit<Region, 'name'> & { name: string })[]
  tenants: { id: string; name: string }[]
  releases: { id: string; name: string; windowId: string | null }[]
}

/** `stored`: a window that is edited keeps its kind in the list, also where the service has it no longer. */
export function toOffer(
  service: ServiceToWorkOn,
  locale: Locale,
  stored?: { service: { id: string }; kind: Kind },
): Offer {
  const { kinds } = service.policy
  const gone = stored?.service.id === service.id && !kinds.some(({ code }) => code === stored.kind.code)
  return {
    id: service.id,
    name: pick(service.name, locale).text,
    zone: service.timeZone,
    kinds: (gone ? [...kinds, stored.kind] : kinds).map((kind) => ({
      code: kind.code,
      name: pick(kind.name, locale).text,
      urgent: kind.urgent,
      routine: kind.routine,
      notice: kind.notice,
    })),
    environments: service.environments.map((environment) => ({
      id: environment.id,
      name: pick(environment.name, locale).text,
      public: environment.audience === 'public',
      tenants: environment.tenants,
      components: service.standing.filter((row) => row.environmentId === environment.id).map((row) => row.componentId),
    })),
    components: service.components.map((component) => ({
      id: component.id,
      name: pick(component.name, locale).text,
      group: pick(component.group, locale).text,
    })),
    permittedHours: service.policy.permittedHours.value,
    regions: service.policy.regions.map((region) => ({ ...region, name: pick(region.name, locale).text })),
    tenants: service.tenants.map((tenant) => ({ id: tenant.id, name: pick(tenant.name, locale).text })),
    releases: service.releases.map((release) => ({
      id: release.id,
      name: `${pick(release.title, locale).text} ${release.version}`,
      windowId: release.windowId,
    })),
  }
}
