'use client'

import { useTranslations } from 'next-intl'
import { ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import { StatusChoices } from '#components/records/status-choices.tsx'
import type { ComponentState } from '#db/schema/statuses.ts'
import type { FormState } from '#lib/forms/form-state.ts'

export type Standing = {
  componentId: string
  environmentId: string
  name: string
  environment: string
  state: ComponentState
}
const troubles = ['degraded', 'partial', 'major'] as const

/** Statuses that the incident gives to components; what is left as it is stays out of it. */
export function ImpactChoices({ standing, state, all }: { standing: Standing[]; state: FormState; all?: boolean }) {
  const t = useTranslations('admin.incidents')
  return (
    <div className="field" id="field-impacts" tabIndex={-1}>
      {reasonsFor(state, 'impacts').map((reason) => (
        <ReasonLine key={`${reason.field} ${reason.code}`} reason={reason} />
      ))}
      <StatusChoices
        rows={standing.map(({ componentId, environmentId, name, environment, state }) => ({
          ...{ field: `impact.${componentId}.${environmentId}`, name, place: environment, state },
        }))}
        offered={all ? [...troubles, 'working'] : troubles}
        asItIs={t('asItIs')}
        state={state}
      />
    </div>
  )
}
