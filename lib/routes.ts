import type { Locale } from '#lib/i18n/locales.ts'

/** What is known of an address before anything is looked up. */
type Route = {
  /** Without a language; `:name` is one segment. */
  path: `/${string}`
  /** The query parameters of a kept page, in the order in which its address is written; others are dropped. */
  query?: readonly string[]
  /**
   * The same bytes for everybody, held in memory: `always` from the start on and on disk too, in every language that it
   * has; `asked` once somebody asked. Without it an answer is made for one reader.
   */
  kept?: 'always' | 'asked'
  /** Its links are held as well: what a reader clicks next must be there. */
  keepsLinks?: true
  /** A section of the portal's navigation, in this order; named by `site.frame.nav`. */
  section?: true
  /** One address for all languages: a file or an interface, which has no `/hi` before it. */
  anyLanguage?: true
  /** For members of staff and tenants: nobody else is heard. */
  signedIn?: true
  /** A section of the desk's navigation, under this heading and in this order; named by `admin.nav.sections`. */
  desk?: DeskGroup
  /** Offered to who administers everything. */
  administers?: true
  /** The most bytes that may be sent to it, where a form's default is not enough or too much. */
  body?: number
}

const kB = 1024

/** The headings of the desk's navigation; named by `admin.nav.groups`. */
export const deskGroups = ['today', 'plan', 'notices', 'setup'] as const
type DeskGroup = (typeof deskGroups)[number]

/** Every address of the site. Links, the front, the navigation and Next's rewrites read it; a test holds `app` to it. */
export const routes = {
  status: { path: '/', query: ['zone'], kept: 'always', keepsLinks: true, section: true },
  schedule: {
    path: '/schedule',
    query: ['zone', 'service', 'environment', 'kind', 'view', 'from'],
    kept: 'always',
    section: true,
  },
  freezes: { path: '/freezes', query: ['zone', 'service'], kept: 'always', section: true },
  history: { path: '/history', query: ['zone', 'service'], kept: 'always', section: true },
  subscribe: { path: '/subscribe', query: ['service'], kept: 'always', section: true },
  window: { path: '/schedule/:reference', query: ['zone'], kept: 'asked' },
  incident: { path: '/incidents/:reference', query: ['zone'], kept: 'asked' },
  month: { path: '/history/:month', query: ['zone', 'service'], kept: 'asked' },
  subscription: { path: '/subscription/:key' },
  confirm: { path: '/subscription/confirm/:key' },
  leave: { path: '/subscription/end/:key' },
  kit: { path: '/kit' },

  calendar: {
    path: '/schedule.ics',
    query: ['service', 'environment', 'lang'],
    kept: 'always',
    anyLanguage: true,
  },
  table: { path: '/schedule.csv', query: ['service', 'environment', 'lang'], kept: 'asked', anyLanguage: true },
  windowCalendar: { path: '/schedule/:reference/calendar.ics', query: ['lang'], kept: 'asked', anyLanguage: true },
  tenantCalendar: { path: '/feeds/:file', anyLanguage: true },
  events: {
    path: '/api/schedule',
    query: ['start', 'end', 'service', 'environment', 'kind', 'lang'],
    kept: 'asked',
    anyLanguage: true,
  },
  live: { path: '/api/live', anyLanguage: true },
  health: { path: '/api/health', anyLanguage: true },
  unsubscribe: { path: '/api/unsubscribe/:key', anyLanguage: true, body: kB },
  auth: { path: '/api/auth/:action', anyLanguage: true, body: 4 * kB },
  authProvider: { path: '/api/auth/:action/:provider', anyLanguage: true, body: 4 * kB },
  signOut: { path: '/api/sign-out', anyLanguage: true, body: kB },
  checkWindow: { path: '/api/windows/check', anyLanguage: true, signedIn: true, body: 64 * kB },
  checkFreeze: { path: '/api/freezes/check', anyLanguage: true, signedIn: true, body: 64 * kB },
  moveWindow: { path: '/api/windows/:reference/move', anyLanguage: true, signedIn: true, body: 32 * kB },

  signIn: { path: '/admin/sign-in' },
  admin: { path: '/admin', signedIn: true, desk: 'today' },
  planner: { path: '/admin/planner', signedIn: true, desk: 'plan', body: 512 * kB },
  publishedPlan: { path: '/admin/planner/published/:notice', signedIn: true },
  windows: { path: '/admin/windows', signedIn: true, desk: 'plan' },
  newWindow: { path: '/admin/windows/new', signedIn: true },
  adminWindow: { path: '/admin/windows/:id', signedIn: true },
  editWindow: { path: '/admin/windows/:id/edit', signedIn: true },
  previewWindow: { path: '/admin/windows/:id/preview', signedIn: true },
  waiver: { path: '/admin/windows/:id/waiver', signedIn: true },
  incidents: { path: '/admin/incidents', signedIn: true, desk: 'today' },
  newIncident: { path: '/admin/incidents/new', signedIn: true },
  adminIncident: { path: '/admin/incidents/:id', signedIn: true },
  adminFreezes: { path: '/admin/freezes', signedIn: true, desk: 'plan' },
  newFreeze: { path: '/admin/freezes/new', signedIn: true },
  adminFreeze: { path: '/admin/freezes/:id', signedIn: true },
  statuses: { path: '/admin/statuses', signedIn: true, desk: 'today' },
  outbox: { path: '/admin/outbox', signedIn: true, desk: 'notices' },
  outboxMail: { path: '/admin/outbox/:id', signedIn: true },
  subscribers: { path: '/admin/subscribers', signedIn: true, desk: 'notices', administers: true },
  policies: { path: '/admin/policies', signedIn: true, desk: 'setup' },
  policy: { path: '/admin/policies/:service', signedIn: true },
  holidays: { path: '/admin/holidays', signedIn: true, desk: 'setup' },
  import: { path: '/admin/import', signedIn: true, desk: 'setup', administers: true, body: 5.5 * 1024 * kB },
  audit: { path: '/admin/audit', signedIn: true, desk: 'setup' },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes

/** The table as what is common to its rows: each by its name, in order. */
export const allRoutes: (Route & { name: RouteName })[] = Object.entries<Route>(routes).map(([name, route]) => ({
  ...route,
  name: name as RouteName,
}))

/** The portal's navigation. */
export type Section = { [Name in RouteName]: (typeof routes)[Name] extends { section: true } ? Name : never }[RouteName]
export const sections = allRoutes.flatMap((route) => (route.section ? [route.name as Section] : []))

/** The desk's: each is an address of its own, without a `:name`. */
export type DeskSection = {
  [Name in RouteName]: (typeof routes)[Name] extends { desk: DeskGroup } ? Name : never
}[RouteName]
export const deskSections = allRoutes.flatMap(({ name, desk: group, administers = false }) =>
  group ? [{ name: name as DeskSection, group, administers }] : [],
)

/** The addresses themselves; one with a `:name` is written by a function below. */
export const paths = Object.fromEntries(allRoutes.map(({ name, path }) => [name, path])) as {
  [Name in RouteName as (typeof routes)[Name]['path'] extends `${string}:${string}`
    ? never
    : Name]: (typeof routes)[Name]['path']
}

/** The address of a route with a value for each `:name`, in order. */
function fill(name: RouteName, ...values: string[]): string {
  return routes[name].path.replace(/:\w+/g, () => encodeURIComponent(values.shift() ?? ''))
}

export const windowPath = (reference: string) => fill('window', reference)
export const windowCalendarPath = (reference: string) => fill('windowCalendar', reference)
/** The private calendar of a member; the key names and signs its feed. */
export const tenantCalendarPath = (key: string) => fill('tenantCalendar', `${key}.ics`)
export const incidentPath = (reference: string) => fill('incident', reference)
export const subscriptionPath = (key: string) => fill('subscription', key)
export const confirmPath = (key: string) => fill('confirm', key)
/** Where a person ends their mail with one button. */
export const leavePath = (key: string) => fill('leave', key)
export const unsubscribePath = (key: string) => fill('unsubscribe', key)
/** Where a form is sent that signs out, of everywhere too; the language is that of the page it leads to. */
export const signOutPath = (locale: Locale, everywhere = false) =>
  `${paths.signOut}?lang=${locale}${everywhere ? '&everywhere' : ''}`
export const adminWindowPath = (id: string) => fill('adminWindow', id)
/** Where a waiver of a rule is asked for, for the window's times or for others (wall-clock). */
export const waiverPath = (id: string, code: string, times?: { startsLocal: string; endsLocal: string }) =>
  `${fill('waiver', id)}?code=${code}${times ? `&starts=${times.startsLocal}&ends=${times.endsLocal}` : ''}`
export const adminIncidentPath = (id: string) => fill('adminIncident', id)
export const adminFreezePath = (id: string) => fill('adminFreeze', id)
export const publishedPlanPath = (notice: string) => fill('publishedPlan', notice)
export const policyPath = (service: string) => fill('policy', service)
export const outboxPath = (id: string) => fill('outboxMail', id)

/** An address in a language: English has no prefix. */
export function inLanguage(locale: Locale, path: string): string {
  return locale === 'en' ? path : path === '/' ? '/hi' : `/hi${path}`
}

const patterns = allRoutes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '([^/]+)')}$`),
}))

/** What an address without its query leads to: the route, the language and what stands for each `:name`, undecoded. */
export function findRoute(path: string) {
  const hindi = path === '/hi' || path.startsWith('/hi/')
  const plain = hindi ? path.slice(3) || '/' : path
  for (const { route, pattern } of patterns) {
    const match = hindi && route.anyLanguage ? null : pattern.exec(plain)
    if (match) return { route, locale: (hindi ? 'hi' : 'en') as Locale, path: plain, values: match.slice(1) }
  }
  return null
}
