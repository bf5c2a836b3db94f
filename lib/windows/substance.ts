import type { Tx } from '#db/scope.ts'
import { changesOf, impactsOf, releasesIn, type WindowRow } from '#lib/judging/stored-window.ts'

/**
 * What a window is, beside its name and its times, as who approves or is told of it sees it: what it touches and how much,
 * its downtime and what is felt instead, what it carries, what is said of it, and how it is taken back.
 */
export async function substanceOf(tx: Tx, window: WindowRow) {
  const { serviceId, environmentId, kind, migration, downtimeAfter, downtimeMinutes } = window
  const { description, effect, userChanges, rollbackInfrastructure, rollbackServices, rollbackData } = window
  return {
    ...{ serviceId, environmentId, kind, migration, downtimeAfter, downtimeMinutes },
    ...{ description, effect, userChanges, rollbackInfrastructure, rollbackServices, rollbackData },
    components: (await impactsOf(tx, [window.id])).map(({ component, impact, note }) => ({
      name: component,
      impact,
      note,
    })),
    releases: (await releasesIn(tx, window.id)).map(({ title, version }) => ({ name: title, version })),
    changes: (await changesOf(tx, window.id)).map(({ title }) => title),
  }
}
export type Substance = Awaited<ReturnType<typeof substanceOf>>

/** In what two substances differ, by name. */
export function differingIn(before: Substance, after: Substance): (keyof Substance)[] {
  return (Object.keys(before) as (keyof Substance)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
}

/** What readers are told of: all of it but how it is taken back. */
export const isTold = (name: keyof Substance) => !name.startsWith('rollback')
