import type { Locale } from './locales.ts'

/** What Next gives a page below `[locale]`; the layout has refused other languages. */
export type LocalePage<P = unknown> = {
  params: Promise<P & { locale: Locale }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}
