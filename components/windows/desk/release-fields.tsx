import { useTranslations } from 'next-intl'
import { ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import type { FormState } from '#lib/forms/form-state.ts'
import type { Plan } from './use-plan.ts'

/** The releases that go in with it, of those that no other window carries. */
export function ReleaseFields({ plan, windowId, state }: { plan: Plan; windowId: string | null; state: FormState }) {
  const t = useTranslations('admin.windowForm')
  const releases = plan.offer.releases.filter((release) => !release.windowId || release.windowId === windowId)
  if (!releases.length) return null
  return (
    <fieldset className="field" id="field-releaseIds">
      <legend>{t('releases')}</legend>
      <div className="grid sm:grid-cols-2">
        {releases.map(({ id, name }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              name="releaseIds"
              value={id}
              checked={plan.releaseIds.includes(id)}
              onChange={({ target }) => plan.chooseRelease(id, target.checked)}
            />
            {name}
          </label>
        ))}
      </div>
      {reasonsFor(state, 'releaseIds').map((reason) => (
        <ReasonLine key={`${reason.code} ${JSON.stringify(reason.facts)}`} reason={reason} />
      ))}
    </fieldset>
  )
}
