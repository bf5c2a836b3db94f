import { allOf, textOf } from '#lib/forms/form-state.ts'
import type { PolicyRevision } from './input.ts'
import { ruleCodes } from './severity.ts'

/** A region as its row of fields holds it. */
export type RegionRow = { en: string; hi: string; timeZone: string; from: string; to: string }
export const regionFields = {
  en: 'name.en',
  hi: 'name.hi',
  timeZone: 'timeZone',
  from: 'peak.from',
  to: 'peak.to',
} as const
export const mostRegions = 20

/** The rows of the form in which something stands, in their order: an emptied one is gone. */
export function regionRows(read: (name: string) => string): RegionRow[] {
  const rows = Array.from({ length: mostRegions }, (_, index) => {
    const field = (name: string) => read(`edit.regions.${index}.${name}`).trim()
    return {
      en: field(regionFields.en),
      hi: field(regionFields.hi),
      timeZone: field(regionFields.timeZone),
      from: field(regionFields.from),
      to: field(regionFields.to),
    }
  })
  return rows.filter((row) => Object.values(row).some(Boolean))
}

/** What the form of a policy says, for `revisePolicy` to judge: what is no number stays none. */
export function editFrom(form: FormData): PolicyRevision['edit'] {
  const said = (name: string) => textOf(form, `edit.${name}`).trim()
  const whole = (name: string) => (/^\d+$/.test(said(name)) ? Number(said(name)) : Number.NaN)
  const weekdays = (name: string) => allOf(form, `edit.${name}`).map(Number)
  const kinds = [...form.keys()].flatMap((name) => /^edit\.notices\.(.+)\.unit$/.exec(name)?.[1] ?? [])
  const permittedHours = { from: clockOf(said('permittedHours.from')), to: clockOf(said('permittedHours.to')) }
  return {
    severities: Object.fromEntries(ruleCodes.map((code) => [code, said(`severities.${code}`) as 'refused'])),
    notices: Object.fromEntries(
      kinds.map((kind) => {
        const unit = said(`notices.${kind}.unit`)
        return [kind, unit === 'none' ? null : { amount: whole(`notices.${kind}.amount`), unit: unit as 'days' }]
      }),
    ),
    permittedHours: permittedHours.from || permittedHours.to ? permittedHours : null,
    nights: weekdays('nights'),
    regions: regionRows((name) => textOf(form, name)).map(({ en, hi, timeZone, from, to }) => ({
      name: { en, hi },
      timeZone,
      peak: { from: clockOf(from), to: clockOf(to) },
    })),
    monthlyLimitHours: said('monthlyLimitHours') ? Number(said('monthlyLimitHours').replace(',', '.')) : null,
    horizonMonths: whole('horizonMonths'),
    alertLeadDays: whole('alertLeadDays'),
    reminderMinutes: whole('reminderMinutes'),
    updateEveryMinutes: whole('updateEveryMinutes'),
    freezeLeadDays: whole('freezeLeadDays'),
    weekend: weekdays('weekend'),
    holidays: (said('holidays') || null) as 'india' | null,
  }
}

/** 9:30 and 09.30 are 09:30. */
const clockOf = (typed: string) => typed.replace('.', ':').replace(/^(\d:)/, '0$1')
