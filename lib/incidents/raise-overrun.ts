import { and, eq, isNull } from 'drizzle-orm'
import type { Texts } from '#db/schema/columns.ts'
import { components } from '#db/schema/components.ts'
import { statuses } from '#db/schema/statuses.ts'
import { findWindow, impactsOf } from '#lib/judging/stored-window.ts'
import { openRecord, writeChange } from '#lib/records/change-record.ts'
import { act } from '#lib/records/command.ts'
import { availability } from '#lib/rules/availability.ts'
import { downtimeOverrun } from '#lib/rules/lifecycle.ts'
import { windowRecord } from '#lib/windows/change-window.ts'
import { openIncident } from './declare-incident.ts'
import { goOnWith, openIncidentsOf } from './go-on-with.ts'

/**
 * Opens the high-severity incident of a window whose services are unavailable for longer than was announced (DCC 4.2);
 * a window that is late while its services work only owes an update. Where an incident of the window is open already, that one
 * goes on: one trouble is one story. Once per window. Returns the incident, if any.
 */
export function raiseOverrun(windowId: string, now = new Date()): Promise<{ id: string; reference: string } | null> {
  return act('system', async (acting) => {
    const { tx } = acting
    const found = await findWindow(tx, windowId)
    if (!found) return null
    const window = await openRecord(acting, windowRecord, { id: found.id }, 'overrun', now)
    if (window.overrunHandledAt || !downtimeOverrun(window, now)) return null

    const touched = await impactsOf(tx, [window.id])
    const current = await tx
      .select({
        componentId: statuses.componentId,
        environmentId: statuses.environmentId,
        state: statuses.state,
        name: components.name,
      })
      .from(statuses)
      .innerJoin(components, eq(components.id, statuses.componentId))
      .where(and(isNull(statuses.until), eq(statuses.windowId, window.id)))
    const out = current.filter((row) => {
      const announced = touched.find(
        (impact) => impact.componentId === row.componentId && impact.environmentId === row.environmentId,
      )
      return availability(row.state, announced?.impact) === 'out' && downtimeOverrun(window, now, announced?.impact)
    })
    if (!out.length) return null

    const impacts = out.map(({ componentId, environmentId }) => ({
      componentId,
      environmentId,
      state: 'major' as const,
    }))
    const text = textOf(out.map((row) => row.name))
    const [declared] = await openIncidentsOf(tx, window.id)
    const incident = declared
      ? await goOnWith(acting, declared, { severity: 'high', text: text.goesOn, impacts }, now)
      : await openIncident(
          acting,
          {
            serviceId: window.serviceId,
            window,
            severity: 'high',
            bySystem: true,
            audience: window.audience,
            tenants: window.tenants,
            title: titleOf(window.title),
            text: text.opened,
            impacts,
          },
          now,
        )
    const done = { set: { overrunHandledAt: now }, after: { incident: incident.reference } }
    await writeChange(acting, windowRecord, window, 'overrun', done, now)
    return incident
  })
}

function titleOf(title: Texts): Texts {
  return {
    en: cut(`Not available past the announced downtime: ${title.en ?? title.hi}`),
    hi: cut(`घोषित बंद-अवधि के बाद भी उपलब्ध नहीं: ${title.hi ?? title.en}`),
  }
}

function textOf(names: Texts[]): { opened: Texts; goesOn: Texts } {
  const list = (locale: 'en' | 'hi') => names.map((name) => name[locale] ?? name.en ?? name.hi).join(', ')
  const over: Texts = {
    en: `The announced downtime is over and services are not available: ${list('en')}.`,
    hi: `घोषित बंद-अवधि समाप्त हो गई है और ये सेवाएँ उपलब्ध नहीं हैं: ${list('hi')}।`,
  }
  return {
    opened: {
      en: `${over.en} The portal opened this incident by itself; the operators have been told.`,
      hi: `${over.hi} यह घटना पोर्टल ने स्वयं दर्ज की है; संचालकों को बता दिया गया है।`,
    },
    goesOn: over,
  }
}

const cut = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
