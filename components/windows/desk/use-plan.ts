'use client'

import { useMemo, useState } from 'react'
import type { Impact } from '#db/schema/windows.ts'
import { announcementGaps, missingRollback } from '#lib/rules/lifecycle.ts'
import type { Draft } from './draft.ts'
import { useLiveCheck } from './live-check.ts'
import type { Offer } from './offer.ts'

type Times = { startsLocal: string; endsLocal: string }
type Texts = 'description' | 'effect' | 'infrastructure' | 'services' | 'data'

/**
 * What the form of a window holds of what the rules look at, as one types, and what they say of it. Null where there is
 * nothing to plan for.
 */
export function usePlan(draft: Draft, offers: Offer[]) {
  const [chosen, setChosen] = useState({
    ...{ serviceId: draft.serviceId, kind: draft.kind, environmentId: draft.environmentId },
    releaseIds: draft.releaseIds,
    impacts: Object.fromEntries(Object.entries(draft.impacts).map(([id, { impact }]) => [id, impact])),
  })
  const [times, setTimes] = useState<Times>({ startsLocal: draft.startsLocal, endsLocal: draft.endsLocal })
  /** Times that were taken from what the rules offer; they replace what was typed. */
  const [taken, setTaken] = useState<Times | null>(null)
  const [downtime, setDowntime] = useState(draft.downtime)
  const [hasDowntime, setHasDowntime] = useState(draft.downtime !== null || draft.id === null)
  const [filled, setFilled] = useState<Record<Texts, boolean>>({
    description: draft.description !== null,
    effect: draft.effect !== null,
    infrastructure: draft.rollbackInfrastructure !== null,
    services: draft.rollbackServices !== null,
    data: draft.rollbackData !== null,
  })

  const offer = offers.find(({ id }) => id === chosen.serviceId) ?? offers[0]
  const environment = offer?.environments.find(({ id }) => id === chosen.environmentId) ?? offer?.environments.at(-1)
  const kind = offer?.kinds.find(({ code }) => code === chosen.kind) ?? offer?.kinds[0]
  const impacts = Object.entries(chosen.impacts)
    .filter(([id, impact]) => impact && environment?.components.includes(id))
    .sort()
  const live = useLiveCheck({
    id: draft.id,
    serviceId: offer?.id ?? '',
    environmentId: environment?.id ?? null,
    kind: kind?.code ?? '',
    ...times,
    componentIds: impacts.map(([id]) => id),
    releaseIds: chosen.releaseIds,
  })
  const said = useMemo(() => ({ ...times, downtime: hasDowntime ? downtime : null }), [times, downtime, hasDowntime])
  if (!offer || !environment || !kind) return null

  const named = impacts.map(([, impact]) => ({ impact: impact as Impact }))
  const lacking = announcementGaps({
    title: {},
    description: something(filled.description),
    effect: something(filled.effect),
    impacts: named,
    downtimeMinutes: hasDowntime ? 1 : null,
  })
  const rollback = kind.urgent
    ? []
    : missingRollback({
        rollbackInfrastructure: something(filled.infrastructure),
        rollbackServices: something(filled.services),
        rollbackData: something(filled.data),
      })
  // A rollback plan is owed when it is announced: until then its fields only say so, once there is something to plan.
  const owed = live ? rollback.map((reason) => ({ ...reason, severity: 'warns' as const })) : []
  return {
    ...{ offer, environment, kind, times, taken, said, hasDowntime, live },
    releaseIds: chosen.releaseIds,
    /** What it lacks before it can be announced. */
    lacking: [...lacking, ...rollback],
    /** What the rules say of it, for the fields that cause it. */
    reasons: [...(live?.violations ?? []), ...owed],
    chooseService: (serviceId: string) => setChosen((before) => ({ ...before, serviceId, impacts: {} })),
    chooseEnvironment: (environmentId: string) => setChosen((before) => ({ ...before, environmentId, impacts: {} })),
    chooseKind: (kind: string) => setChosen((before) => ({ ...before, kind })),
    chooseImpact: (id: string, impact: string) =>
      setChosen((before) => ({ ...before, impacts: { ...before.impacts, [id]: impact } })),
    chooseRelease: (id: string, carried: boolean) =>
      setChosen(({ releaseIds, ...before }) => ({
        ...before,
        releaseIds: carried ? [...releaseIds, id] : releaseIds.filter((one) => one !== id),
      })),
    changeTimes: (change: Partial<Times>) => setTimes((before) => ({ ...before, ...change })),
    takeTimes: (offered: Times) => {
      setTaken(offered)
      setTimes(offered)
    },
    setHasDowntime,
    changeDowntime: (change: Partial<NonNullable<Draft['downtime']>>) =>
      setDowntime((before) => ({ from: '', minutes: 0, ...before, ...change })),
    /** Notes that something stands in a text, for the handler of its input. */
    note: (name: Texts) => (_: 'en' | 'hi', text: string) =>
      setFilled((before) => ({ ...before, [name]: text.trim() !== '' })),
  }
}

/** Of a text is known here only whether there is one. */
const something = (filled: boolean) => (filled ? { en: '·' } : null)

export type Plan = NonNullable<ReturnType<typeof usePlan>>
