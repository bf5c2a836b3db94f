import { getTranslations } from 'next-intl/server'
import { FormWords } from '#components/forms/form-words.tsx'
import { HolidayForm } from '#components/holidays/holiday-form.tsx'
import { HolidayTable } from '#components/holidays/holiday-table.tsx'
import { DoneNote } from '#components/ui/done-note.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Section } from '#components/ui/section.tsx'
import { BreachList } from '#components/windows/desk/breach-list.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { viewHolidays } from '#lib/holidays/views.ts'
import { dayInWords } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { one } from '#lib/portal/reader.ts'
import { mayEverywhere, rolesFor } from '#lib/records/rights.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { holidayCalendars } from '#lib/rules/business-days.ts'
import { dayOf } from '#lib/time.ts'
import { add, remove } from './actions.ts'

export const generateMetadata = titled('admin.holidays.title')

/** The days of a year that are no business days, of a calendar or a service, and what each added one breaks. */
export default async function HolidaysPage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, paths.holidays)
  const now = new Date()
  const t = await getTranslations('admin.holidays')
  const calendars = await getTranslations('admin.policies.calendars')
  const roles = await getTranslations('admin.nav.roles')
  const year = yearIn(one(query, 'year'), Number(dayOf(now, person.timeZone).slice(0, 4)))
  const view = await asReader(person.id, (tx) =>
    viewHolidays(tx, person.roles, { of: one(query, 'of'), year, shown: one(query, 'day') }, now),
  )
  const { service, calendar, days, who, keptBy, shown } = view
  const of = service?.slug ?? calendar ?? ''
  const name = service ? pick(service.name, locale).text : calendar ? calendars(calendar) : ''
  const holders = rolesFor('administer').map((role) => roles(role as 'operator'))
  const readOnly = mayEverywhere(person.roles, 'administer') ? undefined : t('readOnly', { roles: holders.join(', ') })
  const address = (to: { of: string; year: number }) =>
    `${inLanguage(locale, paths.holidays)}?of=${to.of}&year=${to.year}`
  const views = [
    ...holidayCalendars.map((code) => ({ code: code as string, label: calendars(code) })),
    ...view.services.map(({ slug, name }) => ({ code: slug, label: pick(name, locale).text })),
  ]
  const done = one(query, 'done')
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {readOnly && <p className="who-sees">{readOnly}</p>}
      </PageHead>
      {done === 'removed' && <DoneNote>{t('doneRemoved', { count: Number(one(query, 'broken')) || 0 })}</DoneNote>}
      {shown && (
        <DoneNote>
          {t(done === 'added' ? 'doneAdded' : 'doneShown', {
            day: dayInWords(shown.day, locale),
            name: pick(shown.name, locale).text,
            count: shown.broken.length,
          })}
        </DoneNote>
      )}
      {shown && shown.broken.length > 0 && (
        <Section id="broken" title={t('broken')} className="mb-8">
          <p className="note mb-3">{t('brokenNote')}</p>
          <BreachList breaches={shown.broken} locale={locale} />
        </Section>
      )}
      <nav className="tabs" aria-label={t('views')}>
        {views.map(({ code, label }) => (
          <a key={code} href={address({ of: code, year })} {...(code === of && { 'aria-current': 'page' as const })}>
            {label}
          </a>
        ))}
      </nav>
      <div className="form-and-rules">
        <section className="min-w-0" aria-labelledby="year">
          <div className="section-head">
            <h2 id="year">
              {name}, {year}
            </h2>
            <nav className="flex gap-4" aria-label={t('years')}>
              {[year - 1, year + 1].map((other) => (
                <a key={other} href={address({ of, year: other })} rel={other < year ? 'prev' : 'next'}>
                  {other}
                </a>
              ))}
            </nav>
          </div>
          <p className="note mb-3">
            {service
              ? calendar
                ? t('keeps', { service: name, calendar: calendars(calendar) })
                : t('keepsNone', { service: name })
              : keptBy.length
                ? t('countsFor', { services: keptBy.map(({ service }) => pick(service.name, locale).text).join(', ') })
                : t('countsForNone')}{' '}
            {t('libraryFixed')}
          </p>
          {days.length === 0 ? (
            <Empty>{t('empty', { year: String(year) })}</Empty>
          ) : (
            <FormWords of={['admin.holidays', 'admin.policies']}>
              <HolidayTable
                days={days}
                who={who}
                calendar={calendar ? calendars(calendar) : ''}
                locale={locale}
                address={address({ of, year })}
                remove={readOnly ? null : { action: remove, hidden: { of, year: String(year), locale } }}
              />
            </FormWords>
          )}
        </section>
        <Section id="add" title={t('add')} className="min-w-0 self-start">
          <p className="note mb-3">{t('addTo', { of: name })}</p>
          <FormWords of={['admin.holidays', 'admin.policies']}>
            <HolidayForm
              key={`${of} ${days.length}`}
              action={add}
              hidden={{ of, ...(service ? { serviceId: service.id } : { calendar: calendar ?? '' }) }}
              readOnly={readOnly}
            />
          </FormWords>
        </Section>
      </div>
    </>
  )
}

/** A year that calendars know, or this one. */
function yearIn(asked: string | undefined, current: number): number {
  const year = /^\d{4}$/.test(asked ?? '') ? Number(asked) : current
  return year >= 1971 && year <= 2198 ? year : current
}
