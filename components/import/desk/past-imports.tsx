import { getTranslations } from 'next-intl/server'
import type { Action } from '#components/forms/action-form.tsx'
import { SmallAction } from '#components/forms/small-action.tsx'
import { ClientMessages } from '#components/ui/client-messages.tsx'
import { Section } from '#components/ui/section.tsx'
import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { PastImport } from '#lib/import/queries.ts'

type Props = { past: PastImport[]; locale: Locale; zone: string; undo: Action }

/** What was imported, by whom, and taking it back. */
export async function PastImports({ past, locale, zone, undo }: Props) {
  const t = await getTranslations('admin.import')
  if (!past.length) return null
  return (
    <Section id="past" title={t('past')} className="mt-10">
      <p className="note mb-3">{t('pastNote')}</p>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('pastFile')}</th>
            <th scope="col">{t('pastWhen')}</th>
            <th scope="col">{t('pastMade')}</th>
            <th scope="col">
              <span className="sr-only">{t('undo')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {past.map(({ id, name, at, who, windows, freezes, services, undoneAt }) => (
            <tr key={id}>
              <th scope="row">{name ?? t('commandLine')}</th>
              <td data-label={t('pastWhen')}>
                {moment(at, zone, locale)}
                {who && <span className="note block">{who}</span>}
              </td>
              <td data-label={t('pastMade')}>{t('pastCounts', { windows, freezes, services })}</td>
              <td>
                {undoneAt ? (
                  <span className="note">{t('undone', { when: moment(undoneAt, zone, locale) })}</span>
                ) : (
                  <ClientMessages of={['reasons']}>
                    <SmallAction
                      action={undo}
                      hidden={{ id }}
                      label={t('undo')}
                      name={`${t('undo')}: ${name ?? t('commandLine')}, ${moment(at, zone, locale)}`}
                    />
                  </ClientMessages>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
