'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Section } from '#components/ui/section.tsx'
import { zoneCity } from '#lib/i18n/format.ts'
import { fixedOn } from '#lib/planner/ground.ts'
import { spanOn } from '#lib/planner/judge-plan.ts'
import { notAdded } from '#lib/planner/proposal.ts'
import { addDays, type Day, localOf } from '#lib/time.ts'
import { plainDay } from './day-words.ts'
import { FixedRow, ProposedRow } from './proposed-row.tsx'
import type { Planning } from './use-plan.ts'

/** The proposal as lists by year, with what is fixed between: for moving, locking and dropping without a pointer. */
export function ProposedList({ planning }: { planning: Planning }) {
  const t = useTranslations('planner.list')
  const locale = useLocale()
  const { proposal, ground, terms, horizon, plan } = planning
  const fixed = fixedOn(ground).filter(({ day }) => day >= horizon.from && day < horizon.to)
  const rows = [
    ...proposal.windows.map((window) => ({ day: window.day, window })),
    ...fixed.map((pin) => ({ day: pin.day, pin })),
  ].sort((one, other) => (one.day < other.day ? -1 : 1))
  const years = [...new Set(rows.map(({ day }) => day.slice(0, 4)))]
  const since = new Map(plan.gaps.map((gap) => [gap.to, gap.days]))
  const end = spanOn(horizon.from, terms, ground.zone).endsAt
  const hours = `${terms.starts}–${localOf(end, ground.zone).slice(11)}`
  return (
    <Section
      id="proposed"
      title={t('title')}
      aside={<p className="note">{t('note', { hours, zone: zoneCity(ground.zone, locale) })}</p>}
    >
      <div className="years">
        {years.map((year) => {
          const own = rows.filter(({ day }) => day.startsWith(year))
          const count = own.filter((row) => 'pin' in row || !row.window.dropped).length
          return (
            <table key={year} className="proposed">
              <caption>
                <span className="serif">{year}</span>{' '}
                <span className="note">
                  {t('year', { count, hours: Math.round((count * terms.minutes) / 6) / 10 })}
                </span>
              </caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="sr-only">{t('keep')}</span>
                  </th>
                  <th scope="col">{t('date')}</th>
                  <th scope="col" className="since">
                    {t('days')}
                  </th>
                  <th scope="col">{t('noteColumn')}</th>
                  <th scope="col" className="moves">
                    {t('move')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {own.map((row) =>
                  'pin' in row ? (
                    <FixedRow key={`${row.day} ${row.pin.release}`} pin={row.pin} since={since.get(row.day)} />
                  ) : (
                    <ProposedRow
                      key={row.window.id}
                      window={row.window}
                      since={since.get(row.day)}
                      planning={planning}
                    />
                  ),
                )}
              </tbody>
            </table>
          )
        })}
      </div>
      <AddWindow planning={planning} />
    </Section>
  )
}

/** One more window, on a day that is chosen. */
function AddWindow({ planning: { act, proposal, horizon } }: { planning: Planning }) {
  const t = useTranslations('planner.list')
  const said = useTranslations('planner.said')
  const [day, setDay] = useState<Day>('')
  const [asked, setAsked] = useState(false)
  const locale = useLocale()
  const why = notAdded(day, proposal, horizon)
  const period = { from: plainDay(horizon.from, locale), until: plainDay(addDays(horizon.to, -1), locale) }
  // Nobody who has not asked yet is told that a day is missing.
  const wrong = why && (why === 'outside' ? t('addOutside', period) : said('taken'))
  const error = day ? wrong : asked ? t('addNoDay') : null
  return (
    <form
      method="post"
      className="add-window"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(why !== null)
        if (why) return document.getElementById('field-add')?.focus()
        act({ type: 'add', day })
        setDay('')
      }}
    >
      <div className="field">
        <label htmlFor="field-add">{t('add')}</label>
        <input
          id="field-add"
          type="date"
          min={horizon.from}
          max={addDays(horizon.to, -1)}
          value={day}
          {...(error && { 'aria-invalid': true, 'aria-describedby': 'field-add-error' })}
          onChange={({ target }) => {
            setAsked(false)
            setDay(target.value)
          }}
        />
      </div>
      <button type="submit" className="button">
        {t('addButton')}
      </button>
      {error && (
        <p id="field-add-error" role="alert" className="note is-major basis-full">
          {error}
        </p>
      )}
    </form>
  )
}
