import { eq } from 'drizzle-orm'
import { noticeSubjects } from '#db/schema/notices.ts'
import { windows } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import { sameEnd, sameTimes } from '#lib/records/word-record.ts'
import type { WindowEvent, WindowPayload } from './events.ts'

type Span = Pick<WindowPayload, 'startsAt' | 'endsAt'>

/** The windows that a notice is about, as they are now. */
export function windowsOf(tx: Tx, noticeId: string) {
  return tx
    .select({ window: windows })
    .from(noticeSubjects)
    .innerJoin(windows, eq(windows.id, noticeSubjects.subjectId))
    .where(eq(noticeSubjects.noticeId, noticeId))
}

/** Whether what a notice of a window says is still so. */
export async function windowHolds(tx: Tx, { id, payload }: { id: string; payload: WindowPayload }, now: Date) {
  const rows = await windowsOf(tx, id)
  return rows.every(({ window }) => holds[payload.event](window, payload, now))
}

const isRunning = ({ state }: WindowRow) => state === 'in_progress' || state === 'verifying'
const isAsAnnounced = (window: WindowRow, said: Span) => window.state === 'announced' && sameTimes(window, said)

const holds: Record<WindowEvent, (window: WindowRow, said: Span, now: Date) => boolean> = {
  'window-announced': isAsAnnounced,
  'window-changed': isAsAnnounced,
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
