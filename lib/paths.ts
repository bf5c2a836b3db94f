import type { Locale } from '#lib/i18n/locales.ts'

/** The addresses of the site, without a language. */
export const paths = {
  status: '/',
  schedule: '/schedule',
  freezes: '/freezes',
  history: '/history',
  subscribe: '/subscribe',
  signIn: '/admin/sign-in',
  admin: '/admin',
  windows: '/admin/windows',
  newWindow: '/admin/windows/new',
  planner: '/admin/planner',
  incidents: '/admin/incidents',
  newIncident: '/admin/incidents/new',
  adminFreezes: '/admin/freezes',
  statuses: '/admin/statuses',
  subscribers: '/admin/subscribers',
  outbox: '/admin/outbox',
  policies: '/admin/policies',
  holidays: '/admin/holidays',
  audit: '/admin/audit',
  import: '/admin/import',
} as const

export const windowPath = (reference: string) => `/schedule/${reference}`
export const windowCalendarPath = (reference: string) => `/schedule/${reference}/calendar.ics`
/** The private calendar of a member; the key names and signs its feed. */
export const tenantCalendarPath = (key: string) => `/feeds/${key}.ics`
export const incidentPath = (reference: string) => `/incidents/${reference}`
export const subscriptionPath = (key: string) => `/subscription/${key}`
export const confirmPath = (key: string) => `/subscription/confirm/${key}`
export const unsubscribePath = (key: string) => `/api/unsubscribe/${key}`
export const adminWindowPath = (id: string) => `/admin/windows/${id}`
/** Where a waiver of a rule is asked for, for the window's times or for others (wall-clock). */
export const waiverPath = (id: string, code: string, times?: { startsLocal: string; endsLocal: string }) =>
  `/admin/windows/${id}/waiver?code=${code}${times ? `&starts=${times.startsLocal}&ends=${times.endsLocal}` : ''}`
export const adminIncidentPath = (id: string) => `/admin/incidents/${id}`
export const adminFreezePath = (id: string) => `/admin/freezes/${id}`
export const publishedPlanPath = (notice: string) => `/admin/planner/published/${notice}`
export const policyPath = (service: string) => `/admin/policies/${service}`
export const outboxPath = (id: string) => `/admin/outbox/${id}`

/** An address in a language: English has no prefix. */
export function inLanguage(locale: Locale, path: string): string {
  return locale === 'en' ? path : path === '/' ? '/hi' : `/hi${path}`
}
