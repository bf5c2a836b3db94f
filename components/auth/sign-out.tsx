import type { Locale } from '#lib/i18n/locales.ts'
import { signOutPath } from '#lib/routes.ts'

/** Out of this browser, or out of all of them where that is offered. */
export function SignOut({ words, locale }: { words: { out: string; everywhere?: string }; locale: Locale }) {
  return (
    <form method="post" action={signOutPath(locale)} className="contents">
      <button type="submit">{words.out}</button>
      {words.everywhere && (
        <button type="submit" formAction={signOutPath(locale, true)}>
          {words.everywhere}
        </button>
      )}
    </form>
  )
}
