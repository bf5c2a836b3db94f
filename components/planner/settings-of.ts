import type { Texts } from '#db/schema/columns.ts'
import type { PlanMade, PlanSettings } from '#db/schema/plan-drafts.ts'
import { duration } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Ground } from '#lib/planner/ground.ts'
import { goingOn, mostWindows, usualWish, type Wish, wholeIn } from '#lib/planner/horizon.ts'
import { spanOn } from '#lib/planner/judge-plan.ts'
import { minutesIn } from '#lib/planner/length.ts'
import type { Like } from '#lib/planner/plan-like.ts'
import type { DraftedPlan } from '#lib/planner/queries.ts'
import { addDays, type Day } from '#lib/time.ts'
import { dayIn, isClock } from './wrong-hours.ts'

export type Settings = PlanSettings

/** What the fields hold when an environment is opened, or a plan like another one is begun there. */
export function settingsFor(
  ground: Ground,
  base: { en: string; hi: string },
  locale: Locale,
  like: Like | null = null,
): Settings {
  const { from, to, count, nights } = usualWish(ground)
  const { starts, minutes, kind, title, description } = { description: null, ...ground.usual, ...like }
  const known = ground.policy.kinds.some(({ code }) => code === kind) ? kind : ground.usual.kind
  const on = like && goingOn(like, addDays(ground.today, 1), ground.last)
  const texts = (said: Texts | null) => ({ en: said?.en ?? '', hi: said?.hi ?? '' })
  return {
    ...{ from: on?.from ?? from, until: on?.until ?? addDays(to, -1), count: String(on?.count ?? count), every: '' },
    ...{ nights: like?.nights ?? nights, starts, lasts: duration(minutes, locale), kind: known },
    title: title ? texts(title) : base,
    description: texts(description),
  }
}

/** What is wanted, as far as what is typed means something: a day that does not is empty, and a number that does not 0. */
export function wishOf({ from, until, count, nights }: Settings): Wish {
  const last = dayIn(until)
  return { from: dayIn(from), to: last && addDays(last, 1), count: wholeIn(count, mostWindows) ?? 0, nights }
}

/**
 * What the fields of a draft hold when it is opened again, and what its days were chosen for. A first day that has passed
 * meanwhile is today, or tomorrow where the start has passed; windows of days gone by are judged like all others. Nothing
 * is drawn beyond what the schedule reaches now.
 */
export function settingsIn(
  { settings, made: { wish, hours } }: Pick<DraftedPlan, 'settings' | 'made'>,
  { today, last, zone }: Pick<Ground, 'today' | 'last' | 'zone'>,
  now: Date,
  locale: Locale,
): { settings: Settings; made: PlanMade } {
  const { starts } = settings
  const over = isClock(starts) && spanOn(today, { starts, minutes: 0 }, zone).startsAt <= now
  const first = over ? addDays(today, 1) : today
  const ahead = (day: Day) => (day && day < first ? first : day)
  const to = wish.to > last ? addDays(last, 1) : wish.to
  const minutes = minutesIn(settings.lasts)
  return {
    settings: {
      ...settings,
      from: ahead(settings.from),
      lasts: minutes ? duration(minutes, locale) : settings.lasts,
    },
    made: { wish: { from: ahead(wish.from), to, count: wish.count, nights: wish.nights }, hours },
  }
}
