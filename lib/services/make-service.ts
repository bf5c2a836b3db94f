import { components } from '#db/schema/components.ts'
import { environments } from '#db/schema/environments.ts'
import { tenants } from '#db/schema/people.ts'
import { policies } from '#db/schema/policies.ts'
import { providers } from '#db/schema/providers.ts'
import { services } from '#db/schema/services.ts'
import { statuses } from '#db/schema/statuses.ts'
import { streamEnvironments, streams } from '#db/schema/streams.ts'
import type { Tx } from '#db/scope.ts'
import type { Preset } from '#lib/policies/presets/preset.ts'
import { dayOf } from '#lib/time.ts'

/** What a service made from a preset is called by: slugs to ids. */
export type MadeService = {
  id: string
  timeZone: string
  environments: Record<string, string>
  components: Record<string, string>
  tenants: Record<string, string>
}

/** Makes a service from a preset: every component works in every environment since `since`. */
export async function makeService(tx: Tx, preset: Preset, position: number, since: Date): Promise<MadeService> {
  const [service] = await tx
    .insert(services)
    .values({ slug: preset.slug, letter: preset.letter, name: preset.name, timeZone: preset.timeZone, position })
    .returning()
  if (!service) throw new Error('the service was not written')
  await tx
    .insert(policies)
    .values({ serviceId: service.id, version: 1, inForceFrom: dayOf(since, preset.timeZone), rules: preset.policy })

  const tenantIds: Record<string, string> = {}
  for (const tenant of preset.tenants ?? []) {
    const [row] = await tx
      .insert(tenants)
      .values({ ...tenant, serviceId: service.id })
      .returning()
    if (row) tenantIds[row.slug] = row.id
  }
  const environmentRows = await tx
    .insert(environments)
    .values(
      preset.environments.map(({ tenant, ...environment }, index) => ({
        ...environment,
        serviceId: service.id,
        position: index,
        ...(tenant && { audience: 'tenants' as const, tenants: [tenantIds[tenant] ?? ''] }),
      })),
    )
    .returning()
  const environmentIds = Object.fromEntries(environmentRows.map((row) => [row.slug, row.id]))

  for (const [index, stream] of preset.streams.entries()) {
    const [row] = await tx
      .insert(streams)
      .values({ serviceId: service.id, name: stream.name, position: index })
      .returning()
    if (row)
      await tx.insert(streamEnvironments).values(
        stream.environments.map((slug, at) => ({
          streamId: row.id,
          environmentId: environmentIds[slug] ?? '',
          position: at,
        })),
      )
  }

  const items = preset.components.flatMap(({ group, items }) => items.map((item) => ({ ...item, group })))
  const names = [...new Set(items.map((item) => item.provider))]
  await tx
    .insert(providers)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing()
  const providerIds = new Map((await tx.select().from(providers)).map((row) => [row.name, row.id]))
  const componentRows = await tx
    .insert(components)
    .values(
      items.map((item, index) => ({
        serviceId: service.id,
        slug: item.slug,
        name: item.name,
        group: item.group,
        position: index,
        providerId: providerIds.get(item.provider) ?? null,
        critical: item.critical ?? false,
        openToUsers: !item.closed,
      })),
    )
    .returning()
  await tx.insert(statuses).values(
    componentRows.flatMap((component) =>
      environmentRows.map((environment) => ({
        componentId: component.id,
        environmentId: environment.id,
        state: 'working' as const,
        since,
      })),
    ),
  )
  return {
    id: service.id,
    timeZone: preset.timeZone,
    environments: environmentIds,
    components: Object.fromEntries(componentRows.map((row) => [row.slug, row.id])),
    tenants: tenantIds,
  }
}
