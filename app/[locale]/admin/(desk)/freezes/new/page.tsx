import { getTranslations } from 'next-intl/server'
import { publish } from '#app/[locale]/admin/(desk)/freezes/actions.ts'
import { FormWords } from '#components/forms/form-words.tsx'
import { FreezeForm } from '#components/freezes/desk/freeze-form.tsx'
import { Crumbs } from '#components/ui/crumbs.tsx'
import { PageHead } from '#components/ui/page-head.tsx'
import { Said } from '#components/ui/said.tsx'
import { asReader } from '#db/scope.ts'
import { staffViewer } from '#lib/auth/viewer.ts'
import { freezeOffers, startFrom } from '#lib/freezes/offers.ts'
import { fullStop } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { LocalePage } from '#lib/i18n/page.ts'
import { titled } from '#lib/i18n/titled.ts'
import { one } from '#lib/portal/reader.ts'
import { inLanguage, paths } from '#lib/routes.ts'

export const generateMetadata = titled('admin.freezes.new')

/** A new freeze: `?rule=christmas&year=2027` fills in what the policy gives for a year, `?release=ID` the days around one. */
export default async function NewFreezePage({ params, searchParams }: LocalePage) {
  const { locale } = await params
  const query = await searchParams
  const person = await staffViewer(locale, `${paths.adminFreezes}/new`)
  const t = await getTranslations('admin.freezes')
  const inBoth = {
    en: await getTranslations({ locale: 'en', namespace: 'admin.freezes' }),
    hi: await getTranslations({ locale: 'hi', namespace: 'admin.freezes' }),
  }
  const offers = await asReader(person.id, (tx) => freezeOffers(tx, person.roles, new Date()))
  const [service, release, rule, year] = ['service', 'release', 'rule', 'year'].map((name) => one(query, name))
  const start = startFrom(offers, { service, release, rule, year }, (name) => ({
    en: inBoth.en('releaseTitle', { release: pick(name, 'en').text }),
    hi: inBoth.hi('releaseTitle', { release: pick(name, 'hi').text }),
  }))
  const of = offers.find((offer) => offer.id === start?.serviceId)
  return (
    <>
      <Crumbs label={t('crumbs')} links={[[inLanguage(locale, paths.adminFreezes), t('title')]]} here={t('new')} />
      <PageHead
        title={
          start?.ruleYear
            ? t('ofYear', { name: pick(start.title, locale).text, year: String(start.ruleYear) })
            : t('new')
        }
        lead={
          <>
            {of && (
              <>
                <Said text={of.name} locale={locale} />
                {`${fullStop(locale)} `}
              </>
            )}
            {t('newNote')}
          </>
        }
      />
      <div className="max-w-4xl">
        <FormWords of={['admin.freezes', 'words.freeze']}>
          <FreezeForm action={publish} offers={offers} start={start} />
        </FormWords>
      </div>
    </>
  )
}
