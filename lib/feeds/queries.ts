import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { calendarFeeds, memberships, tenants } from '#db/schema/people.ts'
import { asReader, asSystem, type Tx } from '#db/scope.ts'
import { readKey } from '#lib/auth/links.ts'
import { isLocale, pick } from '#lib/i18n/locales.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { readFilter } from '#lib/schedule/queries.ts'
import { calendarEntries } from './entries.ts'

/** The schedule as a feed, with what an address asks for: service, environment (slugs) and lang. */
export async function readFeed(tx: Tx, asked: URLSearchParams, now: Date) {
  const locale = languageOf(asked)
  const frame = await getFrame(tx, now)
  const { service, filter } = await readFilter(tx, frame.services, {
    service: asked.get('service') ?? undefined,
    environment: asked.get('environment') ?? undefined,
    kinds: [],
  })
  const name = [pick(frame.name, locale).text, service ? pick(service.name, locale).text : '']
    .filter(Boolean)
    .join(': ')
  return { frame, locale, name, ...(await calendarEntries(tx, frame, filter, locale, now)) }
}

/**
 * What a private calendar address shows, read as the member who opened it: of the tenant's service what is everybody's
 * and what names the tenant. Null for a key that is made up, a feed that was ended and a member who is none any more.
 */
export async function readTenantFeed(key: string, asked: URLSearchParams, now = new Date()) {
  const id = readKey('calendar', key, now)
  if (!id) return null
  const [feed] = await asSystem((tx) =>
    tx
      .select()
      .from(calendarFeeds)
      .where(and(eq(calendarFeeds.id, id), isNull(calendarFeeds.endedAt))),
  )
  if (!feed) return null
  return asReader(feed.userId, async (tx) => {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, feed.tenantId))
    if (!tenant || !(await isMember(tx, tenant.id))) return null
    const locale = languageOf(asked)
    const frame = await getFrame(tx, now)
    const filter = { serviceId: tenant.serviceId, tenantId: tenant.id }
    return {
      locale,
      name: `${pick(frame.name, locale).text}: ${pick(tenant.name, locale).text}`,
      ...(await calendarEntries(tx, frame, filter, locale, now)),
    }
  })
}

/** The tenants of the viewer, each with its private calendar address if one is open. */
export async function listOwnFeeds(tx: Tx) {
  return tx
    .selectDistinct({ tenantId: tenants.id, slug: tenants.slug, tenant: tenants.name, feedId: calendarFeeds.id })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .leftJoin(
      calendarFeeds,
      and(
        eq(calendarFeeds.tenantId, tenants.id),
        eq(calendarFeeds.userId, memberships.userId),
        isNull(calendarFeeds.endedAt),
      ),
    )
    .where(eq(memberships.userId, sql`almanac_user()`))
    .orderBy(asc(tenants.slug))
}
export type OwnFeed = Awaited<ReturnType<typeof listOwnFeeds>>[number]

/** Whether the viewer of this transaction belongs to a tenant at this moment. */
export async function isMember(tx: Tx, tenantId: string): Promise<boolean> {
  const [membership] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.userId, sql`almanac_user()`), eq(memberships.tenantId, tenantId)))
    .limit(1)
  return membership !== undefined
}

function languageOf(asked: URLSearchParams) {
  const lang = asked.get('lang') ?? 'en'
  return isLocale(lang) ? lang : 'en'
}
