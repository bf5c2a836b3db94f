'use client'

import { useTranslations } from 'next-intl'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'

/** Why a rule should be waived; of a freeze also the risk and the extra checks. */
export function WaiverForm({
  action,
  hidden,
  exception,
}: {
  action: Action
  hidden: Record<string, string>
  exception: boolean
}) {
  const t = useTranslations('admin.waiver')
  return (
    <ActionForm action={action} hidden={hidden} submit={t('send')}>
      {(state) => (
        <div className="grid gap-4">
          <BothLanguages name="reason" label={t('reason')} state={state} lines={3} explain />
          {exception && <BothLanguages name="risk" label={t('risk')} state={state} lines={3} />}
          {exception && <BothLanguages name="checks" label={t('checks')} state={state} lines={3} />}
        </div>
      )}
    </ActionForm>
  )
}
