'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { BothLanguages } from '#components/forms/both-languages.tsx'
import { Field, reasonsFor, refuses } from '#components/forms/form.tsx'
import { RowFold } from '#components/forms/row-fold.tsx'
import { RowList, type RowProps } from '#components/forms/row-list.tsx'
import { Tick } from '#components/forms/tick.tsx'
import { typedOr } from '#components/forms/typed.ts'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import { kindRow } from '#lib/policies/form.ts'
import type { Kind } from '#lib/rules/policy.ts'
import type { PolicyGroupProps } from './group.ts'
import { Source } from './source.tsx'

/** The kinds of window, each with the notice that it owes and the releases that go in with it. */
export function KindFields({ policy, state, used }: PolicyGroupProps & { used: Map<string, number> }) {
  const t = useTranslations('admin.policies')
  const locale = useLocale() as Locale
  const nameOf = (row: RowProps['row']) =>
    pick({ en: row['name.en'] ?? '', hi: row['name.hi'] ?? '' }, locale).text || t('newKind')
  return (
    <>
      <RowList
        list="edit.kinds"
        stored={policy.kinds.map(kindRow)}
        blank={{ any: 'on', 'notice.unit': 'business-days' }}
        words={{ add: t('addKind'), remove: t('remove') }}
        nameOf={nameOf}
        kept={({ code = '' }) => (used.has(code) ? t('kindInUse', { count: used.get(code) ?? 0 }) : null)}
        state={state}
      >
        {(props) => <KindRow {...props} name={nameOf(props.row)} stored={storedIn(policy.kinds, props.row.code)} />}
      </RowList>
      <Field name="edit.features" label={t('features')} hint={t('featuresHint')} state={state}>
        {(field) => (
          <input {...field} type="text" defaultValue={typedOr(state, 'edit.features', policy.features.join(', '))} />
        )}
      </Field>
    </>
  )
}

const storedIn = (kinds: Kind[], code: string | undefined) => kinds.find((kind) => kind.code === code)

function KindRow({ name, stored, ...props }: RowProps & { name: string; stored: Kind | undefined }) {
  const { at, row, state } = props
  const t = useTranslations('admin.policies')
  const [urgent, setUrgent] = useState(row.urgent === 'on')
  const [any, setAny] = useState(row.any === 'on')
  const notice = stored?.notice
  const line = stored && [
    stored.urgent ? t('urgentShort') : notice ? t('noticeShort', { ...notice }) : t('noNotice'),
    stored.routine ? t('routine') : '',
    stored.patch ? t('patch') : '',
  ]
  return (
    <RowFold {...props} name={name} note={line?.filter(Boolean).join(' · ')}>
      <BothLanguages
        name={`${at}.name`}
        label={t('name')}
        value={{ en: row['name.en'] ?? '', hi: row['name.hi'] ?? '' }}
        state={state}
        limit={60}
      />
      <div className="flex flex-wrap gap-x-6">
        <Tick
          name={`${at}.urgent`}
          label={t('urgentTick')}
          note={t('urgentNote')}
          checked={urgent}
          state={state}
          onChange={setUrgent}
        />
        <Tick
          name={`${at}.routine`}
          label={t('routine')}
          note={t('routineNote')}
          checked={row.routine === 'on'}
          state={state}
        />
        <Tick
          name={`${at}.patch`}
          label={t('patch')}
          note={t('patchNote')}
          checked={row.patch === 'on'}
          state={state}
        />
      </div>
      {!urgent && <NoticeFields {...props} hint={notice ? <Source of={notice.source} /> : undefined} />}
      <div className="form-grid">
        <Tick name={`${at}.any`} label={t('anyRelease')} checked={any} state={state} onChange={setAny} />
        {!any && (
          <Field name={`${at}.carries`} label={t('carries')} hint={t('carriesHint')} state={state}>
            {(field) => <input {...field} type="text" defaultValue={row.carries} />}
          </Field>
        )}
      </div>
      {stored && (
        <p className="note">
          {t('codeOf')} <span className="code">{stored.code}</span>
        </p>
      )}
    </RowFold>
  )
}

/** How long before the start the change notice is owed: a number and its unit. */
function NoticeFields({ at, row, state, hint }: RowProps & { hint: React.ReactNode }) {
  const t = useTranslations('admin.policies')
  const [unit, setUnit] = useState(row['notice.unit'] ?? 'none')
  const wrong = refuses(reasonsFor(state, `${at}.notice`))
  return (
    <div className={`flex flex-wrap items-start gap-x-3 gap-y-2 ${wrong ? 'has-error' : ''}`}>
      <Field name={`${at}.notice.unit`} label={t('ahead')} hint={hint} state={state} className="w-56">
        {(field) => (
          <select {...field} defaultValue={unit} onChange={(event) => setUnit(event.target.value)}>
            {(['business-days', 'days', 'none'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`units.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {unit !== 'none' && (
        <Field name={`${at}.notice.amount`} label={t('amount')} state={state} className="min-w-20">
          {(field) => (
            <input {...field} type="text" inputMode="numeric" className="w-20" defaultValue={row['notice.amount']} />
          )}
        </Field>
      )}
    </div>
  )
}
