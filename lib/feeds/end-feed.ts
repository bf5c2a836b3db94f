import { and, eq, isNull } from 'drizzle-orm'
import { calendarFeeds } from '#db/schema/people.ts'
import { missing } from '#lib/errors.ts'
import { parse, whichOne } from '#lib/input.ts'
import { type Actor, act, record } from '#lib/records/command.ts'

/**
 * Ends a private calendar address of one's own: from now on nothing is at it, for whoever has it. Ending it twice is no
 * error.
 *
 * @throws Refusal (missing) for what is not one's own
 */
export async function endFeed(actor: Actor, input: { id: string }, now = new Date()): Promise<void> {
  const { id } = parse(whichOne, input)
  await act(actor, async (acting) => {
    const { tx, personId } = acting
    const own = and(eq(calendarFeeds.id, id), eq(calendarFeeds.userId, personId ?? ''))
    const [feed] = await tx.select().from(calendarFeeds).where(own)
    if (!feed) throw missing('no-such-feed')
    const ended = await tx
      .update(calendarFeeds)
      .set({ endedAt: now })
      .where(and(own, isNull(calendarFeeds.endedAt)))
      .returning({ id: calendarFeeds.id })
    if (ended.length) await record(acting, { action: 'feed.end', subject: { kind: 'feed', id } })
  })
}
