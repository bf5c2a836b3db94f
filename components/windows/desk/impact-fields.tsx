'use client'

import { useTranslations } from 'next-intl'
import { ReasonLine, reasonsFor } from '#components/forms/form.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { DataTable } from '#components/ui/data-table.tsx'
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
  const fields = useTranslations('admin.fields')
  const reasons = reasonsFor(state, 'impacts')
  const noticed = (language: 'en' | 'hi') => t('noticed', { language: fields(language) })
  return (
    <div className={`impact-table field ${reasons.length ? 'has-error' : ''}`} id="field-impacts" tabIndex={-1}>
      {reasons.map((reason) => (
        <ReasonLine key={`${reason.field} ${reason.code}`} reason={reason} />
      ))}
      <DataTable
        rows={components}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('component'),
            cell: ({ name, group }) => (
              <>
                {name}
                <span className="note block">{group}</span>
              </>
            ),
          },
          {
            head: t('impact'),
            cell: ({ id, name }) => (
              <select
                name={`impact.${id}`}
                aria-label={`${name}: ${t('impact')}`}
                defaultValue={typedOr(state, `impact.${id}`, before[id]?.impact)}
                onChange={(event) => onChange(id, event.target.value)}
              >
                <option value="">{t('notNamed')}</option>
                {impacts.map((impact) => (
                  <option key={impact} value={impact}>
                    {words(impact)}
                  </option>
                ))}
              </select>
            ),
          },
          ...(['en', 'hi'] as const).map((language) => ({
            head: noticed(language),
            cell: ({ id, name }: Props['components'][number]) => (
              <input
                type="text"
                lang={language}
                name={`note.${id}.${language}`}
                aria-label={`${name}: ${noticed(language)}`}
                className="w-full min-w-28"
                defaultValue={typedOr(state, `note.${id}.${language}`, before[id]?.note?.[language])}
              />
            ),
          })),
        ]}
      />
    </div>
  )
}
