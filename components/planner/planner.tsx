'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useRef, useState, useTransition } from 'react'
import { ForetoldMail } from '#components/notices/foretold-mail.tsx'
import type { Foretold } from '#lib/channels/foretell.ts'
import type { ForeignChange, Reason } from '#lib/errors.ts'
import type { DraftInput, DraftToDiscard, PublishInput } from '#lib/planner/input.ts'
import type { PlanDraft } from '#lib/planner/queries.ts'
import { inLanguage, publishedPlanPath } from '#lib/routes.ts'
import { Answer } from './answer.tsx'
import { Counts } from './counts.tsx'
import { DraftLine } from './draft-line.tsx'
import { NotDone } from './not-done.tsx'
import { Objections } from './objections.tsx'
import { OtherDraft } from './other-draft.tsx'
import { ProposedList } from './proposed-list.tsx'
import { PublishBar } from './publish-bar.tsx'
import { type Place, SettingsForm, type Where } from './settings-form.tsx'
import { type Note, Spoken } from './spoken.tsx'
import { TwoYears } from './two-years.tsx'
import { useDraft } from './use-draft.ts'
import { type Opened, usePlan } from './use-plan.ts'

/** Why something was not done, with the schedule and the draft as they are now. */
export type Refused = { reasons: Reason[]; changes: ForeignChange[]; now: Opened | null }
/** What the server does for the planner. */
export type Server = {
  /** What publishing would tell, before it is done. */
  foretell: (input: PublishInput) => Promise<{ foretold: Foretold | null } | Refused>
  publish: (input: PublishInput) => Promise<{ noticeId: string } | Refused>
  save: (input: DraftInput) => Promise<{ draft: PlanDraft; now: Opened | null } | Refused>
  discard: (input: DraftToDiscard) => Promise<{ draft: null } | Refused>
  look: (serviceId: string, environmentId: string) => Promise<Opened | null>
}
type Asked = 'publish' | 'save' | 'discard' | 'look'
type Refusal = {
  asked: Asked
  /** Null: it could not be sent. */
  reasons: Reason[] | null
  changes: ForeignChange[]
  /** The windows that were sent, by id. */
  sent: string[]
  stamp: number
}

/** The planner: what is wanted beside what is proposed, and under both the steps that keep it and publish it. */
export function Planner({
  places,
  first,
  at,
  base,
  server,
}: {
  places: Place[]
  first: Opened
  /** When the page was made, ISO 8601: both sides count from it. */
  at: string
  base: { en: string; hi: string }
  server: Server
}) {
  const t = useTranslations('planner')
  const locale = useLocale()
  const now = useMemo(() => new Date(at), [at])
  const planning = usePlan(first, now, base, locale)
  const drafting = useDraft(planning, first.draft)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [note, setNote] = useState<{ note: Note; stamp: number; last: unknown; settings: unknown } | null>(null)
  /** What publishing this very plan would tell. */
  const [ahead, setAhead] = useState<{ of: string; foretold: Foretold | null; stamp: number } | null>(null)
  const [publishing, startPublishing] = useTransition()
  const [saving, startSaving] = useTransition()
  const [looking, startLooking] = useTransition()
  /** Where somebody is on the way to; of several that were chosen in a row the last one counts. */
  const [wanted, setWanted] = useState<Where | null>(null)
  const newest = useRef<Where | null>(null)
  const { last } = planning.proposal
  const { ground, settings, terms, kept, judged, setGround, begin, drafted } = planning
  const place = places.find(({ id }) => id === ground.serviceId) ?? places[0]
  if (!place) return null

  const there = { serviceId: ground.serviceId, environmentId: ground.environmentId }
  const environment = place.environments.find(({ id }) => id === ground.environmentId)?.name ?? ''
  const sent = kept.map(({ id }) => id)
  const refuse = (asked: Asked, refused: Refused | null) => {
    setRefusal({ asked, reasons: refused?.reasons ?? null, changes: refused?.changes ?? [], sent, stamp: Date.now() })
    if (!refused?.now) return
    setGround(refused.now.ground)
    if (refused.reasons.some(isForeign)) drafting.isAnother(refused.now.draft)
  }
  const say = (note: Note | null) => setNote(note && { note, stamp: Date.now(), last, settings })
  // What was said goes when something is done, to the plan or in the fields.
  const current = note?.last === last && note?.settings === settings ? note : null
  const plan: PublishInput = {
    ...{ ...there, draft: drafting.seen, title: settings.title, description: settings.description },
    ...{ kind: terms.kind.code, starts: settings.starts, minutes: terms.minutes },
    days: kept.map(({ day }) => day),
  }
  const isAhead = ahead?.of === JSON.stringify(plan)
  /** Whom it tells is seen first, then it is published: a plan that changed in between is looked at again. */
  const publish = () =>
    startPublishing(async () => {
      try {
        if (!isAhead) {
          const answer = await server.foretell(plan)
          if ('reasons' in answer) return refuse('publish', answer)
          setRefusal(null)
          return setAhead({ of: JSON.stringify(plan), foretold: answer.foretold, stamp: Date.now() })
        }
        const answer = await server.publish(plan)
        if ('reasons' in answer) return refuse('publish', answer)
        drafting.isDone()
        location.assign(inLanguage(locale, publishedPlanPath(answer.noticeId)))
        // The page that is left stays busy until the next one is there.
        return await new Promise<never>(() => {})
      } catch {
        refuse('publish', null)
      }
    })
  const save = () =>
    startSaving(async () => {
      try {
        const answer = await server.save({ ...there, draft: drafting.seen, ...drafted })
        if ('reasons' in answer) return refuse('save', answer)
        setRefusal(null)
        drafting.wasSaved(answer.draft)
        if (answer.now) setGround(answer.now.ground)
      } catch {
        refuse('save', null)
      }
    })
  const discard = () =>
    startSaving(async () => {
      if (!drafting.seen) return
      try {
        const answer = await server.discard({ ...there, draft: drafting.seen })
        if ('reasons' in answer) return refuse('discard', answer)
        setRefusal(null)
        drafting.isAnother(null)
      } catch {
        refuse('discard', null)
      }
    })
  const goTo = (serviceId: string, environmentId: string) => {
    if (!drafting.mayGo()) return
    const chosen = { serviceId, environmentId }
    newest.current = chosen
    setWanted(chosen)
    startLooking(async () => {
      const found = await server.look(serviceId, environmentId).catch(() => null)
      if (newest.current !== chosen) return
      setWanted(null)
      if (!found) return refuse('look', null)
      setRefusal(null)
      begin(found)
      drafting.isOpened(found.draft)
    })
  }
  const reasons =
    refusal?.reasons?.map((reason) => {
      const field = reason.field?.replace(/^settings\./, '')
      const windowId = /^days\.(\d+)$/.test(field ?? '') && refusal.sent[Number(field?.slice(5))]
      if (!windowId) return { ...reason, ...(field && { field }) }
      const settled = !judged.find(({ id }) => id === windowId)?.objections.some(({ code }) => code === reason.code)
      return { ...reason, windowId, settled }
    }) ?? null
  return (
    <>
      <div className="page-head spread planner-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="quiet max-w-4xl">{t('lead', { service: place.name, environment })}</p>
        </div>
        <DraftLine planning={planning} drafting={drafting} onDiscard={discard} />
      </div>
      <div className="planner" aria-busy={looking}>
        <details className="planner-side">
          <summary>{t('settings.title')}</summary>
          <SettingsForm
            planning={planning}
            places={places}
            where={wanted ?? there}
            onPlace={goTo}
            onWrong={(count) => say({ what: 'wrongFields', count })}
            said={(reasons ?? []).filter(({ field }) => field && !field.startsWith('days'))}
          />
        </details>
        <div className="planner-result">
          {refusal &&
            (refusal.reasons?.some(isForeign) ? (
              <OtherDraft {...refusal} planning={planning} drafting={drafting} onOpened={() => setRefusal(null)} />
            ) : (
              <NotDone asked={refusal.asked} reasons={refusal.reasons && reasons} stamp={refusal.stamp} />
            ))}
          {looking && <p className="note">{t('settings.loading')}</p>}
          <Answer planning={planning} />
          <Counts planning={planning} />
          <Objections planning={planning} />
          <ProposedList planning={planning} />
          <TwoYears planning={planning} say={say} />
          {isAhead && <ForetoldMail {...ahead} />}
          <PublishBar
            {...{ planning, drafting, saving, publishing }}
            told={isAhead ? (ahead.foretold?.reach.all ?? 0) : null}
            seen={refusal?.reasons?.some(isForeign) ?? false}
            onSave={save}
            onPublish={publish}
          />
        </div>
        <Spoken planning={planning} note={current} />
      </div>
    </>
  )
}

const isForeign = ({ code }: Reason) => code === 'changed-meanwhile'
