import type { Locale } from './locales.ts'

const words: Record<Locale, string[]> = {
  en: ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  hi: ['शून्य', 'एक', 'दो', 'तीन', 'चार', 'पाँच', 'छह', 'सात', 'आठ', 'नौ', 'दस'],
}

/** Four, five: small numbers as words in headlines, larger ones as figures. */
export function numberWord(value: number, locale: Locale, capital = false): string {
  const word = words[locale][value] ?? String(value)
  return capital ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
