import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AuditSection } from '#components/desk/audit-section.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Section } from '#components/ui/section.tsx'
import { WithAside } from '#components/ui/with-aside.tsx'
import { CheckpointsHeld } from '#components/windows/desk/checkpoints-held.tsx'
import { DeliveryPicture } from '#components/windows/desk/delivery-picture.tsx'
import { JudgedRules } from '#components/windows/desk/judged.tsx'
import { StepPanel } from '#components/windows/desk/step-panel.tsx'
import { rightFor, Steps } from '#components/windows/desk/steps.tsx'
import { WindowHead } from '#components/windows/desk/window-head.tsx'
import { WindowRuler } from '#components/windows/window-ruler.tsx'
import { asReader } from '#db/scope.ts'
import { listAudit } from '#lib/audit/queries.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { previewNotice } from '#lib/channels/preview-notice.ts'
import { moment } from '#lib/i18n/format.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { judgeWindow, obstacles } from '#lib/judging/judge-window.ts'
import { lastNoticeOf } from '#lib/notices/queries.ts'
import { reachOf } from '#lib/notices/reach.ts'
import { idsIn, one } from '#lib/portal/reader.ts'
import { may, type Right } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths } from '#lib/routes.ts'
import { nextStep, type Step, startsEarly, stepReasons, steps, updateDue } from '#lib/rules/lifecycle.ts'
import { differingFrom } from '#lib/waivers/differing.ts'
import { listWaivers } from '#lib/waivers/queries.ts'
import { gapsOf } from '#lib/windows/announce-window.ts'
import type { WindowEvent } from '#lib/windows/events.ts'
import { getWindow } from '#lib/windows/queries.ts'
import { statusesOf } from '#lib/windows/statuses-of.ts'
import { takeStep } from './actions.ts'
import { decide, withdraw } from './waiver/actions.ts'

export const generateMetadata = titled('admin.changes.kinds.window')

/** States in which a window lies ahead, and the rules of the schedule still judge it. */
const lying = ['draft', 'planned', 'announced']

/** Which notice a step sends, if the window is told of at all. */
const eventOf: Partial<Record<Step, WindowEvent>> = {
  announce: 'window-announced',
  start: 'window-started',
  update: 'window-update',
  verify: 'window-verifying',
  finish: 'window-finished',
  'roll-back': 'window-rolling-back',
  reschedule: 'window-rescheduled',
  extend: 'window-extended',
  cancel: 'window-cancelled',
}

/** Fields of the times: what is wrong with them alone, another time mends. */
const times = ['startsLocal', 'endsLocal']

const nameOf = (step: Step, { state }: { state: string }) =>
  (step === 'edit' && state === 'planned' ? 'edit.planned' : `${step}.name`) as 'plan.name'

/** Running one window: the next step, what else can be done and why not, what was said, who did what. */
export default async function AdminWindowPage({ params, searchParams }: LocalePage<{ id: string }>) {
  const { locale, id } = await idsIn(params)
  const query = await searchParams
  const person = await staffViewer(locale, adminWindowPath(id))
  const now = new Date()
  const t = await getTranslations('admin.window')
  const stepNames = await getTranslations('admin.steps')
  const asked = steps.find((step) => step === one(query, 'step'))
  const lang = one(query, 'lang') === 'hi' ? 'hi' : 'en'

  const read = await asReader(person.id, async (tx) => {
    const record = await getWindow(tx, id, now)
    if (!record || !may(person.roles, 'read', record.service.id)) return null
    const { window } = record
    const judged = lying.includes(window.state)
      ? await judgeWindow(tx, window, window.state === 'announced' || asked === 'announce' ? 'announce' : 'plan', now)
      : []
    // What keeps it from being announced, whatever was asked for: the next step is one that is possible.
    const before =
      window.state === 'draft' || window.state === 'planned'
        ? [...(await gapsOf(tx, window)), ...obstacles(await judgeWindow(tx, window, 'announce', now))]
        : []
    const waivers = await listWaivers(tx, window.id)
    return {
      record,
      before,
      audit: await listAudit(tx, { kind: 'window', id: window.id }, 30),
      last: await lastNoticeOf(tx, window.id),
      statuses: await statusesOf(tx, window.id),
      judged,
      waivers,
      differing: await differingFrom(tx, window, waivers),
      gaps: asked === 'announce' ? before : obstacles(judged),
      mail:
        asked === 'announce' && !record.kind.routine
          ? await previewNotice(tx, window, 'window-announced', lang, person.timeZone, now)
          : null,
    }
  })
  if (!read) notFound()
  const { record, audit, last, statuses, judged, waivers, differing, before, gaps, mail } = read
  const { window, service, policy, downtime, messages } = record
  const mayDo = (right: Right) => may(person.roles, right, service.id)
  const lastMessage = messages[0]?.at
  const due = lastMessage ? updateDue(window, lastMessage, policy.updateEveryMinutes.value) : null
  const held = messages.find((message) => message.kind === 'checkpoint')
  const next = nextStep(window, now, {
    updateOwed: due !== null && due <= now,
    checkpointHeld: held !== undefined,
    blocked: !before.length ? 'no' : before.every(({ field }) => times.includes(field ?? '')) ? 'times' : 'content',
    may: (one) => mayDo(rightFor(one)),
  })
  const step = asked && stepReasons(window, asked, now).length === 0 ? asked : null
  const event = step && eventOf[step]
  const quiet =
    event && (record.kind.routine || (window.state === 'planned' && (step === 'reschedule' || step === 'cancel')))
  const reach = event && !quiet ? await reachOf(window, event) : null
  const running = window.state === 'in_progress' || window.state === 'verifying'
  const over = ['completed', 'rolled_back', 'cancelled'].includes(window.state)
  const zone = window.timeZone
  const done = steps.find((name) => name === one(query, 'done'))

  return (
    <>
      <WindowHead record={record} locale={locale} plans={mayDo('plan')} />
      {running && <WindowRuler window={{ ...window, downtime }} zone={zone} locale={locale} now={now} />}
      {done && (
        <DoneNote className="mt-4">
          {done === 'edit' ? t('saved') : t('done', { step: stepNames(`${done}.name` as 'plan.name') })}
        </DoneNote>
      )}

      <WithAside
        className="mt-6"
        aside={
          <>
            <CheckpointsHeld held={held} zone={zone} locale={locale} />
            <Section
              id="last"
              title={t('lastNotice')}
              aside={<a href={inLanguage(locale, paths.outbox)}>{t('outbox')}</a>}
            >
              {last ? (
                <DeliveryPicture notice={last} locale={locale} zone={zone} />
              ) : (
                <p className="note">{t('noNotice')}</p>
              )}
            </Section>
          </>
        }
      >
        <Section
          id="next"
          title={next ? t('next', { step: stepNames(nameOf(next, window)) }) : t(over ? 'nothingNext' : 'nextByOthers')}
          aside={due && <span className="note">{t('updateDue', { time: moment(due, zone, locale) })}</span>}
        >
          <Steps window={window} now={now} locale={locale} next={next} may={mayDo} />
        </Section>

        {step && (
          <StepPanel
            step={step}
            action={takeStep}
            record={record}
            statuses={statuses}
            gaps={gaps}
            mail={mail}
            reach={reach}
            quiet={Boolean(quiet)}
            event={event ?? null}
            readerZone={person.timeZone}
            granted={waivers.some(({ state }) => state === 'asked' || state === 'granted')}
            early={startsEarly(window, now)}
            lang={lang}
            meant={{ startsLocal: one(query, 'starts'), endsLocal: one(query, 'ends') }}
            locale={locale}
          />
        )}

        {lying.includes(window.state) && (
          <Section id="rules-title" anchor="rules" title={t('rules')}>
            <JudgedRules
              windowId={window.id}
              judged={judged}
              waivers={waivers}
              differing={differing}
              person={{ id: person.id, plans: mayDo('plan'), decides: mayDo('decide') }}
              actions={{ decide, withdraw }}
              zone={zone}
              locale={locale}
            />
          </Section>
        )}

        <AuditSection
          title={t('audit')}
          all={<a href={`${inLanguage(locale, paths.audit)}?kind=window&id=${window.id}`}>{t('allEntries')}</a>}
          entries={audit}
          locale={locale}
          zone={zone}
        />
      </WithAside>
    </>
  )
}
