import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveries, notices, subscribers } from '#db/schema/notices.ts'
import { windows } from '#db/schema/windows.ts'
import { asSystem } from '#db/scope.ts'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { nextDue } from '#lib/channels/claim.ts'
import { deliver } from '#lib/channels/deliver.ts'
import type { Outcome, Transport } from '#lib/channels/mail/transport.ts'
import { releaseForgotten } from '#lib/channels/order.ts'
import { retryDeliveries } from '#lib/channels/retry-deliveries.ts'
import { cancelFreeze } from '#lib/freezes/cancel-freeze.ts'
import { changeFreeze } from '#lib/freezes/change-freeze.ts'
import { publishFreeze } from '#lib/freezes/publish-freeze.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { reviewIncident } from '#lib/incidents/review-incident.ts'
import { updateIncident } from '#lib/incidents/update-incident.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import { publishPlan } from '#lib/planner/publish-plan.ts'
import { writeNotice } from '#lib/records/write-notice.ts'
import { makeWorld, noticesOf, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { plus } from '#lib/time.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { extendWindow } from '#lib/windows/extend-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import { windowPayload } from '#lib/windows/notices.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { remindWindow } from '#lib/windows/remind-window.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'
import { rollBackWindow } from '#lib/windows/roll-back-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'

/**
 * In which order an inbox reads what is told about one thing, whatever fails on the way: in the order in which it
 * happened, and without what was no longer so when it could be sent.
 */
let world: World
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(() =>
  asSystem(async (tx) => {
    await tx.delete(deliveries)
    await tx.delete(notices)
    await tx.delete(subscribers)
  }),
)

const start = new Date('2026-11-29T20:00:00Z')
const early = new Date('2026-11-01T09:00:00Z')
const at = (minutes: number) => plus(start, minutes)
const reason = { en: 'It is so.' }
const text = { en: 'Half is done.' }

/** A mail server that answers each event as it is told, and an inbox. */
function mailbox() {
  const inbox: string[] = []
  const answers = new Map<string, Outcome['result']>()
  const eventOf = async (key: string) =>
    (
      await asSystem((tx) =>
        tx
          .select()
          .from(notices)
          .where(eq(notices.id, key.slice(0, key.indexOf('-')))),
      )
    )[0]?.event ?? ''
  const via: Transport = {
    name: 'smtp',
    keyHours: null,
    lanes: 4,
    aside: 0,
    sendOne: async (key) => {
      const event = await eventOf(key)
      const result = answers.get(event) ?? 'sent'
      if (result === 'sent') inbox.push(event)
      return result === 'sent' ? { result } : { result, error: '451 try later' }
    },
  }
  const drain = async (now: Date) => {
    while (await addressNotice(now));
    while (await deliver(via, now));
  }
  return { inbox, answers, via, drain }
}
const dueNow = () => asSystem((tx) => tx.update(deliveries).set({ nextTryAt: sql`now()` }))
const stateOf = async (event: string) =>
  (
    await asSystem((tx) =>
      tx
        .select({ state: deliveries.state })
        .from(deliveries)
        .innerJoin(notices, eq(notices.id, deliveries.noticeId))
        .where(eq(notices.event, event)),
    )
  ).map((row) => row.state)
const noticeOf = async (event: string) =>
  (await asSystem((tx) => tx.select().from(notices).where(eq(notices.event, event))))[0]?.id ?? ''

const drafted = async () => (await draftWindow(world.scheduler, planFor(world.smart), early)).id
const announced = async () => {
  const id = await drafted()
  await announceWindow(world.scheduler, { id }, early)
  return id
}
const reminded = async () => {
  const id = await announced()
  await remindWindow(id, at(-60))
  return id
}
const started = async () => {
  const id = await announced()
  await startWindow(world.scheduler, { id }, at(0))
  return id
}
const updated = async () => {
  const id = await started()
  await postUpdate(world.scheduler, { id, text }, at(5))
  return id
}
const verifying = async () => {
  const id = await started()
  await verifyWindow(world.scheduler, { id }, at(10))
  return id
}
const later = { startsLocal: '2026-12-06T20:00', endsLocal: '2026-12-07T02:00', reason }
const reschedule = (id: string) => rescheduleWindow(world.scheduler, { id, ...later }, at(-20))
const finish = (id: string) => finishWindow(world.scheduler, { id }, at(60))

const declared = async () =>
  (
    await declareIncident(
      world.scheduler,
      { serviceId: world.smart.id, title: { en: 'Slow answers' }, severity: 'high', text },
      early,
    )
  ).id
const update = (id: string, state: 'identified' | 'resolved' | 'monitoring' = 'identified') =>
  updateIncident(world.scheduler, { id, state, text }, plus(early, 5))
const resolved = async () => {
  const id = await declared()
  await update(id, 'resolved')
  return id
}
const freeze = (lastDay: string) => ({
  serviceId: world.smart.id,
  kind: 'annual' as const,
  title: { en: 'A freeze' },
  exceptions: { en: 'None.' },
  firstDay: '2027-02-01',
  lastDay,
})
const frozen = async () => (await publishFreeze(world.scheduler, freeze('2027-02-08'), early)).id
const digest = async () => {
  const environmentId = world.smart.environments['sit-a'] ?? ''
  await asSystem((tx) => tx.update(windows).set({ state: 'cancelled' }).where(eq(windows.environmentId, environmentId)))
  const plan = await publishPlan(
    world.scheduler,
    {
      serviceId: world.smart.id,
      environmentId,
      kind: 'maintenance',
      title: { en: 'Maintenance' },
      starts: '20:00',
      minutes: 240,
      days: ['2027-01-10', '2027-02-14'],
    },
    early,
  )
  return plan.windows[0]?.id ?? ''
}

type Case = [
  failed: string,
  first: () => Promise<string>,
  then: (id: string) => Promise<unknown>,
  now: Date,
  reads: string[],
]
const overtaken: Case[] = [
  ['window-announced', announced, reschedule, at(-20), ['window-rescheduled']],
  [
    'window-announced',
    announced,
    (id) => cancelWindow(world.scheduler, { id, reason }, at(-20)),
    at(-20),
    ['window-cancelled'],
  ],
  ['window-announced', announced, (id) => startWindow(world.scheduler, { id }, at(0)), at(0), ['window-started']],
  ['window-reminder', reminded, reschedule, at(-20), ['window-rescheduled']],
  ['window-reminder', reminded, (id) => startWindow(world.scheduler, { id }, at(0)), at(0), ['window-started']],
  // Nobody has started it, and there is nothing to tell: the reminder is late all the same.
  ['window-reminder', reminded, async () => {}, at(1), ['window-announced']],
  ['window-started', started, finish, at(60), ['window-finished']],
  [
    'window-started',
    started,
    (id) => extendWindow(world.scheduler, { id, endsLocal: '2026-11-30T04:00', reason }, at(5)),
    at(5),
    ['window-extended'],
  ],
  ['window-update', updated, finish, at(60), ['window-finished']],
  ['window-verifying', verifying, finish, at(60), ['window-finished']],
  [
    'window-verifying',
    verifying,
    (id) => rollBackWindow(world.scheduler, { id, reason }, at(20)),
    at(20),
    ['window-rolling-back'],
  ],
  ['incident-declared', declared, (id) => update(id, 'resolved'), early, ['incident-resolved']],
  ['incident-resolved', resolved, (id) => update(id, 'monitoring'), early, ['incident-updated']],
  [
    'freeze-published',
    frozen,
    (id) => changeFreeze(world.scheduler, { id, ...freeze('2027-02-10') }, early),
    early,
    ['freeze-changed'],
  ],
  ['freeze-published', frozen, (id) => cancelFreeze(world.scheduler, { id }, early), early, ['freeze-cancelled']],
  // A window that is only planned moves without a mail; the dates of the digest are no longer so.
  [
    'schedule-published',
    digest,
    (id) =>
      rescheduleWindow(
        world.scheduler,
        { id, startsLocal: '2027-01-17T20:00', endsLocal: '2027-01-18T00:00', reason },
        early,
      ),
    early,
    [],
  ],
  ['schedule-published', digest, (id) => cancelWindow(world.scheduler, { id, reason }, early), early, []],
]

describe('what no longer holds is not sent, and staff see it', () => {
  test('the server says 451 to "Started", and the window finishes meanwhile', async () => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    const id = await announced()
    await drain(early)
    answers.set('window-started', 'later')
    await startWindow(world.scheduler, { id }, at(0))
    await drain(at(0))
    expect(inbox).toEqual(['window-announced'])
    await finish(id)
    answers.clear()
    await drain(at(60))
    await dueNow()
    await drain(at(61))
    expect(inbox).toEqual(['window-announced', 'window-finished'])
    expect(await stateOf('window-started')).toEqual(['overtaken'])
  })

  test.each(overtaken)('%s', async (event, first, then, now, reads) => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    answers.set(event, 'later')
    const id = await first()
    await drain(now === early ? early : at(-60))
    await then(id)
    answers.clear()
    await dueNow()
    await drain(now)
    const before = inbox.slice(0, inbox.length - reads.length)
    expect(inbox.slice(before.length)).toEqual(reads)
    expect(before).not.toContain(event)
    expect(await stateOf(event)).toEqual(['overtaken'])
  })

  test.each(overtaken)('nor by hand: %s', async (event, first, then, now) => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    answers.set(event, 'refused')
    const id = await first()
    await drain(now === early ? early : at(-60))
    await then(id)
    expect(await stateOf(event)).toEqual(['failed'])
    await expect(retryDeliveries(world.operator, await noticeOf(event), now)).rejects.toMatchObject({
      reasons: [{ code: 'no-longer-holds' }],
    })
    answers.clear()
    await drain(now)
    expect(inbox).not.toContain(event)
  })
})

describe('what still holds keeps its order', () => {
  const kept: [string, () => Promise<string>, (id: string) => Promise<unknown>, Date, string[]][] = [
    [
      'window-announced',
      announced,
      (id) => remindWindow(id, at(-60)),
      at(-60),
      ['window-announced', 'window-reminder'],
    ],
    [
      'window-announced',
      announced,
      (id) => postUpdate(world.scheduler, { id, text }, at(-60)),
      at(-60),
      ['window-announced', 'window-update'],
    ],
    [
      'window-started',
      started,
      (id) => postUpdate(world.scheduler, { id, text }, at(5)),
      at(5),
      ['window-started', 'window-update'],
    ],
    ['incident-declared', declared, (id) => update(id), early, ['incident-declared', 'incident-updated']],
    [
      'incident-resolved',
      resolved,
      (id) => reviewIncident(world.scheduler, { id, review: text }, early),
      early,
      ['incident-resolved', 'incident-reviewed'],
    ],
  ]
  test.each(kept)('%s', async (event, first, then, now, reads) => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    answers.set(event, 'later')
    const id = await first()
    await drain(now)
    await then(id)
    await drain(now)
    answers.clear()
    // The later one has not gone past it, and nobody waits for the pause after a failure before the last.
    expect(inbox).not.toContain(reads.at(-1))
    await dueNow()
    await drain(now)
    expect(inbox.filter((told) => reads.includes(told))).toEqual(reads)
  })

  test('what may have arrived is decided first, and what is given up lets the others go', async () => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    const id = await declared()
    answers.set('incident-declared', 'unclear')
    await drain(early)
    await update(id)
    await drain(early)
    expect(inbox).toEqual([])
    await dueNow()
    await drain(early)
    expect(await stateOf('incident-declared')).toEqual(['unknown'])
    expect(inbox).toEqual(['incident-updated'])
    await update(id, 'monitoring')
    answers.set('incident-updated', 'refused')
    await drain(early)
    expect(await stateOf('incident-updated')).toEqual(['sent', 'failed'])
  })

  test('by hand, what something later has overtaken stays unsent, and the rest is sent', async () => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    answers.set('incident-declared', 'refused')
    const id = await declared()
    await drain(early)
    const first = await noticeOf('incident-declared')
    await subscribe('new@two.example')
    await asSystem((tx) =>
      tx.execute(sql`insert into deliveries (id, notice_id, recipient, email, language, time_zone, batch, state, next_try_at)
        select 'other', ${first}, 'r', 'other@two.example', 'en', 'Europe/London', 9, 'failed', now()`),
    )
    await asSystem((tx) => tx.delete(subscribers).where(eq(subscribers.email, 'new@two.example')))
    answers.clear()
    await update(id)
    await drain(early)
    expect(await retryDeliveries(world.operator, first, early)).toBe(1)
    await drain(early)
    expect(inbox).toEqual(['incident-updated', 'incident-declared'])
    expect((await stateOf('incident-declared')).sort()).toEqual(['overtaken', 'sent'])
  })

  test('of one recipient nobody else is held up, nor of one subject another', async () => {
    await subscribe('ops@one.example')
    const { inbox, answers, drain } = mailbox()
    answers.set('incident-declared', 'later')
    await declared()
    await drain(early)
    await announced()
    await drain(early)
    expect(inbox).toEqual(['window-announced'])
  })
})

test('a reminder and a reschedule that cross: in the order in which they are committed', async () => {
  await subscribe('ops@one.example')
  const { inbox, drain } = mailbox()
  const id = await announced()
  await drain(early)
  // The reschedule begins first and waits for the reminder, which holds the window and is committed before it.
  let moving: Promise<unknown> = Promise.resolve()
  await asSystem(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(
      sql`select pg_backend_pid() as pid from windows where id = ${id} for update`,
    )
    moving = reschedule(id)
    const waiting = sql`select from pg_locks where not granted and ${rows[0]?.pid} = any(pg_blocking_pids(pid))`
    await expect.poll(() => asSystem(async (other) => (await other.execute(waiting)).rowCount)).toBe(1)
    const window = await findWindow(tx, id)
    if (!window) throw new Error('no window')
    const payload = await windowPayload(tx, window, 'window-reminder', at(-60), { message: null, before: null })
    await writeNotice(tx, window, [{ kind: 'window', id }], payload)
  })
  await moving
  expect(await noticesOf('window', id)).toEqual(['window-announced', 'window-reminder', 'window-rescheduled'])
  await drain(at(-20))
  expect(inbox).toEqual(['window-announced', 'window-rescheduled'])
  expect(await stateOf('window-reminder')).toEqual(['overtaken'])
})

test('notices of one subject that many workers address at once follow each other', async () => {
  await subscribe('ops@one.example')
  const { inbox, drain } = mailbox()
  const id = await declared()
  for (const state of ['identified', 'monitoring', 'identified'] as const) await update(id, state)
  await Promise.all(Array.from({ length: 4 }, () => addressNotice(early)))
  await Promise.all(Array.from({ length: 4 }, () => addressNotice(early)))
  await drain(early)
  expect(inbox).toEqual(['incident-declared', 'incident-updated', 'incident-updated', 'incident-updated'])
})

test('what follows something that was decided by a commit that crossed is let go', async () => {
  await subscribe('ops@one.example')
  const { inbox, drain, answers } = mailbox()
  answers.set('incident-declared', 'later')
  const id = await declared()
  await drain(early)
  await update(id)
  while (await addressNotice(early));
  await asSystem((tx) =>
    tx.update(deliveries).set({ state: 'sent' }).where(eq(deliveries.state, 'waiting')).returning(),
  )
  await asSystem((tx) => tx.update(deliveries).set({ state: 'waiting' }).where(sql`follows is not null`))
  await drain(early)
  expect(inbox).toEqual([])
  expect(await asSystem(releaseForgotten)).toBe(true)
  expect(await asSystem(releaseForgotten)).toBe(false)
  await drain(early)
  expect(inbox).toEqual(['incident-updated'])
})

test('with 100,000 mails to send and as many sent, the next is found by its index', async () => {
  const id = await declared()
  await update(id)
  const [first, second] = await asSystem((tx) => tx.select().from(notices).orderBy(notices.number))
  const fill = (noticeId: string | undefined, state: string, from: number) =>
    asSystem((tx) =>
      tx.execute(sql`insert into deliveries (id, notice_id, recipient, email, language, time_zone, batch, state, next_try_at)
        select ${state} || i, ${noticeId}, 'r' || i, 'r' || i || '@many.example', 'en', 'Europe/London', i / 100, ${state}, now()
        from generate_series(${from}::int, ${from + 9_999}::int) i`),
    )
  for (let from = 0; from < 100_000; from += 10_000) {
    await fill(first?.id, 'sent', from)
    await fill(second?.id, 'waiting', from)
  }
  await asSystem((tx) => tx.execute(sql`analyze deliveries`))
  await asSystem(async (tx) => {
    const query = nextDue(tx, ['slow.example']).getSQL()
    const { rows } = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain (analyze, timing off, costs off) ${query}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('Index Scan using deliveries_due')
    expect(plan).not.toContain('Seq Scan on deliveries')
    // It reads one row, not all that are due.
    expect(plan).toMatch(/deliveries_due.*rows=1(\.0+)? /)
  })
})
