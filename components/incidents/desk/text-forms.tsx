'use client'

import { useTranslations } from 'next-intl'
import { type Action, ActionForm } from '#components/forms/action-form.tsx'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { formOf, type SeenIncident } from './seen-incident.ts'

/** The review after the end. */
export function ReviewForm({
  action,
  of,
  review,
  first,
}: {
  action: Action
  of: SeenIncident
  review: Texts | null
  first: boolean
}) {
  const t = useTranslations('admin.incidents')
  return (
    <ActionForm action={action} {...formOf(of)} submit={t(first ? 'publishReview' : 'saveReview')}>
      {(state) => <BothLanguages name="review" label={t('review')} value={review} state={state} lines={8} />}
    </ActionForm>
  )
}

/** Corrects a typing error in the title, without a mail. */
export function CorrectTitleForm({ action, of, title }: { action: Action; of: SeenIncident; title: Texts }) {
  const t = useTranslations('admin.incidents')
  return (
    <ActionForm action={action} {...formOf(of)} submit={t('correct')}>
      {(state) => <BothLanguages name="title" label={t('titleField')} value={title} state={state} />}
    </ActionForm>
  )
}
