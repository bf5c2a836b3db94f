import type { Texts } from '#db/schema/columns.ts'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { Impact } from '#db/schema/windows.ts'
import type { NoticeKind, RecordPayload } from '#lib/records/notices.ts'

/** What is told of a window, and under which choice of a subscriber it falls. */
export const windowEvents = {
  'window-announced': 'windows',
  'window-reminder': 'windows',
  'window-started': 'windows',
  'window-update': 'windows',
  'window-verifying': 'windows',
  'window-finished': 'windows',
  'window-rolling-back': 'windows',
  'window-rolled-back': 'windows',
  'window-changed': 'changes',
  'window-rescheduled': 'changes',
  'window-extended': 'changes',
  'window-cancelled': 'changes',
} as const satisfies Record<string, NoticeKind>
export type WindowEvent = keyof typeof windowEvents

export type WindowPayload = RecordPayload & {
  event: WindowEvent
  kind: Texts
  environments: Texts[]
  startsAt: string
  endsAt: string
  /** The times told before, when they changed. */
  before: { startsAt: string; endsAt: string } | null
  downtime: { startsAt: string; endsAt: string } | null
  effect: Texts | null
  /** `state` is what the component was when this was told; the notices of earlier versions have none. */
  impacts: { component: Texts; impact: Impact; note: Texts | null; state?: ComponentState | null }[]
  description: Texts | null
  userChanges: Texts | null
  /** Whether data is migrated; the notices of earlier versions say nothing of it. */
  migration?: boolean
  releases: string[]
  changes: Texts[]
}
