import { getTranslations } from 'next-intl/server'
import type { Action } from '#components/forms/action-form.tsx'
import { FormWords } from '#components/forms/form-words.tsx'
import { MailPreview } from '#components/notices/mail-preview.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { Mail } from '#lib/channels/mail/render-mail.tsx'
import type { Reason } from '#lib/errors.ts'
import { number } from '#lib/i18n/format.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'
import type { Reach } from '#lib/notices/reach.ts'
import { adminWindowPath, inLanguage, waiverPath } from '#lib/routes.ts'
import type { Step } from '#lib/rules/lifecycle.ts'
import { localOf } from '#lib/time.ts'
import { type WindowEvent, windowEvents } from '#lib/windows/events.ts'
import type { WindowRecord } from '#lib/windows/queries.ts'
import { StepForm } from './step-fields.tsx'

type Props = {
  step: Step
  action: Action
  record: WindowRecord
  /** The states now, by component and environment. */
  statuses: Map<string, ComponentState>
  /** What the announcement still lacks. */
  gaps: Reason[]
  mail: Pick<Mail, 'subject' | 'html' | 'text'> | null
  event: WindowEvent | null
  /** Null when nobody is told, or nobody could be. */
  reach: Reach | null
  /** The step changes what readers see, and they were never told of it. */
  quiet: boolean
  /** A waiver of it was asked for or granted, for its texts as they are. */
  granted: boolean
  early: boolean
  readerZone: string
  /** Times that a link means for the window, such as out of a freeze; wall-clock in its zone. */
  meant: { startsLocal: string | undefined; endsLocal: string | undefined }
  /** Of the mail that is shown. */
  lang: Locale
  locale: Locale
}

/** One step that was asked for: what stands in its way, whom it tells and what they get, and its form. */
export async function StepPanel({
  step,
  action,
  record,
  statuses,
  gaps,
  mail,
  event,
  reach,
  quiet,
  granted,
  early,
  readerZone,
  lang,
  meant,
  locale,
}: Props) {
  const t = await getTranslations('admin.window')
  const stepNames = await getTranslations('admin.steps')
  const words = await getTranslations('words')
  const say = await getTranslations('reasons')
  const { window, downtime } = record
  const zone = window.timeZone
  const path = inLanguage(locale, adminWindowPath(window.id))
  const stepName = stepNames(`${step}.do` as 'plan.do')
  return (
    <section className="step-form" id="step" aria-labelledby="step-title">
      <div className="section-head">
        <h2 id="step-title">{stepNames(`${step}.name` as 'plan.name')}</h2>
        <a href={path}>{t('close')}</a>
      </div>
      {(step === 'announce' || step === 'plan') && gaps.length > 0 && (
        <div className="error-summary">
          <h3 className="state is-major">
            <Icon name="major" />
            {t(step === 'announce' ? 'gaps' : 'obstacles', { count: gaps.length })}
          </h3>
          <ul className="mt-1">
            {gaps.map((gap) => (
              <li key={`${gap.field} ${gap.code} ${JSON.stringify(gap.facts)}`}>
                {say(gap.code, sayableFacts(gap.facts, locale) as never)}{' '}
                {gap.severity === 'waiver' && (
                  <a href={inLanguage(locale, waiverPath(window.id, gap.code))}>
                    {t(gap.code === 'frozen' ? 'askException' : 'askWaiver')}
                  </a>
                )}
              </li>
            ))}
          </ul>
          {(window.state === 'draft' || window.state === 'planned') && (
            <p className="mt-2">
              <a href={`${path}/edit`}>{t('edit')}</a>
            </p>
          )}
        </div>
      )}
      {mail && (
        <div className="mb-4">
          <p className="mb-2 flex flex-wrap gap-4 text-3">
            <b>{t('mailPreview')}</b>
            {(['en', 'hi'] as const).map((one) =>
              one === lang ? (
                <b key={one} aria-current="true">
                  {t(`languages.${one}`)}
                </b>
              ) : (
                <a key={one} href={`${path}?step=announce&lang=${one}#step`}>
                  {t(`languages.${one}`)}
                </a>
              ),
            )}
            <a className="ml-auto" href={`${path}/preview`}>
              {t('pagePreview')}
            </a>
          </p>
          <MailPreview mail={mail} lang={lang} />
        </div>
      )}
      <FormWords of={['admin.step', 'admin.window', 'admin.windowForm', 'words.component']}>
        <StepForm
          step={step}
          action={action}
          disabledWhy={(step === 'announce' || step === 'plan') && gaps.length ? t('waitsForGaps') : undefined}
          submit={reach?.all ? t('submitTo', { step: stepName, count: reach.all }) : stepName}
          window={{
            id: window.id,
            version: window.version,
            zone,
            readerZone,
            startsLocal: meant.startsLocal ?? localOf(window.startsAt, zone),
            endsLocal: meant.endsLocal ?? localOf(window.endsAt, zone),
            hasDowntime: downtime !== null,
            early,
            granted,
            title: window.title,
            description: window.description,
            userChanges: window.userChanges,
            effect: window.effect,
            impacts: record.impacts.map((impact) => ({
              componentId: impact.componentId,
              name: pick(impact.component, locale).text,
              state:
                window.state === 'announced'
                  ? null
                  : (statuses.get(`${impact.componentId} ${impact.environmentId}`) ?? null),
            })),
          }}
        />
      </FormWords>
      {reach && event && (
        <p className="reach">
          <span>
            {t.rich('reaches', {
              count: reach.all,
              shown: number(reach.all, locale),
              b: (chunks) => <b>{chunks}</b>,
            })}
          </span>
          <span className="note">{t('reachBy', { en: reach.en, hi: reach.hi })}</span>
          <span className="note">
            {t(`reachWho.${window.audience}`, { kind: words(`notice.${windowEvents[event]}`) })}
          </span>
        </p>
      )}
      {quiet && <p className="note mt-2">{t('quiet')}</p>}
      {step === 'plan' && <p className="note mt-2">{t('planNote')}</p>}
    </section>
  )
}
