import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

type Key = Parameters<Awaited<ReturnType<typeof getTranslations<never>>>>[0]

/** What the browser calls a page of staff, in its language: a sentence by its whole name. */
export const titled = (key: Key) => async (): Promise<Metadata> => {
  const t = await getTranslations()
  return { title: t(key as 'admin.nav.sections.admin') }
}
