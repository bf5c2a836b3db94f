import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { ServiceToWorkOn } from '#lib/services/queries.ts'
import type { Standing } from './impact-choices.tsx'

/** What a service runs where, live environments first, with the status now, in the reader's language. */
export function standingOf(service: ServiceToWorkOn, locale: Locale): Standing[] {
  const environments = [...service.environments].sort(
    (one, other) => Number(other.live) - Number(one.live) || one.position - other.position,
  )
  return environments.flatMap((environment) =>
    service.components.flatMap((component) => {
      const row = service.standing.find(
        (one) => one.componentId === component.id && one.environmentId === environment.id,
      )
      return row
        ? [
            {
              componentId: component.id,
              environmentId: environment.id,
              name: pick(component.name, locale).text,
              environment: pick(environment.name, locale).text,
              state: row.state,
            },
          ]
        : []
    }),
  )
}
