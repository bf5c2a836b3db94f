import '#components/records/records.css'
import '#components/forms/forms.css'
import '#components/desk/desk.css'
import type { ReactNode } from 'react'
import { SideNav } from '#components/desk/side-nav.tsx'
import { FreezeNotice } from '#components/portal/freeze-notice.tsx'
import { asReader } from '#db/scope.ts'
import { needsAttention } from '#lib/attention/queries.ts'
import { viewer } from '#lib/auth/viewer.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { listIncidents } from '#lib/incidents/queries.ts'
import { alertLines } from '#lib/portal/alerts.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { isStaff } from '#lib/records/rights.ts'
import { paths } from '#lib/routes.ts'
import { listWindowsForStaff } from '#lib/windows/queries.ts'

/** What staff do: the navigation beside the desk. Each page asks again who is there. */
export default async function AdminLayout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ locale: string }>
}) {
  const locale = (await params).locale as Locale
  const person = await viewer()
  // The page asks too, and knows where to come back to.
  if (!person || !isStaff(person.roles)) return children
  const now = new Date()
  const { freezes, ...counts } = await asReader(person.id, async (tx) => ({
    admin: (await needsAttention(tx, person.id, now)).length,
    running: (await listWindowsForStaff(tx, 'running', '')).length,
    incidents: (await listIncidents(tx)).filter(({ incident }) => incident.state !== 'resolved').length,
    freezes: alertLines(await getFrame(tx, now)).freezes,
  }))
  return (
    <div className="admin">
      <SideNav person={person} locale={locale} counts={counts} />
      <div className="min-w-0">
        {freezes && (
          <div className="band-clip">
            <div className="desk-band">
              <FreezeNotice {...freezes} locale={locale} href={paths.adminFreezes} />
            </div>
          </div>
        )}
        <main id="main" className="desk">
          {children}
        </main>
      </div>
    </div>
  )
}
