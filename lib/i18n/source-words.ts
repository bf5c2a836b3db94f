import type { Locale } from './locales.ts'

/** What the product itself says in a source, beside the names of documents: that a number is the preset's own, and which. */
const words: Partial<Record<Locale, Record<string, string>>> = {
  hi: { Preset: 'प्रीसेट', days: 'दिन', 'regions and hours': 'क्षेत्र और घंटे' },
}

/** Where a rule or a number comes from, in the reader's language: `DCC 4.6; days: Preset`. Names of documents stay. */
export function sourceInWords(source: string, locale: Locale): string {
  const own = words[locale]
  if (!own) return source
  return source
    .split('; ')
    .map((part) => (/^([a-z ]+: )?Preset$/.test(part) ? saidIn(part, own) : part))
    .join('; ')
}

const saidIn = (part: string, own: Record<string, string>) =>
  part
    .split(': ')
    .map((word) => own[word] ?? word)
    .join(': ')
