import { useTranslations } from 'next-intl'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { RowList } from '#components/forms/row-list.tsx'
import type { Texts } from '#db/schema/columns.ts'
import type { FormState } from '#lib/forms/form-state.ts'

/** Changes that are no release, one a row, each in both languages. */
export function ChangeFields({ changes, state }: { changes: Texts[]; state: FormState }) {
  const t = useTranslations('admin.windowForm')
  return (
    <fieldset className="field">
      <legend>{t('changes')}</legend>
      <p className="note mb-2">{t('changesHint')}</p>
      <RowList
        list="changes"
        stored={changes.map(({ en = '', hi = '' }) => ({ en, hi }))}
        blank={{}}
        words={{ add: t('addChange'), remove: t('removeChange') }}
        nameOf={({ en, hi }) => en || hi || t('newChange')}
        state={state}
      >
        {({ at, row, state, remove }) => (
          <div className="grid gap-2 py-3">
            <BothLanguages name={at} label={t('change')} value={row} state={state} limit={200} />
            <div>{remove}</div>
          </div>
        )}
      </RowList>
    </fieldset>
  )
}
