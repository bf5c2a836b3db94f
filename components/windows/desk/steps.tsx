import { getTranslations } from 'next-intl/server'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'
import type { WindowRow } from '#lib/judging/stored-window.ts'
import type { Right } from '#lib/records/rights.ts'
import { adminWindowPath, inLanguage, paths } from '#lib/routes.ts'
import { type Step, stepReasons } from '#lib/rules/lifecycle.ts'

const icons: Partial<Record<Step, IconName>> = {
  plan: 'planned',
  announce: 'announced',
  start: 'maintenance',
  update: 'due',
  verify: 'ring',
  finish: 'tick',
  'roll-back': 'back',
  extend: 'moved',
  reschedule: 'moved',
  cancel: 'cancelled',
  checkpoint: 'tick',
  correct: 'none',
  discard: 'cancelled',
  edit: 'none',
}
const inOrder: Step[] = ['plan', 'announce', 'checkpoint', 'start', 'update', 'verify', 'finish']
const anyTime: Step[] = ['reschedule', 'extend', 'roll-back', 'cancel', 'correct', 'discard']
/** The steps that a window can still come to: what is behind it is on the record and not among them. */
const ahead: Record<string, Step[]> = {
  draft: ['plan', 'announce', 'start', 'verify', 'finish', 'reschedule', 'cancel', 'discard'],
  planned: ['announce', 'checkpoint', 'start', 'verify', 'finish', 'reschedule', 'cancel', 'correct'],
  announced: ['checkpoint', 'start', 'update', 'verify', 'finish', 'reschedule', 'extend', 'cancel', 'correct'],
  in_progress: ['checkpoint', 'update', 'verify', 'finish', 'extend', 'roll-back', 'cancel', 'correct'],
  verifying: ['checkpoint', 'update', 'finish', 'extend', 'roll-back', 'cancel', 'correct'],
  completed: ['correct'],
  rolled_back: ['correct'],
  cancelled: ['correct'],
}

type Props = { window: WindowRow; now: Date; locale: Locale; next: Step | null; may: (right: Right) => boolean }

/** The right that a step asks for. */
export const rightFor = (step: Step): Right =>
  ['plan', 'announce', 'reschedule', 'cancel', 'correct', 'discard', 'edit'].includes(step) ? 'plan' : 'run'

/** What can be done with a window now; a step that cannot be taken stays and says why. */
export async function Steps({ window, now, locale, next, may }: Props) {
  const t = await getTranslations('admin.steps')
  const say = await getTranslations('reasons')
  const row = async (step: Step) => {
    const reasons = may(rightFor(step))
      ? stepReasons(window, step, now)
      : [{ code: 'not-allowed' as const, facts: { roles: 'scheduler, operator' } }]
    const [reason] = reasons
    return (
      <li key={step} className={step === next ? 'next-step' : undefined}>
        <span className="step-name">
          <Icon name={icons[step] ?? 'ring'} className={step === next ? 'is-maintenance' : undefined} />
          {t(`${step}.name`)}
        </span>
        <span className="quiet step-why">
          {reason ? say(reason.code, sayableFacts(reason.facts, locale) as never) : t(`${step}.why`)}
        </span>
        <span className="step-do">
          {reason ? (
            <button type="button" className="button" aria-disabled="true" disabled>
              {t(`${step}.do`)}
            </button>
          ) : (
            <a
              className={`button ${step === next ? 'main' : ''}`}
              href={`${inLanguage(locale, adminWindowPath(window.id))}?step=${step}#step`}
            >
              {t(`${step}.do`)}
            </a>
          )}
        </span>
      </li>
    )
  }
  const shown = ahead[window.state] ?? []
  const running = window.state === 'in_progress' || window.state === 'verifying'
  const edits = may('plan') && (window.state === 'draft' || next === 'edit')
  const editRow = (
    <li key="edit" className={next === 'edit' ? 'next-step' : undefined}>
      <span className="step-name">
        <Icon name="none" className={next === 'edit' ? 'is-maintenance' : undefined} />
        {t(window.state === 'draft' ? 'edit.name' : 'edit.planned')}
      </span>
      <span className="quiet step-why">{t(next === 'edit' ? 'edit.whyBlocked' : 'edit.why')}</span>
      <span className="step-do">
        <a
          className={`button ${next === 'edit' ? 'main' : ''}`}
          href={`${inLanguage(locale, adminWindowPath(window.id))}/edit`}
        >
          {t('edit.do')}
        </a>
      </span>
    </li>
  )
  return (
    <>
      <ol className="steps">
        {next === 'edit' && editRow}
        {await Promise.all(inOrder.filter((step) => shown.includes(step)).map(row))}
      </ol>
      <h3 className="label mt-5 mb-1">{t('anyTime')}</h3>
      <ol className="steps">
        {edits && next !== 'edit' && editRow}
        {await Promise.all(anyTime.filter((step) => shown.includes(step)).map(row))}
        {running && may('run') && (
          <li>
            <span className="step-name">
              <Icon name="major" className="is-major" />
              {t('incident.name')}
            </span>
            <span className="quiet step-why">{t('incident.why')}</span>
            <span className="step-do">
              <a className="button" href={`${inLanguage(locale, paths.newIncident)}?window=${window.id}`}>
                {t('incident.do')}
              </a>
            </span>
          </li>
        )}
      </ol>
    </>
  )
}
