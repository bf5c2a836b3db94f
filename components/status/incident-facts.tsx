import { getTranslations } from 'next-intl/server'
import { SaidParagraphs } from '#components/ui/said.tsx'
import type { Texts } from '#db/schema/columns.ts'
import { dayMonth, time, zoneName } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import { dayOf } from '#lib/time.ts'

type Props = { incident: { advice: Texts | null; nextUpdate: Date | null }; locale: Locale; zone: string; now: Date }

/** What people can do while an incident lasts, and by when they hear again: two rows of its facts. */
export async function AdviceAndNext({ incident: { advice, nextUpdate }, locale, zone, now }: Props) {
  const t = await getTranslations('site.status.incident')
  const at = nextUpdate && {
    time: `${time(nextUpdate, zone)} ${zoneName(nextUpdate, zone)}`,
    date: dayOf(nextUpdate, zone) === dayOf(now, zone) ? '' : `${dayMonth(nextUpdate, zone, locale)}, `,
  }
  return (
    <>
      <div>
        <dt className="label">{t('advice')}</dt>
        <dd>
          {advice ? (
            <SaidParagraphs text={advice} locale={locale} />
          ) : (
            t.rich('noAdvice', {
              link: (chunks) => <a href={inLanguage(locale, paths.subscribe)}>{chunks}</a>,
            })
          )}
        </dd>
      </div>
      <div>
        <dt className="label">{t('nextUpdate')}</dt>
        <dd>{at ? t(nextUpdate >= now ? 'dueBy' : 'overdue', at) : t('whenKnown')}</dd>
      </div>
    </>
  )
}
