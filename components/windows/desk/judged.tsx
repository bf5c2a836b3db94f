import { getTranslations } from 'next-intl/server'
import type { Action } from '#components/forms/action-form.tsx'
import { FormWords } from '#components/forms/form-words.tsx'
import { SmallAction } from '#components/forms/small-action.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Said } from '#components/ui/said.tsx'
import { longRange, moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import type { Judged } from '#lib/judging/judge-window.ts'
import { inLanguage, waiverPath } from '#lib/routes.ts'
import { approvalsNeeded, decisionReasons, isAskedAnew } from '#lib/rules/waived.ts'
import type { Differing } from '#lib/waivers/differing.ts'
import type { ListedWaiver } from '#lib/waivers/queries.ts'
import { DecisionForm } from './decision-form.tsx'
import { RuleItem } from './rule-item.tsx'
import { WhatDiffers } from './what-differs.tsx'

type Props = {
  windowId: string
  judged: Judged[]
  waivers: ListedWaiver[]
  /** What was approved before, by the request that waits now. */
  differing: Map<string, Differing>
  /** Who looks, and whether they plan this service or decide its waivers. */
  person: { id: string; plans: boolean; decides: boolean }
  actions: { decide: Action; withdraw: Action }
  zone: string
  locale: Locale
}

/** What the rules say of a window that lies ahead, with the waivers that were asked for and what was decided. */
export async function JudgedRules({ windowId, judged, waivers, differing, person, actions, zone, locale }: Props) {
  const t = await getTranslations('admin.window')
  const asks = await getTranslations('admin.waiver')
  const words = await getTranslations('admin.windowForm.rules')
  const say = await getTranslations('reasons')
  // A waiver for other times than the window has is about no rule that it breaks now, but waits all the same; refused, it
  // is shown to who asked until the same is asked for anew.
  const others = waivers.filter(
    (one, place) =>
      !judged.some(({ waiver }) => waiver?.id === one.id) &&
      (one.state === 'asked' || (one.state === 'refused' && !isAskedAnew(one, waivers.slice(place + 1)))),
  )
  const story = (waiver: ListedWaiver) => (
    <WaiverStory
      waiver={waiver}
      differing={differing.get(waiver.id)}
      person={person}
      actions={actions}
      zone={zone}
      locale={locale}
    />
  )
  const find = (id: string | undefined) => waivers.find((waiver) => waiver.id === id)
  return (
    <FormWords of={['admin.window']}>
      <ul className="rule-list">
        {judged.map((rule) => {
          const waiver = find(rule.waiver?.id)
          const waived = waiver?.state === 'granted'
          return (
            <RuleItem
              key={`${rule.code} ${JSON.stringify(rule.facts)}`}
              standing={waived ? 'waived' : rule.severity}
              word={words(waived ? 'waived' : rule.severity)}
              code={rule.code}
              source={
                rule.facts?.source ? words('source', { source: sourceInWords(String(rule.facts.source), locale) }) : ''
              }
            >
              <p>{say(rule.code, sayableFacts(rule.facts, locale) as never)}</p>
              {waiver && story(waiver)}
              {rule.severity === 'waiver' && person.plans && (!waiver || waiver.state === 'refused') && (
                <p className="mt-2">
                  <a className="button small" href={inLanguage(locale, waiverPath(windowId, rule.code))}>
                    {t(rule.code === 'frozen' ? 'askException' : 'askWaiver')}
                  </a>
                </p>
              )}
            </RuleItem>
          )
        })}
        {others.map((waiver) => (
          <RuleItem key={waiver.id} standing="waiver" word={words('waiver')} code={waiver.code}>
            <p>{say(waiver.code as 'frozen', sayableFacts(waiver.facts, locale) as never)}</p>
            <p className="note">
              {asks('forTimes', { when: longRange(waiver.startsAt, waiver.endsAt, zone, locale) })}
            </p>
            {story(waiver)}
          </RuleItem>
        ))}
        {judged.length + others.length === 0 && (
          <RuleItem standing="kept" word={words('kept')}>
            {t('rulesKept')}
          </RuleItem>
        )}
      </ul>
    </FormWords>
  )
}

async function WaiverStory({
  waiver,
  differing,
  person,
  actions,
  zone,
  locale,
}: Pick<Props, 'person' | 'actions' | 'zone' | 'locale'> & { waiver: ListedWaiver; differing: Differing | undefined }) {
  const t = await getTranslations('admin.window')
  const granted = waiver.decisions.filter((decision) => decision.granted).length
  const why = decisionReasons(waiver, waiver.decisions, person.id)
  return (
    <div className="mt-2 text-3">
      <Facts
        facts={(['reason', 'risk', 'checks'] as const).map(
          (key) => waiver[key] && { key, name: t(key), value: <Said text={waiver[key]} locale={locale} /> },
        )}
      />
      <p className="note mt-1">
        {t('askedBy', { name: waiver.asker ?? '', at: moment(waiver.askedAt, zone, locale) })}
      </p>
      {waiver.decisions.map((decision) => (
        <p key={decision.decidedBy} className="note">
          {t(decision.granted ? 'grantedBy' : 'refusedBy', {
            name: decision.name ?? '',
            at: moment(decision.at, zone, locale),
          })}{' '}
          {decision.note && (
            <span className="block text-ink">
              <Said text={decision.note} locale={locale} />
            </span>
          )}
        </p>
      ))}
      {waiver.state === 'asked' && (
        <>
          {differing && <WhatDiffers differing={differing} zone={zone} locale={locale} />}
          <p className="note">{t('waitsFor', { count: approvalsNeeded(waiver.code) - granted })}</p>
          {person.decides && <DecisionForm action={actions.decide} id={waiver.id} why={why[0]} />}
          {waiver.askedBy === person.id && (
            <SmallAction
              action={actions.withdraw}
              hidden={{ id: waiver.id }}
              label={t('withdraw')}
              name={t('withdraw')}
            />
          )}
        </>
      )}
    </div>
  )
}
