import { moment } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/locales.ts'

/** A value from the audit log as a person reads it: texts, times in a zone, lists. */
export function ChangeValue({ value, zone, locale }: { value: unknown; zone: string; locale: Locale }) {
  if (value === undefined || value === null || value === '') return <>–</>
  if (typeof value === 'string')
    return <>{/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) ? moment(new Date(value), zone, locale) : value}</>
  if (typeof value === 'object') {
    const { en, hi } = value as { en?: string; hi?: string }
    if (en || hi)
      return (
        <>
          {en}
          {en && hi && ' / '}
          {hi && <span lang="hi">{hi}</span>}
        </>
      )
    return <>{JSON.stringify(value)}</>
  }
  return <>{String(value)}</>
}
