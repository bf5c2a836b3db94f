import { useTranslations } from 'next-intl'
import { dayInWords, dayMonth, moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sourceInWords } from '#lib/i18n/source-words.ts'
import { addDays } from '#lib/time.ts'

/** What was done, by its word in the audit log; an entry of an earlier version may have one that nobody knows any more. */
export function ActionName({ action }: { action: string }) {
  const t = useTranslations('admin.actions')
  const word = action.replace('.', '_') as 'window_draft'
  return t.has(word) ? t(word) : action
}

/** What was changed, by its name in the audit log. */
export function ChangeName({ name }: { name: string }) {
  const t = useTranslations('admin.changes.names')
  return t.has(name as 'state') ? t(name as 'state') : name
}

/** A value from the audit log as a person reads it: states, texts, times in a zone, lists, things with what differs in them. */
export function ChangeValue({
  name,
  value,
  zone,
  locale,
}: {
  name: string
  value: unknown
  zone: string
  locale: Locale
}) {
  const t = useTranslations('admin.changes')
  const words = useTranslations('words')
  const inside = (part: string, of: unknown) => <ChangeValue name={part} value={of} zone={zone} locale={locale} />
  if (name === 'carries' && value === null) return t('anyRelease')
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'string') {
    if (name === 'source' || name === 'regionsSource') return sourceInWords(value, locale)
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return moment(new Date(value), zone, locale)
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayInWords(name === 'endsOn' ? addDays(value, -1) : value, locale)
    if (/^\d\d-\d\d$/.test(value)) return dayMonth(new Date(`2027-${value}T12:00Z`), 'UTC', locale)
    const key = (name === 'state' ? ['window', 'incident', 'component'] : [name, 'strictness'])
      .map((kind) => `${kind}.${value}` as 'window.draft')
      .find((one) => words.has(one))
    return key ? words(key) : value
  }
  if (Array.isArray(value)) {
    const codes = ['waived', 'warned'].includes(name)
    const said = (one: string) => (codes && t.has(`names.${one}` as 'yes') ? t(`names.${one}` as 'yes') : one)
    if (!value.some((one) => typeof one === 'object')) return value.map((one) => said(String(one))).join(', ') || '–'
    return value.map((one) => (
      <span key={JSON.stringify(one)} className="block">
        {inside(name, one)}
      </span>
    ))
  }
  if (typeof value !== 'object') return String(value)
  if ('amount' in value) return t('ahead', value as { amount: number; unit: string })
  const { en, hi, name: called, ...parts } = value as { en?: string; hi?: string; name?: unknown }
  if (en || hi)
    return (
      <>
        {en}
        {en && hi && ' / '}
        {hi && <span lang="hi">{hi}</span>}
      </>
    )
  return (
    <>
      {called !== undefined && <b>{inside('name', called)}</b>}
      {Object.entries(parts).map(([part, of]) => (
        <span key={part} className="block">
          <ChangeName name={part} />: {inside(part, of)}
        </span>
      ))}
    </>
  )
}
