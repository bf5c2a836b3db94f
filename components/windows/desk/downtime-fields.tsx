import { useTranslations } from 'next-intl'
import { Field } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import type { FormState } from '#lib/forms/form-state.ts'
import type { Draft } from './draft.ts'

type Downtime = NonNullable<Draft['downtime']>
type Props = {
  before: Draft['downtime']
  has: boolean
  onHas: (has: boolean) => void
  onChange: (change: Partial<Downtime>) => void
  state: FormState
}

/** Whether services are down in the window, and if so from when and for how long. */
export function DowntimeFields({ before, has, onHas, onChange, state }: Props) {
  const t = useTranslations('admin.windowForm')
  return (
    <>
      <fieldset className="field">
        <legend>{t('downtime')}</legend>
        <div className="flex flex-wrap gap-x-6">
          <label className="choice">
            <input type="radio" name="hasDowntime" value="yes" checked={has} onChange={() => onHas(true)} />
            {t('downtimeYes')}
          </label>
          <label className="choice">
            <input type="radio" name="hasDowntime" value="no" checked={!has} onChange={() => onHas(false)} />
            {t('downtimeNo')}
          </label>
        </div>
      </fieldset>
      {has && (
        <div className="form-grid">
          <Field name="downtime.from" label={t('downtimeFrom')} state={state}>
            {(field) => (
              <input
                {...field}
                type="text"
                inputMode="numeric"
                placeholder="20:00"
                defaultValue={typedOr(state, 'downtime.from', before?.from)}
                onChange={(event) => onChange({ from: event.target.value })}
              />
            )}
          </Field>
          <Field name="downtime.minutes" label={t('downtimeMinutes')} hint={t('downtimeHint')} state={state}>
            {(field) => (
              <input
                {...field}
                type="text"
                inputMode="numeric"
                defaultValue={typedOr(state, 'downtime.minutes', before ? String(before.minutes) : '')}
                onChange={(event) => onChange({ minutes: Number(event.target.value) })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  )
}
