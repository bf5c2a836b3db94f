'use client'

import { useLocale, useTranslations } from 'next-intl'
import { sourceInWords } from '#lib/i18n/source-words.ts'

/** Where a rule or a number comes from, in small. */
export function Source({ of }: { of: string }) {
  const t = useTranslations('admin.policies')
  const locale = useLocale()
  return of ? t('from', { source: sourceInWords(of, locale) }) : t('own')
}
