import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { releases } from '#db/schema/releases.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import { invalid } from '#lib/errors.ts'
import { freezeRecord } from '#lib/freezes/record.ts'
import { writeRecord } from '#lib/records/change-record.ts'
import { type Acting, type Actor, act, record } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import { type BadLine, type ImportRow, readSchedule } from './read-schedule.ts'

export type Imported = { windows: number; freezes: number; services: number; known: number; bad: BadLine[] }

/**
 * Takes a schedule file in: windows and releases as closed entries when they are over and as planned ones otherwise,
 * freezes as freezes; of services made for them, without notices. What is known by service, title and start is left as
 * it is, so that importing twice changes nothing. With bad lines nothing goes in unless `goodOnly`.
 */
export async function importSchedule(
  actor: Actor,
  file: string,
  options: { goodOnly?: boolean } = {},
  now = new Date(),
): Promise<Imported> {
  const { rows, bad } = readSchedule(file)
  if (bad.length && !options.goodOnly) throw invalid({ code: 'bad-lines', field: 'file', facts: { count: bad.length } })
  return act(actor, async (acting) => {
    acting.demand('administer')
    const made = await servicesFor(acting, rows)
    for (const serviceId of [...made.ids.values()].sort()) await lockSchedule(acting.tx, serviceId)
    const imported: Imported = { windows: 0, freezes: 0, services: made.created, known: 0, bad }
    for (const row of rows) {
      const serviceId = made.ids.get(row.service) ?? ''
      const added =
        row.kind === 'freeze'
          ? await addFreeze(acting, row, serviceId, now)
          : await addWindow(acting, row, serviceId, now)
      if (!added) imported.known++
      else if (row.kind === 'freeze') imported.freezes++
      else imported.windows++
    }
    if (imported.windows + imported.freezes + imported.services > 0) {
      const { bad: _, ...counts } = imported
      await record(acting, {
        action: 'schedule.import',
        subject: { kind: 'import', id: now.toISOString() },
        after: counts,
      })
    }
    return imported
  })
}

const keyOf = (row: ImportRow) => `${row.startsLocal} ${row.title}`
const noteOf = (row: ImportRow) => {
  const text = [row.note, row.source && `Source: ${row.source}.`]
    .filter(Boolean)
    .join(row.note.endsWith('.') ? ' ' : '. ')
  return text ? { en: text } : null
}

async function addWindow(acting: Acting, row: ImportRow, serviceId: string, now: Date): Promise<boolean> {
  const { tx } = acting
  const key = keyOf(row)
  const [known] = await tx
    .select({ id: windows.id })
    .from(windows)
    .where(
      and(
        eq(windows.serviceId, serviceId),
        or(
          eq(windows.importedFrom, key),
          and(
            eq(windows.startsLocal, row.startsLocal),
            sql`${row.title} in (${windows.title} ->> 'en', ${windows.title} ->> 'hi')`,
          ),
        ),
      ),
    )
  if (known || (await isKnownRelease(acting, row, serviceId))) return false
  const over = row.endsAt <= now
  const { startsLocal, minutes, timeZone, startsAt, endsAt } = row
  const values = {
    ...{ serviceId, audience: 'public' as const, tenants: [], kind: row.kind },
    ...{
      state: over ? ('completed' as const) : ('planned' as const),
      title: { en: row.title },
      description: noteOf(row),
    },
    ...{ startsLocal, minutes, timeZone, startsAt, endsAt, publishedAt: over ? startsAt : now, importedFrom: key },
  }
  await writeRecord(
    acting,
    windowRecord,
    'import',
    { values, publishedAt: earlierOf(startsAt, now), ...entryOf(row) },
    now,
  )
  return true
}

/** Its number is of the year in which it was there first. */
const earlierOf = (one: Date, other: Date) => (one < other ? one : other)
const entryOf = ({ title, startsAt, endsAt }: ImportRow) => ({ after: { title: { en: title }, startsAt, endsAt } })

/** A release that stands on the schedule without a window: the feeds write its title with its version. */
async function isKnownRelease({ tx }: Acting, row: ImportRow, serviceId: string): Promise<boolean> {
  const [known] = await tx
    .select({ id: releases.id })
    .from(releases)
    .where(
      and(
        eq(releases.serviceId, serviceId),
        eq(releases.targetOn, row.startsLocal.slice(0, 10)),
        sql`${row.title} in (${releases.title} ->> 'en' || ' ' || version, ${releases.title} ->> 'hi' || ' ' || version)`,
      ),
    )
  return known !== undefined
}

async function addFreeze(acting: Acting, row: ImportRow, serviceId: string, now: Date): Promise<boolean> {
  const { tx } = acting
  const key = keyOf(row)
  const [known] = await tx
    .select({ id: freezes.id })
    .from(freezes)
    .where(
      and(
        eq(freezes.serviceId, serviceId),
        or(
          eq(freezes.importedFrom, key),
          and(
            eq(freezes.startsOn, row.startsLocal.slice(0, 10)),
            sql`${row.title} in (${freezes.title} ->> 'en', ${freezes.title} ->> 'hi')`,
          ),
        ),
      ),
    )
  if (known) return false
  const { startsLocal, endsLocal, timeZone, startsAt, endsAt } = row
  const publishedAt = earlierOf(startsAt, now)
  const values = {
    ...{ serviceId, audience: 'public' as const, tenants: [], kind: 'annual' as const, title: { en: row.title } },
    ...{ startsOn: startsLocal.slice(0, 10), endsOn: endsLocal.slice(0, 10), timeZone, startsAt, endsAt },
    ...{ environments: [], publishedAt, importedFrom: key },
  }
  await writeRecord(acting, freezeRecord, 'import', { values, publishedAt, ...entryOf(row) }, now)
  return true
}

/** The services that a file names: those here by that name, and new ones made for the rest. */
async function servicesFor(acting: Acting, rows: ImportRow[]): Promise<{ ids: Map<string, string>; created: number }> {
  const { tx } = acting
  const names = [...new Set(rows.map((row) => row.service))]
  const found = await tx
    .select()
    .from(services)
    .where(
      or(
        inArray(services.importedAs, names.length ? names : ['']),
        inArray(sql`${services.name} ->> 'en'`, names.length ? names : ['']),
      ),
    )
  const ids = new Map(found.map((service) => [service.importedAs ?? service.name.en ?? '', service.id]))
  let created = 0
  for (const name of names.filter((one) => !ids.has(one))) {
    const timeZone = rows.find((row) => row.service === name)?.timeZone ?? 'UTC'
    const [service] = await tx
      .insert(services)
      .values({ slug: await freeSlug(acting, name), name: { en: name }, timeZone, importedAs: name })
      .returning()
    if (service) ids.set(name, service.id)
    created++
  }
  return { ids, created }
}

async function freeSlug({ tx }: Acting, name: string): Promise<string> {
  const base =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'service'
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    const [taken] = await tx.select({ id: services.id }).from(services).where(eq(services.slug, slug))
    if (!taken) return slug
  }
}
