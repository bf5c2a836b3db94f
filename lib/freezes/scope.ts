import { and, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Texts } from '#db/schema/columns.ts'
import { environments } from '#db/schema/environments.ts'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { streamEnvironments, streams } from '#db/schema/streams.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { holdingKinds } from '#lib/rules/freezes.ts'

/**
 * SQL: a freeze of the table `freezes` holds an environment of its service: by name, by a stream, or with the whole
 * service. What is in no environment is held with the whole service only.
 */
export function holdsEnvironment(environment: string | PgColumn): SQL {
  return sql`(cardinality(${freezes.environments}) + cardinality(${freezes.streams}) = 0
    or ${environment} = any (${freezes.environments})
    or exists (select from ${streamEnvironments} where ${streamEnvironments.environmentId} = ${environment}
      and ${streamEnvironments.streamId} = any (${freezes.streams})))`
}

/** SQL: a freeze of the table `freezes` holds a window of `windows` back. It says what `freezesHolding` says in memory. */
export function holdsWindow(): SQL | undefined {
  return and(
    inArray(freezes.kind, holdingKinds),
    eq(windows.serviceId, freezes.serviceId),
    lt(windows.startsAt, freezes.endsAt),
    gt(windows.endsAt, freezes.startsAt),
    holdsEnvironment(windows.environmentId),
    sql`not coalesce((select bool_and(${releases.id} = ${freezes.releaseId}) from ${releases} where ${releases.windowId} = ${windows.id}), false)`,
  )
}

/** What a freeze holds, by name; `whole`: the service with all that it has. */
export type Scope = { whole: boolean; streams: { name: Texts; environments: Texts[] }[]; environments: Texts[] }
type Holding = { environments: string[]; streams: string[] }

/** Reads the names of what freezes hold, in the service's order; environments that the reader may not see are left out. */
export async function scopesOf<F extends Holding>(tx: Tx, rows: F[]): Promise<(F & { scope: Scope })[]> {
  const [environmentIds, streamIds] = [rows.flatMap((row) => row.environments), rows.flatMap((row) => row.streams)]
  const named = environmentIds.length
    ? await tx
        .select()
        .from(environments)
        .where(inArray(environments.id, environmentIds))
        .orderBy(environments.position)
    : []
  const paths = streamIds.length
    ? await tx.select().from(streams).where(inArray(streams.id, streamIds)).orderBy(streams.position)
    : []
  const steps = streamIds.length
    ? await tx
        .select({ streamId: streamEnvironments.streamId, name: environments.name })
        .from(streamEnvironments)
        .innerJoin(environments, eq(environments.id, streamEnvironments.environmentId))
        .where(inArray(streamEnvironments.streamId, streamIds))
        .orderBy(streamEnvironments.position)
    : []
  return rows.map((row) => ({
    ...row,
    scope: {
      whole: row.environments.length + row.streams.length === 0,
      streams: paths
        .filter(({ id }) => row.streams.includes(id))
        .map(({ id, name }) => ({
          name,
          environments: steps.filter((step) => step.streamId === id).map((step) => step.name),
        })),
      environments: named.filter(({ id }) => row.environments.includes(id)).map(({ name }) => name),
    },
  }))
}

/** The environments that a freeze holds, by id, those of its streams among them; null: all of the service. */
export async function environmentsHeld(
  tx: Tx,
  { environments: named, streams: paths }: Holding,
): Promise<string[] | null> {
  if (named.length + paths.length === 0) return null
  const steps = await tx
    .select({ id: streamEnvironments.environmentId })
    .from(streamEnvironments)
    .where(inArray(streamEnvironments.streamId, paths.concat('')))
  return [...named, ...steps.map(({ id }) => id)]
}

/** The names of streams and environments that a freeze holds; none: the whole service. */
export const namesIn = (scope: Scope): Texts[] => [...scope.streams.map(({ name }) => name), ...scope.environments]
