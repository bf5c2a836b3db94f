import { allOf, textOf, typedIn } from '#lib/forms/form-state.ts'
import { type Row, rowsIn } from '#lib/forms/rows.ts'
import type { AnnualFreeze, Kind, Policy } from '#lib/rules/policy.ts'
import { policyRuleCodes } from '#lib/rules/severity.ts'
import type { PolicyRevision } from './input.ts'

/** What the form of a policy says, for `revisePolicy` to judge: what is no number stays none. */
export function editFrom(form: FormData): PolicyRevision['edit'] {
  const said = (name: string) => textOf(form, `edit.${name}`).trim()
  const number = (name: string) => whole(said(name))
  const weekdays = (name: string) => allOf(form, `edit.${name}`).map(Number)
  const typed = typedIn(form)
  const permittedHours = { from: clockOf(said('permittedHours.from')), to: clockOf(said('permittedHours.to')) }
  const [before, after] = [said('releaseFreeze.before'), said('releaseFreeze.after')]
  return {
    severities: Object.fromEntries(policyRuleCodes.map((code) => [code, said(`severities.${code}`) as 'refused'])),
    kinds: rowsIn(typed, 'edit.kinds').map(kindFrom),
    features: typesFrom(said('features')),
    annualFreezes: rowsIn(typed, 'edit.annualFreezes').map(freezeFrom),
    releaseFreeze: before || after ? { before: whole(before), after: whole(after) } : null,
    permittedHours: permittedHours.from || permittedHours.to ? permittedHours : null,
    nights: weekdays('nights'),
    regions: rowsIn(typed, 'edit.regions').map((row) => ({
      name: nameIn(row),
      timeZone: row.timeZone ?? '',
      peak: { from: clockOf(row['peak.from']), to: clockOf(row['peak.to']) },
    })),
    monthlyLimitHours: said('monthlyLimitHours') ? Number(said('monthlyLimitHours').replace(',', '.')) : null,
    horizonMonths: number('horizonMonths'),
    alertLeadDays: said('alertLeadDays') ? number('alertLeadDays') : null,
    reminderMinutes: number('reminderMinutes'),
    updateEveryMinutes: number('updateEveryMinutes'),
    freezeLeadDays: number('freezeLeadDays'),
    freezeNoticeDays: number('freezeNoticeDays'),
    weekend: weekdays('weekend'),
    holidays: (said('holidays') || null) as 'india' | null,
  }
}

/** A kind of window as its row of fields holds it. */
export const kindRow = ({ code, name, carries, notice, ...kind }: Kind): Row => ({
  ...{ code, ...nameRow(name) },
  ...Object.fromEntries((['urgent', 'routine', 'patch'] as const).filter((box) => kind[box]).map((box) => [box, 'on'])),
  ...(carries ? { carries: carries.join(', ') } : { any: 'on' }),
  ...{ 'notice.amount': notice ? String(notice.amount) : '', 'notice.unit': notice?.unit ?? 'none' },
})

function kindFrom(row: Row): PolicyRevision['edit']['kinds'][number] {
  const unit = row['notice.unit'] ?? 'none'
  return {
    ...{ code: row.code ?? '', name: nameIn(row) },
    ...{ urgent: row.urgent === 'on', routine: row.routine === 'on', patch: row.patch === 'on' },
    carries: row.any === 'on' ? null : typesFrom(row.carries),
    notice: unit === 'none' ? null : { amount: whole(row['notice.amount']), unit: unit as 'days' },
  }
}

/** A yearly freeze as its row of fields holds it: a day and a month apart. */
export const freezeRow = ({ code, name, exceptions, from, to, source }: AnnualFreeze): Row => ({
  ...{ code, ...nameRow(name), 'exceptions.en': exceptions?.en ?? '', 'exceptions.hi': exceptions?.hi ?? '' },
  ...{ 'from.month': from.slice(0, 2), 'from.day': String(Number(from.slice(3))) },
  ...{ 'to.month': to.slice(0, 2), 'to.day': String(Number(to.slice(3))), source },
})

const freezeFrom = (row: Row) => ({
  ...{ code: row.code ?? '', name: nameIn(row), source: row.source ?? '' },
  exceptions: { en: row['exceptions.en'] ?? '', hi: row['exceptions.hi'] ?? '' },
  from: `${row['from.month']}-${row['from.day']?.trim().padStart(2, '0')}`,
  to: `${row['to.month']}-${row['to.day']?.trim().padStart(2, '0')}`,
})

/** A region as its row of fields holds it. */
export const regionRow = ({ name, timeZone, peak }: Policy['regions'][number]): Row => ({
  ...nameRow(name),
  ...{ timeZone, 'peak.from': peak.from, 'peak.to': peak.to },
})

const nameRow = ({ en = '', hi = '' }: Kind['name']): Row => ({ 'name.en': en, 'name.hi': hi })
const nameIn = (row: Row) => ({ en: row['name.en'] ?? '', hi: row['name.hi'] ?? '' })

/** Types of release as they are typed, with commas between them. */
const typesFrom = (typed = '') => [...new Set(typed.split(',').map((type) => type.trim()))].filter(Boolean)
const whole = (typed = '') => (/^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN)
/** 9:30 and 09.30 are 09:30. */
const clockOf = (typed = '') =>
  typed
    .trim()
    .replace('.', ':')
    .replace(/^(\d:)/, '0$1')
