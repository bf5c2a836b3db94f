import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { environments } from '#db/schema/environments.ts'
import { noticeSubjects, notices } from '#db/schema/notices.ts'
import { services } from '#db/schema/services.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import { missing, refuseIf } from '#lib/errors.ts'
import { parse, requiredId, someTexts } from '#lib/input.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import { openRecord, writeChange } from '#lib/records/change-record.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { lockSchedule } from '#lib/records/lock.ts'
import { writeNotice } from '#lib/records/write-notice.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import { isRoutine } from '#lib/windows/notices.ts'
import { schedulePayload } from './notices.ts'

const withdrawal = z.object({ notice: requiredId, reason: someTexts(500) })

/**
 * Takes a published plan back: cancels those of its windows that are still planned, and tells whom the plan was told by one
 * digest. What was announced meanwhile is a window of its own, and stays.
 */
export async function withdrawPlan(
  actor: Actor,
  input: z.input<typeof withdrawal>,
  now = new Date(),
): Promise<{ noticeId: string; cancelled: number }> {
  const { notice: id, reason } = parse(withdrawal, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const [notice] = await tx
      .select()
      .from(notices)
      .where(and(eq(notices.id, id), eq(notices.event, 'schedule-published')))
    if (!notice?.serviceId) throw missing('no-such-plan')
    acting.demand('plan', notice.serviceId)
    await lockSchedule(tx, notice.serviceId)
    const left = await plannedOf(tx, notice.id)
    const [first] = left
    if (!first) refuseIf([{ code: 'nothing-planned-left' }])
    const cancelled: WindowRow[] = []
    for (const window of left) {
      const row = await openRecord(acting, windowRecord, { id: window.id }, 'cancel', now)
      const change = {
        set: { state: 'cancelled' as const, cancelledAt: now },
        message: { kind: 'cancelled' as const, text: reason },
        reason: reason.en ?? reason.hi,
      }
      cancelled.push(await writeChange(acting, windowRecord, row, 'cancel', change, now))
    }
    const [service] = await tx.select().from(services).where(eq(services.id, notice.serviceId))
    const [environment] = await tx
      .select()
      .from(environments)
      .where(eq(environments.id, first?.environmentId ?? ''))
    if (!service || !environment) throw missing('no-such-plan')
    const { serviceId, audience, tenants } = notice
    const noticeId = await writeNotice(
      tx,
      { serviceId, audience, tenants },
      cancelled.map((window) => ({ kind: 'window', id: window.id })),
      { ...schedulePayload(service, environment, cancelled, [], now), event: 'schedule-withdrawn', message: reason },
      { quiet: first !== undefined && (await isRoutine(tx, first)) },
    )
    await record(acting, {
      action: 'schedule.withdraw',
      subject: { kind: 'notice', id: notice.id, serviceId },
      after: { windows: cancelled.length },
      reason: reason.en ?? reason.hi,
    })
    return { noticeId, cancelled: cancelled.length }
  })
}

/** The windows that a digest told of and that are planned still, in order of their starts. */
export function plannedOf(tx: Tx, noticeId: string) {
  return tx
    .select()
    .from(windows)
    .where(
      and(
        eq(windows.state, 'planned'),
        inArray(
          windows.id,
          tx.select({ id: noticeSubjects.subjectId }).from(noticeSubjects).where(eq(noticeSubjects.noticeId, noticeId)),
        ),
      ),
    )
    .orderBy(asc(windows.startsAt), asc(windows.id))
}
