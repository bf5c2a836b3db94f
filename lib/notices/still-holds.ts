import { eq } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { incidents } from '#db/schema/incidents.ts'
import { noticeSubjects, type notices } from '#db/schema/notices.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import type { FreezeEvent, IncidentEvent, WindowEvent } from './events.ts'
import type { FreezePayload, IncidentPayload, Payload, SchedulePayload, WindowPayload } from './payload.ts'

type Window = Pick<typeof windows.$inferSelect, 'reference' | 'state' | 'startsAt' | 'endsAt' | 'rollbackSaidAt'>
type Freeze = Pick<typeof freezes.$inferSelect, 'startsAt' | 'endsAt' | 'cancelledAt'>

/**
 * Whether what a notice says is still so. It was when it was written, but a mail may be sent later: a reminder holds
 * until the start that it names, "in progress" until the end, a plan while its times are the same.
 */
export async function stillHolds(tx: Tx, notice: typeof notices.$inferSelect, now: Date): Promise<boolean> {
  const payload = notice.payload as Payload
  if ('email' in payload) return !payload.expiresAt || new Date(payload.expiresAt) > now
  const about = eq(noticeSubjects.noticeId, notice.id)
  const [topic] = payload.event.split('-')
  if (topic === 'incident') {
    const rows = await tx
      .select({ state: incidents.state })
      .from(noticeSubjects)
      .innerJoin(incidents, eq(incidents.id, noticeSubjects.subjectId))
      .where(about)
    const { event } = payload as IncidentPayload
    return rows.every((row) => incidentHolds[event](row.state === 'resolved'))
  }
  if (topic === 'freeze') {
    const rows = await tx
      .select({ freeze: freezes })
      .from(noticeSubjects)
      .innerJoin(freezes, eq(freezes.id, noticeSubjects.subjectId))
      .where(about)
    const said = payload as FreezePayload
    return rows.every(({ freeze }) => freezeHolds[said.event](freeze, said, now))
  }
  const rows = await tx
    .select({ window: windows })
    .from(noticeSubjects)
    .innerJoin(windows, eq(windows.id, noticeSubjects.subjectId))
    .where(about)
  if ('windows' in payload) return scheduleHolds(rows, payload)
  const said = payload as WindowPayload
  return rows.every(({ window }) => windowHolds[said.event](window, said, now))
}

type Span = { startsAt: string; endsAt: string }
type Times = { startsAt: Date; endsAt: Date }

const sameTimes = (row: Times, said: Span) => row.startsAt.getTime() === Date.parse(said.startsAt) && sameEnd(row, said)
const sameEnd = (row: Pick<Times, 'endsAt'>, said: Pick<Span, 'endsAt'>) =>
  row.endsAt.getTime() === Date.parse(said.endsAt)
const isRunning = ({ state }: Window) => state === 'in_progress' || state === 'verifying'
const isAsAnnounced = (window: Window, said: Span) => window.state === 'announced' && sameTimes(window, said)

const windowHolds: Record<WindowEvent, (window: Window, said: Span, now: Date) => boolean> = {
  'window-announced': isAsAnnounced,
  'window-rescheduled': isAsAnnounced,
  'window-reminder': (window, said, now) => isAsAnnounced(window, said) && now < window.startsAt,
  'window-started': (window, said) => window.state === 'in_progress' && !window.rollbackSaidAt && sameEnd(window, said),
  'window-update': (window) => window.state === 'announced' || isRunning(window),
  'window-extended': (window, said) => isRunning(window) && sameEnd(window, said),
  'window-verifying': (window, said) => window.state === 'verifying' && !window.rollbackSaidAt && sameEnd(window, said),
  'window-rolling-back': isRunning,
  'window-finished': (window) => window.state === 'completed',
  'window-rolled-back': (window) => window.state === 'rolled_back',
  'window-cancelled': (window) => window.state === 'cancelled',
}

const incidentHolds: Record<IncidentEvent, (resolved: boolean) => boolean> = {
  'incident-declared': (resolved) => !resolved,
  'incident-updated': (resolved) => !resolved,
  'incident-resolved': (resolved) => resolved,
  'incident-reviewed': (resolved) => resolved,
}

const isAsPublished = (freeze: Freeze, said: Span, now: Date) =>
  !freeze.cancelledAt && sameTimes(freeze, said) && now < freeze.endsAt
const freezeHolds: Record<FreezeEvent, (freeze: Freeze, said: Span, now: Date) => boolean> = {
  'freeze-published': isAsPublished,
  'freeze-changed': isAsPublished,
  'freeze-cancelled': (freeze) => freeze.cancelledAt !== null,
}

/** A digest holds while each of its windows is still planned for the times that it names. */
function scheduleHolds(rows: { window: Window }[], payload: SchedulePayload): boolean {
  const said = new Map(payload.windows.map((window) => [window.reference, window]))
  return rows.every(({ window }) => {
    const times = said.get(window.reference ?? '')
    return times && window.state !== 'cancelled' && sameTimes(window, times)
  })
}
