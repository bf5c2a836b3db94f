'use client'

import { useTranslations } from 'next-intl'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'

/** Takes a published plan back; what it cancels and how many are told stands above it. */
export function WithdrawForm({ action, notice, count }: { action: Action; notice: string; count: number }) {
  const t = useTranslations('planner.done')
  return (
    <ActionForm action={action} hidden={{ notice }} submit={t('withdraw', { count })} danger>
      {(state) => <BothLanguages name="reason" label={t('withdrawReason')} state={state} lines={2} />}
    </ActionForm>
  )
}
