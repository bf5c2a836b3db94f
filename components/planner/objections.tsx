'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useReasonText } from '#components/forms/form.tsx'
import type { IconName } from '#components/ui/icon.tsx'
import { Section } from '#components/ui/section.tsx'
import { RuleItem } from '#components/windows/desk/rule-item.tsx'
import type { Severity } from '#lib/errors.ts'
import { dayInWords } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { aboutTheDay } from '#lib/planner/judge-plan.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { plainDay, shortDay } from './day-words.ts'
import type { Group } from './group-objections.ts'
import { MoveButtons } from './move-buttons.tsx'
import type { Planning } from './use-plan.ts'

export const looks: Record<Severity, { icon: IconName; tone: string }> = {
  refused: { icon: 'major', tone: 'is-major' },
  waiver: { icon: 'degraded', tone: 'is-partial' },
  warns: { icon: 'due', tone: 'is-maintenance' },
}

/** Every rule that a proposed window breaks, with its source and the ways out. The same rules refuse on the server. */
export function Objections({ planning }: { planning: Planning }) {
  const t = useTranslations('planner.rules')
  const locale = useLocale()
  const { judged, foreseen, groups } = planning
  const expected = judged.flatMap((window) => {
    const freeze = foreseen.get(window.id)
    return freeze ? [{ window, freeze }] : []
  })
  const count = (severity: Severity) => groups.filter(({ objection }) => objection.severity === severity).length
  const waivers = count('waiver')
  const said = groups.length + expected.length
  return (
    <Section
      id="rules"
      title={t('title')}
      aside={
        said > 0 && (
          <p className="note">
            {t('summary', { refused: count('refused'), waiver: waivers, warns: count('warns') + expected.length })}
          </p>
        )
      }
    >
      <ul className="rule-list planner-rules">
        {groups.map((group) => (
          <GroupRow key={JSON.stringify(group.objection)} group={group} planning={planning} />
        ))}
        {expected.map(({ window, freeze }) => (
          <RuleItem
            key={`${window.id} expected`}
            standing="warns"
            word={t('severity.warns')}
            {...(freeze.source && {
              code: 'freeze-expected',
              source: t('source', { source: sourceInWords(freeze.source, locale) }),
            })}
          >
            <p id={`expected-${window.id}`}>
              <b>{dayInWords(window.day, locale)}.</b>{' '}
              {t('foreseen', {
                title: pick(freeze.title, locale).text,
                from: plainDay(freeze.firstDay, locale),
                until: plainDay(freeze.lastDay, locale),
              })}
            </p>
          </RuleItem>
        ))}
        {said === 0 && judged.length > 0 && (
          <RuleItem standing="kept" word={t('ok')}>
            <p>{t('kept')}</p>
          </RuleItem>
        )}
      </ul>
      {judged.length === 0 && <p className="note">{t('none')}</p>}
      {waivers > 0 && (
        <p className="note mt-3">
          {t.rich('waiverNote', { form: (text) => <a href={inLanguage(locale, paths.newWindow)}>{text}</a> })}
        </p>
      )}
    </Section>
  )
}

function GroupRow({ group: { objection, windows }, planning }: { group: Group; planning: Planning }) {
  const t = useTranslations('planner.rules')
  const locale = useLocale()
  const say = useReasonText()
  const [only] = windows.length === 1 ? windows : []
  const all = windows.length === planning.judged.length
  const source = typeof objection.facts?.source === 'string' ? objection.facts.source : ''
  const blocks = objection.severity !== 'warns'
  const ofTheDay =
    aboutTheDay(objection, planning.terms, planning.ground.policy) && objection.code !== 'longer-than-limit'
  return (
    <RuleItem
      standing={objection.severity}
      word={t(`severity.${objection.severity}`)}
      code={objection.code}
      source={source && t('source', { source: sourceInWords(source, locale) })}
    >
      <p>
        <b>{only ? dayInWords(only.day, locale) : all ? t('all') : t('several', { count: windows.length })}.</b>{' '}
        {say(objection)}
      </p>
      {!only && !all && (
        <p className="note">{windows.map(({ day }) => `${shortDay(day, locale)} ${day.slice(0, 4)}`).join(', ')}</p>
      )}
      {blocks && !ofTheDay && <p className="note">{t('hoursNote')}</p>}
      {blocks &&
        ofTheDay &&
        windows.length <= 3 &&
        windows.map((window) => <MoveButtons key={window.id} window={window} planning={planning} />)}
    </RuleItem>
  )
}
