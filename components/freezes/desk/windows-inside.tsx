import { getTranslations } from 'next-intl/server'
import { WindowStateMark } from '#components/records/state.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Said } from '#components/ui/said.tsx'
import { Section } from '#components/ui/section.tsx'
import type { WindowInside } from '#lib/freezes/windows-inside.ts'
import { longDate, shortRange } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { adminWindowPath, inLanguage, waiverPath } from '#lib/routes.ts'
import { localOf } from '#lib/time.ts'

/** The windows that a freeze holds back, whether each has an exception, and for who plans where it could go instead. */
export async function WindowsInside({
  inside,
  locale,
  plans,
}: {
  inside: WindowInside[]
  locale: Locale
  plans: boolean
}) {
  const t = await getTranslations('admin.freezes.inside')
  const words = await getTranslations('words.window')
  const instead: Column<WindowInside> = {
    head: t('instead'),
    cell: ({ window, exception, suggestion }) => (
      <span className="grid justify-items-start gap-1">
        {suggestion ? (
          <a className="button small" href={moveHref(window, suggestion, locale)}>
            {t('move', { date: longDate(suggestion.startsAt, window.timeZone, locale) })}
          </a>
        ) : suggestion === null ? (
          t('noDay')
        ) : (
          <a href={rescheduleHref(window, locale)}>{t('reschedule')}</a>
        )}
        {exception !== 'granted' && exception !== 'asked' && (
          <a href={inLanguage(locale, waiverPath(window.id, 'frozen'))}>{t('ask')}</a>
        )}
      </span>
    ),
  }
  return (
    <Section
      id="inside"
      title={t('count', { count: inside.length })}
      aside={inside.length > 0 && <p className="note">{t('note')}</p>}
    >
      {inside.length > 0 && (
        <DataTable
          rows={inside}
          rowKey={({ window }) => window.id}
          columns={[
            {
              head: t('window'),
              cell: ({ window }) => (
                <>
                  <a href={inLanguage(locale, adminWindowPath(window.id))}>
                    <Said text={window.title} locale={locale} />
                  </a>
                  <span className="note flex flex-wrap gap-x-3">
                    {window.reference}
                    <WindowStateMark state={window.state}>{words(window.state)}</WindowStateMark>
                  </span>
                </>
              ),
            },
            {
              head: t('when'),
              cell: ({ window }) => (
                <>
                  {longDate(window.startsAt, window.timeZone, locale)}
                  <span className="note block">
                    {shortRange(window.startsAt, window.endsAt, window.timeZone, locale)}
                  </span>
                </>
              ),
            },
            {
              head: t('exception'),
              cell: ({ exception }) => (
                <span className={`state ${exception === 'granted' ? 'is-ok' : 'is-unknown'}`}>
                  {exception === 'granted' && <Icon name="tick" />}
                  {t(`states.${exception ?? 'none'}`)}
                </span>
              ),
            },
            ...(plans ? [instead] : []),
          ]}
        />
      )}
    </Section>
  )
}

/** The window's page with the step of rescheduling open. */
function rescheduleHref({ id }: WindowInside['window'], locale: Locale, times = ''): string {
  return `${inLanguage(locale, adminWindowPath(id))}?step=reschedule${times}#step`
}

/** As `rescheduleHref`, with the new times filled in, as clocks of the window's zone show them. */
function moveHref(
  window: WindowInside['window'],
  { startsAt, endsAt }: NonNullable<WindowInside['suggestion']>,
  locale: Locale,
): string {
  const [starts, ends] = [startsAt, endsAt].map((at) => localOf(at, window.timeZone))
  return rescheduleHref(window, locale, `&starts=${starts}&ends=${ends}`)
}
