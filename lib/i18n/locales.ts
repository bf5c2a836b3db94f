import type { Texts } from '#db/schema/columns.ts'

export const locales = ['en', 'hi'] as const
export type Locale = (typeof locales)[number]

export function isLocale(value: string): value is Locale {
  return (locales as readonly string[]).includes(value)
}

/** A published text in the reader's language, or in the other with its `lang` when it was not given in theirs. */
export function pick(texts: Texts | null | undefined, locale: Locale): { text: string; lang?: Locale } {
  const own = texts?.[locale]
  if (own) return { text: own }
  const other = locale === 'en' ? 'hi' : 'en'
  const text = texts?.[other]
  return text ? { text, lang: other } : { text: '' }
}
