'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useReasonText } from '#components/forms/form.tsx'
import type { Reason } from '#lib/errors.ts'
import { longDate } from '#lib/i18n/format.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { checkTimes, type SaidTimes } from '#lib/rules/times.ts'
import { RuleItem } from './rule-item.tsx'
import type { Plan } from './use-plan.ts'

type Times = { startsLocal: string; endsLocal: string }
const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
/** The same rules as the command's, as one types: what would refuse it, what needs a waiver, what it still lacks. */
export function RulesBeside({ plan }: { plan: Plan }) {
  const { live, lacking } = plan
  const t = useTranslations('admin.windowForm.rules')
  const say = useReasonText()
  const locale = useLocale()
  const refused = useWrongTimes(plan.said, plan.offer.zone)
  const found = live?.violations ?? []
  const count = {
    refused: refused.length + found.filter(({ severity }) => severity === 'refused').length,
    waiver: found.filter(({ severity }) => severity === 'waiver').length,
    warns: found.filter(({ severity }) => severity === 'warns').length,
    lacking: lacking.length,
  }
  const sentence = (reason: Reason) => <a href={`#field-${reason.field}`}>{say(reason)}</a>
  return (
    <aside className="section self-start" aria-labelledby="rules">
      <div className="section-head">
        <h2 id="rules">{t('title')}</h2>
      </div>
      <p className="note mb-2" role="status">
        {t('count', count)}
      </p>
      <ul className="rule-list">
        {refused.map((reason) => (
          <RuleItem key={`${reason.field} ${reason.code}`} standing="refused" word={t('refused')} code={reason.code}>
            {sentence(reason)}
          </RuleItem>
        ))}
        {found.map((reason, index) => (
          <RuleItem
            key={`${reason.code} ${JSON.stringify(reason.facts)}`}
            standing={reason.severity}
            word={t(reason.severity)}
            code={reason.code}
            source={
              reason.facts?.source ? t('source', { source: sourceInWords(String(reason.facts.source), locale) }) : ''
            }
          >
            {sentence(reason)}
            {index === 0 && live?.instead && (
              <p className="mt-2">
                <Instead times={live.instead} onTake={plan.takeTimes} />
              </p>
            )}
          </RuleItem>
        ))}
        {lacking.map((reason) => (
          <RuleItem key={`${reason.field} ${reason.code}`} standing="before" word={t('before')} code={reason.code}>
            {sentence(reason)}
          </RuleItem>
        ))}
        {count.refused + found.length + lacking.length === 0 && (
          <RuleItem standing="kept" word={t('kept')}>
            {t('allKept')}
          </RuleItem>
        )}
      </ul>
      <p className="note mt-3">{t('note')}</p>
    </aside>
  )
}

function Instead({ times, onTake }: { times: Times; onTake: (times: Times) => void }) {
  const t = useTranslations('admin.windowForm.rules')
  const locale = useLocale()
  const day = `${longDate(new Date(`${times.startsLocal.slice(0, 10)}T12:00Z`), 'UTC', locale)}, ${times.startsLocal.slice(11)}`
  return (
    <button type="button" className="button small" onClick={() => onTake(times)}>
      {t('moveTo', { day })}
    </button>
  )
}

/** What is wrong with the times themselves, whatever else is planned. */
function useWrongTimes(said: SaidTimes, zone: string): Reason[] {
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  if (!now || !local.test(said.startsLocal) || !local.test(said.endsLocal)) return []
  try {
    const { downtime } = said
    const complete = downtime && /^([01]\d|2[0-3]):[0-5]\d$/.test(downtime.from) && downtime.minutes > 0
    const checked = checkTimes({ ...said, downtime: complete ? downtime : null }, zone, now)
    return 'reasons' in checked ? checked.reasons : []
  } catch {
    return [{ code: 'not-a-time', field: 'startsLocal' }]
  }
}
