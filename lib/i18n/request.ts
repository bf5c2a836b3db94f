import { locale as rootLocale } from 'next/root-params'
import { getRequestConfig } from 'next-intl/server'
import { isLocale } from './locales.ts'
import { messagesOf } from './messages.ts'

/** next-intl's configuration of a request. Server actions have no root parameters: they name the language. */
export default getRequestConfig(async ({ locale: named }) => {
  const found = named ?? (await rootLocale())
  const locale = found && isLocale(found) ? found : 'en'
  return { locale, messages: await messagesOf(locale), timeZone: 'UTC' }
})
