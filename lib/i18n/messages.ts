import type { Locale } from './locales.ts'

/** All sentences of a language, by namespace; the site's, the domain's words, and the reasons of refusals. */
export async function messagesOf(locale: Locale) {
  const [site, words, reasons, admin, planner] = await Promise.all([
    import(`./messages/site.${locale}.json`),
    import(`./messages/words.${locale}.json`),
    import(`./messages/reasons.${locale}.json`),
    import(`./messages/admin.${locale}.json`),
    import(`./messages/planner.${locale}.json`),
  ])
  return {
    ...{ site: site.default, words: words.default, reasons: reasons.default, admin: admin.default },
    planner: planner.default,
  }
}
