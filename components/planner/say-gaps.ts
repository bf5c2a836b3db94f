import { useTranslations } from 'next-intl'

/** How far the windows before and after are: "28 and 42 days", "28 days" at an end, `none` where nothing else stands. */
export function useGapsText() {
  const t = useTranslations('planner.gaps')
  return ({ before, after }: { before: number | null; after: number | null }): string => {
    if (before !== null && after !== null) return t('both', { before, after })
    const days = before ?? after
    return days === null ? 'none' : t('one', { days })
  }
}
