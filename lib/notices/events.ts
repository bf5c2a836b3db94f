/** What a notice can tell, and which choice of a subscriber it falls under. */
export const kinds = ['windows', 'changes', 'incidents', 'freezes'] as const
export type NoticeKind = (typeof kinds)[number]

export const kindOfEvent = {
  'schedule-published': 'windows',
  'window-announced': 'windows',
  'window-reminder': 'windows',
  'window-started': 'windows',
  'window-update': 'windows',
  'window-verifying': 'windows',
  'window-finished': 'windows',
  'window-rolling-back': 'windows',
  'window-rolled-back': 'windows',
  'window-rescheduled': 'changes',
  'window-extended': 'changes',
  'window-cancelled': 'changes',
  'incident-declared': 'incidents',
  'incident-updated': 'incidents',
  'incident-resolved': 'incidents',
  'incident-reviewed': 'incidents',
  'freeze-published': 'freezes',
  'freeze-changed': 'freezes',
  'freeze-cancelled': 'freezes',
} as const satisfies Record<string, NoticeKind>

export type PublicEvent = keyof typeof kindOfEvent
export type ScheduleEvent = Extract<PublicEvent, `schedule-${string}`>
export type WindowEvent = Extract<PublicEvent, `window-${string}`>
export type IncidentEvent = Extract<PublicEvent, `incident-${string}`>
export type FreezeEvent = Extract<PublicEvent, `freeze-${string}`>
/** To one address, because its owner (or somebody who typed it) asked: never a subscriber's choice. */
export type PersonalEvent = 'subscription-confirm' | 'subscription-known'

export function isPersonal(event: string): event is PersonalEvent {
  return event === 'subscription-confirm' || event === 'subscription-known'
}
