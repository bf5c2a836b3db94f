import { useTranslations } from 'next-intl'
import { WindowStateMark } from '#components/records/state.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { longDate, shortRange } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import type { Breach } from '#lib/judging/list-breaches.ts'
import { adminWindowPath, inLanguage } from '#lib/routes.ts'

const shown = 100

/** Published windows that break a rule: which, when, and each rule in a sentence. `marked` are those of the last change. */
export function BreachList({
  breaches,
  locale,
  marked,
}: {
  breaches: Breach[]
  locale: Locale
  marked?: { ids: ReadonlySet<string>; by: string }
}) {
  const t = useTranslations('admin.policies')
  const words = useTranslations('words')
  const reasons = useTranslations('reasons')
  const rest = breaches.length - shown
  return (
    <>
      <ul className="rows breaches">
        {breaches.slice(0, shown).map(({ window, violations }) => (
          <li key={window.id} className={marked?.ids.has(window.id) ? 'marked' : ''}>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <a className="font-semibold" href={inLanguage(locale, adminWindowPath(window.id))}>
                <Said text={window.title} locale={locale} />
              </a>
              {marked?.ids.has(window.id) && <span className="tag">{marked.by}</span>}
            </p>
            <p className="note">
              {window.environment && (
                <>
                  <Said text={window.environment} locale={locale} />,{' '}
                </>
              )}
              {longDate(window.startsAt, window.timeZone, locale)},{' '}
              {shortRange(window.startsAt, window.endsAt, window.timeZone, locale)}.{' '}
              <span className="whitespace-nowrap">{window.reference}</span>,{' '}
              <WindowStateMark state={window.state}>{words(`window.${window.state}`)}</WindowStateMark>
            </p>
            {violations.map((violation) => (
              <p key={JSON.stringify([violation.code, violation.field, violation.facts])} className="mt-1">
                <span className={violation.severity === 'refused' ? 'is-major' : 'is-partial'}>
                  <Icon name={violation.severity === 'refused' ? 'major' : 'degraded'} />
                  <span className="sr-only">{words(`strictness.${violation.severity}`)}: </span>
                </span>{' '}
                {reasons(violation.code, sayableFacts(violation.facts, locale) as never)}{' '}
                <span className="note">
                  {typeof violation.facts?.source === 'string' &&
                    violation.facts.source &&
                    `${t('ruleFrom', { source: sourceInWords(violation.facts.source, locale) })} `}
                  <span className="code">{violation.code}</span>
                </span>
              </p>
            ))}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="note mt-2">{t('more', { count: rest })}</p>}
    </>
  )
}
