import { useTranslations } from 'next-intl'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import type { Draft } from './draft.ts'
import type { Plan } from './use-plan.ts'

const parts = [
  ['infrastructure', 'rollbackInfrastructure'],
  ['services', 'rollbackServices'],
  ['data', 'rollbackData'],
] as const

/** How it is taken back, part by part. */
export function RollbackFields({ plan, draft, state }: { plan: Plan; draft: Draft; state: FormState }) {
  const t = useTranslations('admin.windowForm')
  return (
    <>
      {plan.kind.urgent && <p className="note">{t('rollbackUrgent')}</p>}
      {parts.map(([part, name]) => (
        <BothLanguages
          key={part}
          name={name}
          label={t(name)}
          value={draft[name]}
          state={state}
          lines={2}
          onInput={plan.note(part)}
        />
      ))}
    </>
  )
}
