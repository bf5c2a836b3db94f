import { and, arrayContains, arrayOverlaps, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { noticeSubjects, subscribers } from '#db/schema/notices.ts'
import { memberships, staffRoles } from '#db/schema/people.ts'
import { services } from '#db/schema/services.ts'
import { users } from '#db/schema/users.ts'
import type { Tx } from '#db/scope.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { NoticeFor } from '#lib/records/write-notice.ts'
import { kindOfEvent } from './registry.ts'

export type Addressee = { recipient: string; email: string; language: Locale; timeZone: string }

/**
 * Who gets a notice: subscribers who asked for this of this service when it is public; members who want mail, of the
 * tenants named and of no other, or staff of the service, when it is not. Of a service that is hidden only its staff are
 * told. Needs the system's transaction.
 */
export async function addresseesOf(tx: Tx, notice: NoticeFor & { event: string; id?: string }): Promise<Addressee[]> {
  const kind = kindOfEvent(notice.event)
  if (!kind) return personal(tx, notice.id ?? '')
  const audience = (await isHidden(tx, notice.serviceId)) ? 'internal' : notice.audience
  if (audience === 'public') {
    return tx
      .select({
        recipient: subscribers.id,
        email: subscribers.email,
        language: subscribers.language,
        timeZone: subscribers.timeZone,
      })
      .from(subscribers)
      .where(
        and(
          isNotNull(subscribers.confirmedAt),
          arrayContains(subscribers.kinds, [kind]),
          or(
            subscribers.everything,
            notice.serviceId ? arrayOverlaps(subscribers.services, [notice.serviceId]) : sql`false`,
          ),
        ),
      )
      .orderBy(subscribers.id)
  }
  const theirs =
    audience === 'tenants'
      ? inArray(memberships.tenantId, notice.tenants.length ? notice.tenants : [''])
      : and(
          inArray(memberships.role, [...staffRoles]),
          or(sql`${memberships.serviceId} is null`, eq(memberships.serviceId, notice.serviceId ?? '')),
        )
  return tx
    .selectDistinctOn([users.id], {
      recipient: memberships.id,
      email: users.email,
      language: users.language,
      timeZone: users.timeZone,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(users.wantsMail, theirs))
    .orderBy(users.id, memberships.id)
}

async function isHidden(tx: Tx, serviceId: string | null): Promise<boolean> {
  if (!serviceId) return false
  const [service] = await tx.select({ hiddenAt: services.hiddenAt }).from(services).where(eq(services.id, serviceId))
  return service?.hiddenAt != null
}

/** The one address that a personal mail is for. */
function personal(tx: Tx, noticeId: string): Promise<Addressee[]> {
  return tx
    .select({
      recipient: subscribers.id,
      email: subscribers.email,
      language: subscribers.language,
      timeZone: subscribers.timeZone,
    })
    .from(noticeSubjects)
    .innerJoin(subscribers, eq(subscribers.id, noticeSubjects.subjectId))
    .where(and(eq(noticeSubjects.noticeId, noticeId), eq(noticeSubjects.kind, 'subscriber')))
}
