'use client'

import { useMemo, useReducer, useState } from 'react'
import type { PlanMade, PlanWindow } from '#db/schema/plan-drafts.ts'
import type { Reason } from '#lib/errors.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { fixedOn, foreseenOn, type Ground, surroundingsOn } from '#lib/planner/ground.ts'
import { freeDays, horizonOf, type Wish } from '#lib/planner/horizon.ts'
import { inTheWay, judgePlan, type Terms, tooLong } from '#lib/planner/judge-plan.ts'
import { minutesIn } from '#lib/planner/length.ts'
import type { Like } from '#lib/planner/plan-like.ts'
import { change, draftedOf, found, keptOf, noProposal } from '#lib/planner/proposal.ts'
import type { PlanDraft } from '#lib/planner/queries.ts'
import { compare, firstOfEachMonth, planOf, spread } from '#lib/planner/rules.ts'
import { longest } from '#lib/rules/times.ts'
import type { Day } from '#lib/time.ts'
import { groupObjections } from './group-objections.ts'
import { type Settings, settingsFor, settingsIn, wishOf } from './settings-of.ts'
import { isClock, wrongHours, wrongIn } from './wrong-hours.ts'

/** An environment to plan for, and the draft that there is of it. */
export type Opened = {
  ground: Ground
  draft: PlanDraft | null
  /** A published plan that another one is to be like, where no draft goes before. */
  like?: Like | null
}

/**
 * The state of the planner: what is wanted, what is proposed, and what the rules say of it, which are the rules that
 * publishing is held to. A change of the hours is judged at once; days are chosen when one plans.
 */
export function usePlan(first: Opened, now: Date, base: { en: string; hi: string }, locale: Locale) {
  const [start] = useState(() => begun(first, now, base, locale))
  const [opened, setOpened] = useState(0)
  const [ground, setGround] = useState(first.ground)
  const [settings, setSettings] = useState(start.settings)
  const [made, setMade] = useState(start.made)
  const [tried, setTried] = useState({ key: keyOf(settings), reasons: start.reasons })
  const [proposal, act] = useReducer(change, noProposal, (none) =>
    change(none, { type: 'open', windows: start.windows }),
  )
  const { starts, lasts, kind } = settings
  const terms = useMemo(() => termsOf({ starts, lasts, kind }, ground, base), [starts, lasts, kind, ground, base])
  const { minutes } = terms
  const free = useMemo(() => knownFreeDays(made.wish, terms, ground, now), [made.wish, terms, ground, now])

  const kept = useMemo(() => keptOf(proposal), [proposal])
  const fixed = useMemo(() => fixedOn(ground), [ground])
  const horizon = useMemo(() => horizonOf(made.wish, minutes, free, [], ground), [made.wish, minutes, free, ground])
  const days = useMemo(() => [...new Set([...horizon.pins, ...kept.map(({ day }) => day)])].sort(), [horizon, kept])
  const plan = useMemo(() => planOf({ ...horizon, count: days.length }, days), [horizon, days])
  const naive = useMemo(() => firstOfEachMonth(horizon), [horizon])
  const judged = useMemo(() => judgePlan(kept, terms, surroundingsOn(ground), now), [kept, terms, ground, now])
  const groups = useMemo(() => groupObjections(judged, tooLong(terms, ground.policy)), [judged, terms, ground])
  const blocked = useMemo(() => judged.filter(({ objections }) => inTheWay(objections).length), [judged])
  const foreseen = useMemo(
    () => new Map(judged.map((one) => [one.id, foreseenOn(ground.foreseen, one)[0] ?? null])),
    [judged, ground],
  )
  const locked = useMemo(() => kept.filter((one) => one.locked).map(({ day }) => day), [kept])
  const counts = useMemo(() => {
    const middle = made.wish.count
    const around = [-2, -1, 0, 1, 2].map((more) => middle + more).filter((count) => count > 0)
    return compare(horizonOf(made.wish, minutes, free, locked, ground), around)
  }, [made.wish, minutes, free, locked, ground])

  /** What the planner would do with so many windows: by its gaps those of a plan that was changed by hand are judged. */
  const best = counts.find(({ count }) => count === horizon.count)?.plan
  const ideal = best && !('reasons' in best) ? best : plan

  /** Days for all windows but the locked ones, for what is wanted now. */
  const replan = (wanted: Settings = settings) => {
    const { days, reasons } = proposedDays(wanted, ground, locked, now)
    setSettings(wanted)
    setTried({ key: keyOf(wanted), reasons })
    // What is wrong is said at its field, and the plan stays as it is.
    if (reasons.length || wrongIn(wanted, ground, now).length) return
    setMade(madeFor(wanted))
    act({ type: 'replan', days })
  }
  /** Another environment, a draft, or neither of what was there: nothing of the proposal before is kept. */
  const begin = (on: Opened) => {
    const { settings, made, windows, reasons } = begun(on, now, base, locale)
    setGround(on.ground)
    setSettings(settings)
    setMade(made)
    setTried({ key: keyOf(settings), reasons })
    act({ type: 'open', windows })
    setOpened((times) => times + 1)
  }
  /** What a draft keeps. */
  const drafted = useMemo(() => ({ settings, made, windows: draftedOf(proposal) }), [settings, made, proposal])
  const key = keyOf(settings)
  /** The fields and the plan differ: the plan is not what they ask for. */
  const stale = JSON.stringify(made) !== key
  /** What was said of these fields when they were tried; other ones are not refused for it. */
  const refused = tried.key === key ? tried.reasons : none
  const wrong = [...wrongIn(settings, ground, now), ...refused, ...wrongHours({ groups, judged, terms, ground })]

  return {
    ...{ ground, setGround, begin, opened, settings, setSettings, replan, stale, refused, wrong, terms, now, drafted },
    ...{ proposal, act, kept, fixed, horizon, plan, ideal, naive, counts, judged, groups, blocked, foreseen },
  }
}
export type Planning = ReturnType<typeof usePlan>

const none: Reason[] = []

const hoursOf = ({ starts, lasts }: Settings) => `${starts} ${minutesIn(lasts)}`

const madeFor = (settings: Settings): PlanMade => ({ wish: wishOf(settings), hours: hoursOf(settings) })

const keyOf = (settings: Settings) => JSON.stringify(madeFor(settings))

/** What one begins with: the draft, or what is usual there and the days found for it. */
function begun(
  { ground, draft, like }: Opened,
  now: Date,
  base: { en: string; hi: string },
  locale: Locale,
): { settings: Settings; made: PlanMade; windows: PlanWindow[]; reasons: Reason[] } {
  const plan = draft?.plan
  if (plan) return { ...settingsIn(plan, ground, now, locale), windows: plan.windows, reasons: [] }
  const settings = settingsFor(ground, base, locale, like)
  const { days, reasons } = proposedDays(settings, ground, [], now)
  return { settings, made: madeFor(settings), windows: found(days), reasons }
}

/** What is typed, as far as it means something; otherwise what is usual there. */
function termsOf(
  { starts, lasts, kind }: Pick<Settings, 'starts' | 'lasts' | 'kind'>,
  { environmentId, policy, usual }: Ground,
  title: Terms['title'] = {},
): Terms {
  const found = policy.kinds.find(({ code }) => code === kind) ?? policy.kinds[0]
  const minutes = minutesIn(lasts)
  if (!found) throw new Error('a policy without kinds')
  return {
    environmentId,
    kind: found,
    title,
    starts: isClock(starts) ? starts : usual.starts,
    minutes: minutes && minutes <= longest ? minutes : usual.minutes,
  }
}

/** The days of new windows: fixed ones are none. */
function proposedDays(
  settings: Settings,
  ground: Ground,
  locked: Day[],
  now: Date,
): { days: Day[]; reasons: Reason[] } {
  const wish = wishOf(settings)
  if (wrongIn(settings, ground, now).length) return { days: [], reasons: [] }
  const terms = termsOf(settings, ground)
  const horizon = horizonOf(wish, terms.minutes, knownFreeDays(wish, terms, ground, now), locked, ground)
  const found = spread(horizon)
  if ('reasons' in found) return { days: [], reasons: found.reasons.map((reason) => ({ ...reason, field: 'count' })) }
  const fixed = fixedOn(ground).map(({ day }) => day)
  return { days: found.days.filter((day) => !fixed.includes(day)), reasons: [] }
}

/** Free days take longest to find and stay the same while only the number of windows changes. */
const known = new WeakMap<Ground, Map<string, Day[]>>()
function knownFreeDays(wish: Wish, terms: Terms, ground: Ground, now: Date): Day[] {
  const key = [wish.from, wish.to, ...wish.nights, terms.starts, terms.minutes, terms.kind.code].join(' ')
  const ofGround = known.get(ground) ?? new Map<string, Day[]>()
  const days = ofGround.get(key) ?? freeDays(wish, terms, ground, now)
  known.set(ground, ofGround.set(key, days))
  return days
}
