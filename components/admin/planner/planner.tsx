'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState, useTransition } from 'react'
import type { Reason } from '#lib/errors.ts'
import { inLanguage, publishedPlanPath } from '#lib/paths.ts'
import type { Ground } from '#lib/planner/ground.ts'
import type { PublishInput } from '#lib/planner/input.ts'
import { Answer } from './answer.tsx'
import { Counts } from './counts.tsx'
import { NotPublished } from './not-published.tsx'
import { Objections } from './objections.tsx'
import { ProposedList } from './proposed-list.tsx'
import { PublishBar } from './publish-bar.tsx'
import { type Place, SettingsForm } from './settings-form.tsx'
import { type Note, Spoken } from './spoken.tsx'
import { TwoYears } from './two-years.tsx'
import { usePlan } from './use-plan.ts'

/** What the server answers: where it was published, or why not, with the schedule as it is now. */
export type Answered = { noticeId: string } | { reasons: Reason[]; ground: Ground | null }

/** The planner: what is wanted beside what is proposed, and under both the one step that publishes it. */
export function Planner({
  places,
  first,
  at,
  base,
  publish,
  look,
}: {
  places: Place[]
  first: Ground
  /** When the page was made, ISO 8601: both sides count from it. */
  at: string
  base: { en: string; hi: string }
  publish: (input: PublishInput) => Promise<Answered>
  look: (serviceId: string, environmentId: string) => Promise<Ground | null>
}) {
  const t = useTranslations('planner.settings')
  const locale = useLocale()
  const now = useMemo(() => new Date(at), [at])
  const planning = usePlan(first, now, base, locale)
  const [refusal, setRefusal] = useState<{ reasons: Reason[] | null; sent: string[]; stamp: number } | null>(null)
  const [note, setNote] = useState<{ note: Note; stamp: number; last: unknown; settings: unknown } | null>(null)
  const [publishing, startPublishing] = useTransition()
  const [looking, startLooking] = useTransition()
  const { last } = planning.proposal
  const { ground, settings, terms, kept, judged, setGround, begin } = planning
  const place = places.find(({ id }) => id === ground.serviceId) ?? places[0]
  if (!place) return null

  const refuse = (reasons: Reason[] | null, sent: string[]) => setRefusal({ reasons, sent, stamp: Date.now() })
  const say = (note: Note | null) => setNote(note && { note, stamp: Date.now(), last, settings })
  // What was said goes when something is done, to the plan or in the fields.
  const current = note?.last === last && note?.settings === settings ? note : null
  const send = () =>
    startPublishing(async () => {
      const sent = kept.map(({ id }) => id)
      try {
        const answer = await publish({
          ...{ serviceId: ground.serviceId, environmentId: ground.environmentId, title: settings.title },
          ...{ kind: terms.kind.code, starts: settings.starts, minutes: terms.minutes },
          days: kept.map(({ day }) => day),
        })
        if ('noticeId' in answer) {
          location.assign(inLanguage(locale, publishedPlanPath(answer.noticeId)))
          // The page that is left stays busy until the next one is there.
          return await new Promise<never>(() => {})
        }
        if (answer.ground) setGround(answer.ground)
        refuse(answer.reasons, sent)
      } catch {
        refuse(null, sent)
      }
    })
  const goTo = (serviceId: string, environmentId: string) =>
    startLooking(async () => {
      const found = await look(serviceId, environmentId).catch(() => null)
      if (!found) return refuse(null, [])
      setRefusal(null)
      begin(found)
    })
  const reasons =
    refusal?.reasons?.map((reason) => {
      const windowId = /^days\.(\d+)$/.test(reason.field ?? '') && refusal.sent[Number(reason.field?.slice(5))]
      if (!windowId) return reason
      const settled = !judged.find(({ id }) => id === windowId)?.objections.some(({ code }) => code === reason.code)
      return { ...reason, windowId, settled }
    }) ?? null
  return (
    <div className="planner" aria-busy={looking}>
      <details className="planner-side">
        <summary>{`${place.name}, ${place.environments.find(({ id }) => id === ground.environmentId)?.name}`}</summary>
        <SettingsForm
          planning={planning}
          places={places}
          place={place}
          onPlace={goTo}
          onWrong={(count) => say({ what: 'wrongFields', count })}
          said={(reasons ?? []).filter(({ field }) => field && !field.startsWith('days'))}
        />
      </details>
      <div className="planner-result">
        {refusal && <NotPublished reasons={refusal.reasons && reasons} stamp={refusal.stamp} />}
        {looking && <p className="note">{t('loading')}</p>}
        <Answer planning={planning} />
        <Counts planning={planning} />
        <Objections planning={planning} />
        <ProposedList planning={planning} />
        <TwoYears planning={planning} say={say} />
        <PublishBar planning={planning} pending={publishing} onPublish={send} />
      </div>
      <Spoken planning={planning} note={current} />
    </div>
  )
}
