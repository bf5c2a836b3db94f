import { useLocale, useTranslations } from 'next-intl'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Choose } from '#components/forms/choose.tsx'
import { Tick } from '#components/forms/tick.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { ChangeFields } from './change-fields.tsx'
import type { Draft } from './draft.ts'
import type { Offer } from './offer.ts'
import { ReleaseFields } from './release-fields.tsx'
import type { Plan } from './use-plan.ts'

type Props = { plan: Plan; offers: Offer[]; draft: Draft; state: FormState; shown: FormState; published: boolean }

/** What will be done, where, and what it carries. */
export function WhatFields({ plan, offers, draft, state, shown, published }: Props) {
  const t = useTranslations('admin.windowForm')
  const locale = useLocale()
  const { offer, environment, kind } = plan
  return (
    <>
      <div className="form-grid">
        <div inert={published}>
          <Choose
            name="serviceId"
            label={t('service')}
            value={offer.id}
            options={offers.map((one) => [one.id, one.name])}
            state={state}
            onChoose={plan.chooseService}
          />
        </div>
        <Choose
          name="kind"
          label={t('kind')}
          value={kind.code}
          options={offer.kinds.map((one) => [one.code, one.name])}
          state={state}
          onChoose={plan.chooseKind}
        />
        <Choose
          name="environmentId"
          label={t('environment')}
          value={environment.id}
          options={offer.environments.map((one) => [one.id, one.name])}
          state={state}
          onChoose={plan.chooseEnvironment}
        />
      </div>
      {kind.notice && (
        <p className="note">
          {t(kind.notice.unit === 'days' ? 'noticeDays' : 'noticeBusinessDays', {
            amount: kind.notice.amount,
            source: sourceInWords(kind.notice.source, locale),
          })}
        </p>
      )}
      <BothLanguages name="title" label={t('title')} value={draft.title} state={state} limit={120} explain />
      <BothLanguages
        name="description"
        label={t('description')}
        value={draft.description}
        state={state}
        lines={4}
        onInput={plan.note('description')}
      />
      <BothLanguages name="userChanges" label={t('userChanges')} value={draft.userChanges} state={state} lines={2} />
      <ReleaseFields plan={plan} windowId={draft.id} state={shown} />
      <ChangeFields key={state.stamp} changes={draft.changes} state={state} />
      <Tick name="migration" label={t('migration')} checked={draft.migration} state={state} />
    </>
  )
}
