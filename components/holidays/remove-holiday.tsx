'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { ActionForm } from '#components/forms/action-form.tsx'
import { WouldBreak } from '#components/windows/desk/would-break.tsx'
import type { ForeseenState } from '#lib/forms/foreseen-state.ts'

export type RemoveAction = ComponentProps<typeof ActionForm<ForeseenState>>['action']

/** Takes a day back that was added by hand; what that puts in breach is shown before. */
export function RemoveHoliday({
  action,
  hidden,
  name,
}: {
  action: RemoveAction
  hidden: Record<string, string>
  name: string
}) {
  const t = useTranslations('admin.holidays')
  return (
    <ActionForm<ForeseenState>
      action={action}
      hidden={hidden}
      small
      submit={({ foreseen }) => (foreseen ? t('removeAnyway') : t('remove'))}
      label={name}
    >
      {({ foreseen }) => <WouldBreak foreseen={foreseen} />}
    </ActionForm>
  )
}
