import { inArray, or, sql } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import type { Reason } from '#lib/errors.ts'
import { policyAhead } from '#lib/judging/policy-in-force.ts'
import { type Policy, plainPolicy } from '#lib/rules/policy.ts'
import { addMonths, dayOf } from '#lib/time.ts'
import type { BadLine, ImportRow } from './read-schedule.ts'

/** An entry that is not here yet; `windowKind` is what the service's policy calls it. */
export type NewEntry = ImportRow & { windowKind: string; over: boolean }
export type NewService = { name: string; timeZone: string }

/** What a file would do: the entries that are not known, the services that would be made, lines that the rules refuse. */
export type Foreseen = {
  entries: NewEntry[]
  known: number
  services: NewService[]
  /** Services that are here, by the names that the file calls them by. */
  ids: Map<string, string>
  bad: BadLine[]
}

/**
 * Reads what a schedule file would add. A window or release is known by its service, its title and its start, a freeze by its
 * service, title and first day; what lies further ahead than the schedule of its service reaches is a bad line.
 */
export async function foresee(tx: Tx, rows: ImportRow[], now: Date): Promise<Foreseen> {
  const names = servicesIn(rows)
  const ids = await knownServices(tx, names)
  const known = await knownEntries(tx, [...ids.values()])
  const policies = new Map<string, Policy>()
  for (const [name, id] of ids) policies.set(name, await policyAhead(tx, id, dayOf(now, 'UTC')))

  const entries: NewEntry[] = []
  const bad: BadLine[] = []
  for (const row of rows) {
    const serviceId = ids.get(row.service) ?? ''
    const kinds = row.kind === 'freeze' ? ['freeze'] : ['window', 'release']
    if (kinds.some((kind) => known.has(keyOf(serviceId, kind, startOf(kind, row), row.title)))) continue
    const policy = policies.get(row.service) ?? plainPolicy
    const reasons = tooFarAhead(row, policy, now)
    if (reasons.length) bad.push({ line: row.line, reasons })
    else entries.push({ ...row, windowKind: kindIn(policy, row.kind), over: row.endsAt <= now })
  }
  return {
    ...{ entries, ids, bad },
    known: rows.length - entries.length - bad.length,
    services: names
      .filter((name) => !ids.has(name))
      .map((name) => ({ name, timeZone: rows.find((row) => row.service === name)?.timeZone ?? 'UTC' })),
  }
}

export const servicesIn = (rows: ImportRow[]) => [...new Set(rows.map((row) => row.service))]

function tooFarAhead(row: ImportRow, policy: Policy, now: Date): Reason[] {
  const months = policy.horizonMonths.value
  const last = addMonths(dayOf(now, row.timeZone), months)
  if (row.kind === 'freeze' || dayOf(row.startsAt, row.timeZone) <= last) return []
  return [{ code: 'beyond-horizon', field: 'starts_local', facts: { months, last } }]
}

/** A window of a kind that its policy has not could never be moved: it is of the policy's first one that fits. */
function kindIn({ kinds }: Policy, said: ImportRow['kind']): string {
  if (kinds.some(({ code }) => code === said)) return said
  const usual = kinds.filter(({ urgent, routine }) => !urgent && !routine)
  const carrying = usual.filter(({ carries }) => carries?.length !== 0)
  return (said === 'release' ? (carrying[0] ?? usual[0]) : usual[0])?.code ?? said
}

/** The services that are here by these names, in the order that makes the same of a name each time. */
export async function knownServices(tx: Tx, names: string[]): Promise<Map<string, string>> {
  const listed = names.length ? names : ['']
  const found = await tx
    .select()
    .from(services)
    .where(or(inArray(services.importedAs, listed), inArray(sql`${services.name} ->> 'en'`, listed)))
  return new Map(found.map((service) => [service.importedAs ?? service.name.en ?? '', service.id]))
}

/** A release is known by its day, whatever its hour. */
const startOf = (kind: string, { startsLocal }: ImportRow) =>
  kind === 'release' ? startsLocal.slice(0, 10) : startsLocal
const keyOf = (...parts: string[]) => JSON.stringify(parts)

/** Windows, releases and freezes that services have, under each name that a file may call them by. */
async function knownEntries(tx: Tx, serviceIds: string[]): Promise<Set<string>> {
  const known = new Set<string>()
  const ids = serviceIds.length ? serviceIds : ['']
  const add = (serviceId: string, kind: string, start: string, titles: (string | undefined)[]) => {
    for (const title of titles) if (title) known.add(keyOf(serviceId, kind, start, title))
  }
  const imported = (from: string | null) => from?.slice('2026-11-29T20:00 '.length)
  for (const row of await tx
    .select({
      serviceId: windows.serviceId,
      start: windows.startsLocal,
      title: windows.title,
      from: windows.importedFrom,
    })
    .from(windows)
    .where(inArray(windows.serviceId, ids))) {
    add(row.serviceId, 'window', row.start, [row.title.en, row.title.hi])
    if (row.from) add(row.serviceId, 'window', row.from.slice(0, 16), [imported(row.from)])
  }
  for (const row of await tx
    .select({ serviceId: freezes.serviceId, start: freezes.startsOn, title: freezes.title, from: freezes.importedFrom })
    .from(freezes)
    .where(inArray(freezes.serviceId, ids))) {
    add(row.serviceId, 'freeze', `${row.start}T00:00`, [row.title.en, row.title.hi])
    if (row.from) add(row.serviceId, 'freeze', row.from.slice(0, 16), [imported(row.from)])
  }
  // A release that stands on the schedule without a window: the feeds write its title with its version.
  for (const row of await tx.select().from(releases).where(inArray(releases.serviceId, ids)))
    if (row.targetOn)
      for (const title of [row.title.en, row.title.hi])
        add(row.serviceId, 'release', row.targetOn, [title && `${title} ${row.version}`])
  return known
}
