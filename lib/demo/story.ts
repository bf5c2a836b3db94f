import type { Texts } from '#db/schema/columns.ts'
import type { ComponentState } from '#db/schema/statuses.ts'
import { presets } from '#lib/policies/presets/all.ts'
import { lastDayForNotice } from '#lib/rules/business-days.ts'
import { libraryHolidays } from '#lib/rules/calendars.ts'
import { kindOf, policySchema } from '#lib/rules/policy.ts'
import type { MadeService } from '#lib/services/make-service.ts'
import { addDays, addMonths, type Day, instantOf, localOf, plus } from '#lib/time.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'
import { finishWindow } from '#lib/windows/finish-window.ts'
import type { PlanInput } from '#lib/windows/input.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { verifyWindow } from '#lib/windows/verify-window.ts'

/** Where the demo's stories play: its services and people by name, and today. */
export type Stage = {
  services: Record<string, MadeService>
  people: Record<string, string>
  now: Date
  today: Day
  since: Day
}

/** Something that was done at a time; what lies ahead of now is not played. */
export type Scene = { at: Date; play: (at: Date) => Promise<unknown> }

export type Told = Omit<PlanInput, 'serviceId' | 'environmentId' | 'startsLocal' | 'endsLocal' | 'impacts'> & {
  environment: string
  impacts: [component: string, impact: 'outage' | 'degraded' | 'reduced_redundancy' | 'no_impact', note?: Texts][]
  /** The day and hour of the start in the service's zone, and the length in minutes. */
  day: Day
  hour: string
  minutes: number
}

/** Where the id of a window is found once its draft has been written. */
export type Handle = { id: string }

/**
 * The life of one window as it goes when all is well: drafted and planned on a day, announced so many days ahead,
 * started, tested, finished. What would happen after today has not happened yet.
 */
export function windowStory(
  stage: Stage,
  slug: string,
  by: string,
  told: Told,
  days: { planned: Day; announcedAhead: number | null },
  also: (handle: Handle, startsAt: Date, drafted: Date) => Scene[] = () => [],
  ends = true,
): Scene[] {
  const service = stage.services[slug]
  if (!service) throw new Error(`the demo has no service ${slug}`)
  const person = stage.people[by] ?? ''
  const { day, hour, minutes, environment, impacts, ...rest } = told
  const startsLocal = `${day}T${hour}`
  const { at: startsAt } = instantOf(startsLocal, service.timeZone)
  const handle: Handle = { id: '' }
  const input: PlanInput = {
    ...rest,
    serviceId: service.id,
    environmentId: service.environments[environment] ?? null,
    startsLocal,
    endsLocal: localOf(plus(startsAt, minutes), service.timeZone),
    impacts: impacts.map(([component, impact, note]) => ({
      componentId: service.components[component] ?? '',
      impact,
      ...(note && { note }),
    })),
  }
  // Nothing is planned before the horizon reaches it.
  const plannedOn = [days.planned, addDays(addMonths(day, -24), 1)].sort()[1] ?? days.planned
  const planned = instantOf(`${plannedOn}T09:40`, service.timeZone).at
  const announced =
    days.announcedAhead === null
      ? null
      : instantOf(`${noticeDay(slug, input.kind, day, days.announcedAhead)}T10:05`, service.timeZone).at
  const step = (at: Date, play: (at: Date) => Promise<unknown>): Scene => ({ at, play })
  return [
    step(planned, async (at) => {
      handle.id = (await draftWindow(person, input, at)).id
    }),
    step(plus(planned, 2), (at) => planWindow(person, { id: handle.id }, at)),
    ...(announced
      ? [
          step(announced > planned ? announced : plus(planned, 30), (at) =>
            announceWindow(person, { id: handle.id }, at),
          ),
        ]
      : []),
    ...(announced && ends
      ? [
          step(plus(startsAt, 1), (at) => startWindow(person, { id: handle.id }, at)),
          step(plus(startsAt, Math.round(minutes * 0.6)), (at) => verifyWindow(person, { id: handle.id }, at)),
          step(plus(startsAt, Math.round(minutes * 0.88)), (at) => finishWindow(person, { id: handle.id }, at)),
        ]
      : []),
    ...also(handle, startsAt, planned),
  ]
}

/** The day on which a change notice goes out: so many days ahead, or earlier where the policy wants it earlier. */
function noticeDay(slug: string, kind: string, day: Day, ahead: number): Day {
  const policy = policySchema.parse(presets.find((preset) => preset.slug === slug)?.policy)
  const { notice } = kindOf(policy, kind)
  const wanted = addDays(day, -ahead)
  if (!notice) return wanted
  const { weekend, holidays: calendar } = policy
  const years = [0, -1].map((before) => Number(day.slice(0, 4)) + before)
  const holidays = new Set(
    calendar ? years.flatMap((year) => libraryHolidays(calendar, year)).map((one) => one.day) : [],
  )
  return [wanted, lastDayForNotice(day, notice, { weekend, holidays })].sort()[0] ?? wanted
}

export const component = (
  service: MadeService,
  slug: string,
  environment: string,
  state: Exclude<ComponentState, 'maintenance' | 'unknown'>,
) => ({ componentId: service.components[slug] ?? '', environmentId: service.environments[environment] ?? '', state })
