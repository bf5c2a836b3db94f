'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useReasonText } from '#components/ui/form.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { Impact } from '#db/schema/windows.ts'
import type { Reason } from '#lib/errors.ts'
import { announcementGaps, missingRollback } from '#lib/windows/lifecycle.ts'
import { checkTimes, type SaidTimes } from '#lib/windows/times.ts'

type Props = {
  plan: SaidTimes
  zone: string
  urgent: boolean
  filled: {
    title: boolean
    description: boolean
    effect: boolean
    infrastructure: boolean
    services: boolean
    data: boolean
  }
  impacts: string[]
  hasDowntime: boolean
}

const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
const said = (yes: boolean) => (yes ? { en: '·' } : null)

/** The same rules as the command's, as one types: what would refuse a draft, and what it lacks before it is announced. */
export function RulesBeside({ plan, zone, urgent, filled, impacts, hasDowntime }: Props) {
  const t = useTranslations('admin.windowForm.rules')
  const say = useReasonText()
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const refused: Reason[] = []
  if (now && local.test(plan.startsLocal) && local.test(plan.endsLocal)) {
    try {
      const complete =
        plan.downtime && /^([01]\d|2[0-3]):[0-5]\d$/.test(plan.downtime.from) && plan.downtime.minutes > 0
      const checked = checkTimes({ ...plan, downtime: complete ? plan.downtime : null }, zone, now)
      if ('reasons' in checked) refused.push(...checked.reasons)
    } catch {
      refused.push({ code: 'not-a-time', field: 'startsLocal' })
    }
  }
  const lacking = announcementGaps({
    title: {},
    description: said(filled.description),
    effect: said(filled.effect),
    impacts: impacts.map((impact) => ({ impact: impact as Impact })),
    downtimeMinutes: hasDowntime ? 1 : null,
  })
  if (!urgent)
    lacking.push(
      ...missingRollback({
        rollbackInfrastructure: said(filled.infrastructure),
        rollbackServices: said(filled.services),
        rollbackData: said(filled.data),
      }),
    )
  return (
    <aside className="section self-start" aria-labelledby="rules">
      <div className="section-head">
        <h2 id="rules">{t('title')}</h2>
      </div>
      <p className="note mb-2" role="status">
        {t('count', { refused: refused.length, lacking: lacking.length })}
      </p>
      <ul className="rule-list">
        {refused.map((reason) => (
          <li key={`${reason.field} ${reason.code}`} className="refused">
            <span className="state is-major">
              <Icon name="major" />
              {t('refused')}
            </span>
            <span>
              <a href={`#field-${reason.field}`}>{say(reason)}</a>
              <span className="code note block">{reason.code}</span>
            </span>
          </li>
        ))}
        {lacking.map((reason) => (
          <li key={`${reason.field} ${reason.code}`}>
            <span className="state is-maintenance">
              <Icon name="due" />
              {t('before')}
            </span>
            <span>
              <a href={`#field-${reason.field}`}>{say(reason)}</a>
              <span className="code note block">{reason.code}</span>
            </span>
          </li>
        ))}
        {refused.length + lacking.length === 0 && (
          <li>
            <span className="state is-ok">
              <Icon name="tick" />
              {t('kept')}
            </span>
            <span>{t('allKept')}</span>
          </li>
        )}
      </ul>
      <p className="note mt-3">{t('note')}</p>
    </aside>
  )
}
