import { createTranslator } from 'use-intl/core'
import type { Locale } from './locales.ts'
import mailEn from './messages/mail.en.json' with { type: 'json' }
import mailHi from './messages/mail.hi.json' with { type: 'json' }
import wordsEn from './messages/words.en.json' with { type: 'json' }
import wordsHi from './messages/words.hi.json' with { type: 'json' }

const messages = { en: { mail: mailEn, words: wordsEn }, hi: { mail: mailHi, words: wordsHi } }

/** The sentences of mail and the words of the domain, where there is no page around: jobs and feeds. */
export function translator<N extends 'mail' | 'words'>(locale: Locale, namespace: N) {
  return createTranslator({ locale, namespace, messages: messages[locale] as (typeof messages)['en'] })
}
