import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { calendarFeeds, tenantRoles } from '#db/schema/people.ts'
import { Refusal } from '#lib/errors.ts'
import { parse, requiredId } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { isMember } from './queries.ts'

/**
 * Opens a private calendar address of a member for one of their tenants; who has one open gets that one. The address
 * itself is made from the id with `makeKey('calendar', id)`.
 *
 * @throws Refusal (forbidden) for who is no member of the tenant, and alike when there is no such tenant
 */
export async function openFeed(actor: Actor, input: { tenantId: string }): Promise<{ id: string }> {
  const { tenantId } = parse(z.object({ tenantId: requiredId }), input)
  return act(actor, async (acting) => {
    const { tx, personId } = acting
    if (!personId || !(await isMember(tx, tenantId)))
      throw new Refusal('forbidden', [{ code: 'not-allowed', facts: { roles: tenantRoles.join(', ') } }])
    // Of two requests at once, one makes it.
    const [made] = await tx
      .insert(calendarFeeds)
      .values({ userId: personId, tenantId })
      .onConflictDoNothing()
      .returning()
    if (made) {
      await record(acting, { action: 'feed.open', subject: { kind: 'feed', id: made.id } })
      return { id: made.id }
    }
    const [open] = await tx
      .select()
      .from(calendarFeeds)
      .where(
        and(eq(calendarFeeds.userId, personId), eq(calendarFeeds.tenantId, tenantId), isNull(calendarFeeds.endedAt)),
      )
    if (!open) throw new Error('a feed is neither open nor new')
    return { id: open.id }
  })
}
