'use client'

import { useTranslations } from 'next-intl'
import { typedOr } from '#components/forms/fields.tsx'
import { ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { impacts } from '#db/schema/windows.ts'
import type { FormState } from '#lib/forms/form-state.ts'

type Props = {
  components: { id: string; name: string; group: string }[]
  before: Record<string, { impact: string; note: Texts | null }>
  state: FormState
  onChange: (componentId: string, impact: string) => void
}

/** What the window does to each component, and what people notice of it. */
export function ImpactFields({ components, before, state, onChange }: Props) {
  const t = useTranslations('admin.windowForm')
  const words = useTranslations('words.impact')
  const reasons = reasonsFor(state, 'impacts')
  return (
    <div className={`impact-table field ${reasons.length ? 'has-error' : ''}`} id="field-impacts" tabIndex={-1}>
      {reasons.map((reason) => (
        <ReasonLine key={`${reason.field} ${reason.code}`} reason={reason} />
      ))}
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('component')}</th>
            <th scope="col">{t('impact')}</th>
            <th scope="col">{t('noticed', { language: 'English' })}</th>
            <th scope="col">{t('noticed', { language: 'हिन्दी' })}</th>
          </tr>
        </thead>
        <tbody>
          {components.map((component) => (
            <tr key={component.id}>
              <th scope="row">
                {component.name}
                <span className="note block">{component.group}</span>
              </th>
              <td data-label={t('impact')}>
                <select
                  name={`impact.${component.id}`}
                  aria-label={`${component.name}: ${t('impact')}`}
                  defaultValue={typedOr(state, `impact.${component.id}`, before[component.id]?.impact)}
                  onChange={(event) => onChange(component.id, event.target.value)}
                >
                  <option value="">{t('notNamed')}</option>
                  {impacts.map((impact) => (
                    <option key={impact} value={impact}>
                      {words(impact)}
                    </option>
                  ))}
                </select>
              </td>
              {(['en', 'hi'] as const).map((language) => (
                <td key={language} data-label={t('noticed', { language: language === 'en' ? 'English' : 'हिन्दी' })}>
                  <input
                    type="text"
                    lang={language}
                    name={`note.${component.id}.${language}`}
                    aria-label={`${component.name}: ${t('noticed', { language: language === 'en' ? 'English' : 'हिन्दी' })}`}
                    className="w-full min-w-28"
                    defaultValue={typedOr(
                      state,
                      `note.${component.id}.${language}`,
                      before[component.id]?.note?.[language],
                    )}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
