import { asc, eq, inArray, or } from 'drizzle-orm'
import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { releases } from '#db/schema/releases.ts'
import { changes, windowImpacts, windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { idInput } from '#lib/input.ts'
import { plus } from '#lib/time.ts'

export type WindowRow = typeof windows.$inferSelect

/** The impacts of windows with the names of what they touch, in the order of the service's components. */
export function impactsOf(tx: Tx, windowIds: string[]) {
  return tx
    .select({
      windowId: windowImpacts.windowId,
      componentId: windowImpacts.componentId,
      environmentId: windowImpacts.environmentId,
      component: components.name,
      environment: environments.name,
      impact: windowImpacts.impact,
      note: windowImpacts.note,
    })
    .from(windowImpacts)
    .innerJoin(components, eq(components.id, windowImpacts.componentId))
    .innerJoin(environments, eq(environments.id, windowImpacts.environmentId))
    .where(inArray(windowImpacts.windowId, windowIds.length ? windowIds : ['']))
    .orderBy(asc(environments.position), asc(components.position))
}

export type WindowImpact = Awaited<ReturnType<typeof impactsOf>>[number]

export function changesOf(tx: Tx, windowId: string) {
  return tx
    .select({ title: changes.title })
    .from(changes)
    .where(eq(changes.windowId, windowId))
    .orderBy(asc(changes.position))
}

export function releasesIn(tx: Tx, windowId: string) {
  return tx.select().from(releases).where(eq(releases.windowId, windowId)).orderBy(asc(releases.version))
}

/** A release as the rules take it: with its version in its name, in both languages. */
export const releaseInPlan = ({ id, type, version, title }: typeof releases.$inferSelect) => ({
  id,
  type,
  name: { en: `${title.en ?? title.hi} ${version}`, hi: `${title.hi ?? title.en} ${version}` },
})

/** Looks a window up by its reference or its id, as the viewer of this transaction may see it. */
export async function findWindow(tx: Tx, key: string): Promise<WindowRow | undefined> {
  // An address can hold what no id does, and the database would not take.
  if (!idInput.safeParse(key).success) return undefined
  const [row] = await tx
    .select()
    .from(windows)
    .where(or(eq(windows.reference, key), eq(windows.id, key)))
    .limit(1)
  return row
}

/** Announced downtime as instants, or null. */
export function downtimeOf(
  window: Pick<WindowRow, 'startsAt' | 'downtimeAfter' | 'downtimeMinutes'>,
): { startsAt: Date; endsAt: Date } | null {
  if (window.downtimeAfter === null || window.downtimeMinutes === null) return null
  const startsAt = plus(window.startsAt, window.downtimeAfter)
  return { startsAt, endsAt: plus(startsAt, window.downtimeMinutes) }
}
