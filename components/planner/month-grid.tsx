'use client'

import { useLocale, useTranslations } from 'next-intl'
import { memo } from 'react'
import { dayInWords, monthName } from '#lib/i18n/format.ts'
import { pick } from '#lib/i18n/locales.ts'
import type { Month } from '#lib/schedule/rules.ts'
import type { Day } from '#lib/time.ts'
import type { DayMark } from './day-marks.ts'
import { nightName } from './day-words.ts'

type Props = {
  month: Month
  /** The days of this month on which something stands. */
  marks: [Day, DayMark][]
  /** The empty day that Tab leads to, if it is of this month. */
  cursor: Day | null
}

/** A month of the plan, a button a day. It is drawn anew only when something of it has changed. */
export const MonthGrid = memo(
  function MonthGrid({ month, marks, cursor }: Props) {
    const locale = useLocale()
    const t = useTranslations('planner.calendar')
    const on = new Map(marks)
    const name = `${monthName(new Date(`${month.first}T12:00Z`), 'UTC', locale)} ${month.first.slice(0, 4)}`
    const cells = [...Array.from({ length: month.blanks }, () => null), ...month.days]
    const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7))
    const describe = (day: Day, { window, pin, freeze }: DayMark) =>
      [
        dayInWords(day, locale),
        window && t('proposed'),
        window?.locked && t('locked'),
        window?.conflict && t('conflict'),
        pin && t(pin.release ? 'release' : 'published', { title: pick(pin.title, locale).text }),
        freeze && t(freeze.published ? 'frozen' : 'foreseen', { title: pick(freeze.title, locale).text }),
      ]
        .filter(Boolean)
        .join(', ')
    const look = ({ window, pin, freeze, lifted }: DayMark) =>
      [
        window ? 'on-proposed' : pin ? (pin.release ? 'on-pin' : 'on-published') : '',
        window?.locked ? 'on-locked' : '',
        window?.conflict ? 'on-conflict' : '',
        lifted ? 'lifted' : '',
        freeze ? (freeze.published ? 'on-frozen' : 'on-foreseen') : '',
      ]
        .filter(Boolean)
        .join(' ')
    return (
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it; arrow keys reach its days
      <table role="grid" className="month-grid" aria-label={name}>
        <caption>{name}</caption>
        <thead aria-hidden="true">
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((night) => (
              <th key={night}>{nightName(night, locale, 'narrow')}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(Boolean)}>
              {Array.from({ length: 7 }, (_, column) => week[column] ?? null).map((day, column) => {
                // biome-ignore lint/suspicious/noArrayIndexKey: days before the 1st have no other name
                if (!day) return <td key={column} />
                const mark = on.get(day) ?? {}
                return (
                  <td key={day} className={look(mark) || undefined}>
                    <button
                      type="button"
                      data-day={day}
                      data-window={mark.window?.locked ? undefined : mark.window?.id}
                      tabIndex={mark.window || day === cursor ? 0 : -1}
                      aria-label={describe(day, mark)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    )
  },
  (before, now) =>
    before.month === now.month &&
    before.cursor === now.cursor &&
    JSON.stringify(before.marks) === JSON.stringify(now.marks),
)
