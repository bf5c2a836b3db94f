import { useTranslations } from 'next-intl'
import { dayInWords, moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { addDays } from '#lib/time.ts'

/** The sentences that these need in a client component. */
export const changeMessages = [
  'admin.changes',
  'words.window',
  'words.incident',
  'words.component',
  'words.severity',
  'words.strictness',
]

/** What was changed, by its name in the audit log. */
export function ChangeName({ name }: { name: string }) {
  const t = useTranslations('admin.changes.names')
  return t.has(name as 'state') ? t(name as 'state') : name
}

/** A value from the audit log as a person reads it: states, texts, times in a zone, lists. */
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
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return moment(new Date(value), zone, locale)
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayInWords(name === 'endsOn' ? addDays(value, -1) : value, locale)
    const key = (name === 'state' ? ['window', 'incident', 'component'] : [name, 'strictness'])
      .map((kind) => `${kind}.${value}` as 'window.draft')
      .find((one) => words.has(one))
    return key ? words(key) : value
  }
  if (Array.isArray(value)) return value.join(', ') || '–'
  if (typeof value !== 'object') return String(value)
  const { en, hi } = value as { en?: string; hi?: string }
  if (!en && !hi) return JSON.stringify(value)
  return (
    <>
      {en}
      {en && hi && ' / '}
      {hi && <span lang="hi">{hi}</span>}
    </>
  )
}
