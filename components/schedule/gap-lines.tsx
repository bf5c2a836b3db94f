import { getTranslations } from 'next-intl/server'
import { queryString } from '#components/portal/frame.tsx'
import { Said } from '#components/ui/said.tsx'
import { type Locale, pick } from '#lib/i18n/locales.ts'
import type { Frame } from '#lib/portal/queries.ts'
import { inLanguage, paths } from '#lib/routes.ts'
import type { PlacedWindow, Schedule } from '#lib/schedule/queries.ts'
import { GapLine, gapSentence, MonthTicks } from './gap-line.tsx'

type Props = {
  schedule: Schedule
  planned: PlacedWindow[]
  frame: Frame
  locale: Locale
  zone: string
  single: boolean
  /** The zone in the address, if the reader chose one. */
  kept: [string, string][]
}

/** The line of one service, or a line for each, all on one axis. */
export async function GapLines({ schedule, planned, frame, locale, zone, single, kept }: Props) {
  const t = await getTranslations('site.schedule')
  const ticks = (top: number) => (
    <MonthTicks first={schedule.first} end={schedule.end} zone={zone} locale={locale} top={top} />
  )
  const byService = Map.groupBy(planned, (window) => window.serviceId)
  const lines = await Promise.all(
    frame.services
      .filter((one) => byService.has(one.id) || one.letter)
      .map(async (one) => {
        const own = byService.get(one.id) ?? []
        return { ...one, own, sentence: await gapSentence(own, true, true) }
      }),
  )
  return (
    <>
      <p className="label mb-1 gap-title">{t(single ? 'daysBetween' : 'daysBetweenByService')}</p>
      <svg width="0" height="0" className="absolute" aria-hidden="true">
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M.5 0v5" stroke="var(--freeze-mark)" />
          </pattern>
        </defs>
      </svg>
      {single ? (
        <GapLine
          windows={planned}
          freezes={schedule.freezes}
          schedule={schedule}
          label={await gapSentence(planned)}
          single
        >
          {ticks(52)}
        </GapLine>
      ) : (
        <ul className="gap-lines">
          {lines.map(({ id, slug, letter, name, own, sentence }) => (
            <li key={id}>
              <a href={inLanguage(locale, paths.schedule) + queryString([['service', slug], ...kept])}>
                <span className="letter">{letter ?? '·'}</span>
                <span>
                  <b>
                    <Said text={name} locale={locale} />
                  </b>
                  <small>{sentence}</small>
                </span>
              </a>
              <GapLine
                windows={own}
                freezes={schedule.freezes.filter((freeze) => freeze.serviceId === id)}
                schedule={schedule}
                label={`${pick(name, locale).text}: ${sentence}`}
              />
            </li>
          ))}
          <li aria-hidden="true">
            <span />
            <svg className="gap-line" aria-hidden="true">
              {ticks(0)}
            </svg>
          </li>
        </ul>
      )}
    </>
  )
}
