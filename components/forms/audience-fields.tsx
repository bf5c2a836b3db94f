'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'

const audiences = ['public', 'internal', 'tenants'] as const

type Props = {
  tenants: { id: string; name: string }[]
  environment?: { public: boolean; tenants: string[] }
  audience: 'public' | 'internal' | 'tenants'
  chosen: string[]
  state: FormState
}

/** Who may see it and is told: everybody, staff, or tenants. An environment that is not everybody's narrows the choice. */
export function AudienceFields({ tenants, environment, audience, chosen, state }: Props) {
  const t = useTranslations('admin.audience')
  const typed = state.typed?.audience
  const start = environment && !environment.public && audience === 'public' ? 'tenants' : audience
  // What comes back from a refusal may be anything; only an audience is one.
  const [who, setWho] = useState(audiences.find((one) => one === typed) ?? start)
  const reasons = [...reasonsFor(state, 'audience'), ...reasonsFor(state, 'tenants')]
  const named = state.typed ? [state.typed.tenants ?? []].flat() : chosen
  return (
    <fieldset className={`field ${reasons.length ? 'has-error' : ''}`} id="field-audience">
      <legend className="sr-only">{t('title')}</legend>
      <div className="flex flex-wrap gap-x-8">
        {audiences
          .filter((one) => one !== 'tenants' || tenants.length > 0)
          .map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="audience" value={one} checked={who === one} onChange={() => setWho(one)} />
              <span>
                {t(`${one}.name`)}
                <small>{t(`${one}.note`)}</small>
              </span>
            </label>
          ))}
      </div>
      {who === 'tenants' && (
        <div className="mt-1 flex flex-wrap gap-x-6" id="field-tenants">
          {tenants.map((tenant) => (
            <label key={tenant.id} className="choice">
              <input
                type="checkbox"
                name="tenants"
                value={tenant.id}
                defaultChecked={
                  named.includes(tenant.id) || (named.length === 0 && environment?.tenants.includes(tenant.id))
                }
              />
              {tenant.name}
            </label>
          ))}
        </div>
      )}
      {reasons.map((reason) => (
        <ReasonLine key={`${reason.field} ${reason.code}`} reason={reason} />
      ))}
      <p className="who-sees">
        <b>{t('whoSees')}</b> {t(`${who}.sees`)}
      </p>
    </fieldset>
  )
}
