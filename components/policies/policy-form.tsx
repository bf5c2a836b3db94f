'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { ActionForm } from '#components/forms/action-form.tsx'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { WouldBreak } from '#components/windows/desk/would-break.tsx'
import type { ForeseenState } from '#lib/forms/foreseen-state.ts'
import type { Policy } from '#lib/rules/policy.ts'
import type { Day } from '#lib/time.ts'
import { BusinessDayFields } from './business-day-fields.tsx'
import { FreezeRules } from './freeze-rules.tsx'
import { HoursFields } from './hours-fields.tsx'
import { KindFields } from './kind-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import { StrictnessTable } from './strictness-table.tsx'

/** The rules of a service, and from when they hold. It stores a new version; `readOnly` says why somebody may not. */
export function PolicyForm({
  action,
  service,
  policy,
  version,
  earliest,
  offered,
  zones,
  holidaysPath,
  freezesPath,
  used,
  readOnly,
}: {
  action: ComponentProps<typeof ActionForm<ForeseenState>>['action']
  service: { id: string; slug: string; timeZone: string }
  policy: Policy
  version: number
  /** The first day from which a version may hold, and the one that is offered. */
  earliest: Day
  offered: Day
  zones: string[]
  holidaysPath: string
  freezesPath: string
  /** How many stored windows are of each kind, by its code. */
  used: Map<string, number>
  readOnly: string | undefined
}) {
  const t = useTranslations('admin.policies')
  return (
    <ActionForm<ForeseenState>
      action={action}
      hidden={{ serviceId: service.id, slug: service.slug, version }}
      zone={service.timeZone}
      submit={({ foreseen }) => (foreseen ? t('saveAnyway') : t('save'))}
      disabledWhy={readOnly}
    >
      {(state) => (
        // Refused, the fields are made anew with what was typed: a browser would put back what was there before.
        <fieldset key={state.stamp} disabled={Boolean(readOnly)}>
          <Group title={t('strictly')}>
            <StrictnessTable policy={policy} state={state} />
          </Group>
          <Group title={t('kinds')}>
            <KindFields policy={policy} state={state} used={used} />
          </Group>
          <Group title={t('hours')}>
            <HoursFields policy={policy} state={state} zones={zones} />
          </Group>
          <Group title={t('limits')}>
            <LimitFields policy={policy} state={state} />
          </Group>
          <Group title={t('businessDays')}>
            <BusinessDayFields policy={policy} state={state} holidaysPath={holidaysPath} />
          </Group>
          <Group title={t('freezes')}>
            <FreezeRules policy={policy} state={state} freezesPath={freezesPath} />
          </Group>
          <Group title={t('newVersion')}>
            <div className="form-grid">
              <Field
                name="inForceFrom"
                label={t('inForceFrom')}
                hint={t('inForceHint', { zone: service.timeZone })}
                state={state}
              >
                {(field) => (
                  <input
                    {...field}
                    type="date"
                    min={earliest}
                    defaultValue={typedOr(state, 'inForceFrom', offered)}
                    className="max-w-48"
                  />
                )}
              </Field>
              <Field name="source" label={t('by')} hint={t('byHint')} state={state}>
                {(field) => (
                  <input {...field} type="text" maxLength={240} defaultValue={typedOr(state, 'source', '')} />
                )}
              </Field>
            </div>
          </Group>
          <WouldBreak foreseen={state.foreseen} />
        </fieldset>
      )}
    </ActionForm>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="form-row">
      <h2 className="label">{title}</h2>
      <div className="grid min-w-0 gap-4">{children}</div>
    </section>
  )
}
