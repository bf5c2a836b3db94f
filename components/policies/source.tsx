'use client'

import { useTranslations } from 'next-intl'

/** Where a rule or a number comes from, in small. */
export function Source({ of }: { of: string }) {
  const t = useTranslations('admin.policies')
  return of ? t('from', { source: of }) : t('own')
}
