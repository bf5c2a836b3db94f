import { createTranslator } from 'use-intl/core'
import type { Locale } from './locales.ts'
import mailEn from './messages/mail.en.json' with { type: 'json' }
import mailHi from './messages/mail.hi.json' with { type: 'json' }
import reasonsEn from './messages/reasons.en.json' with { type: 'json' }
import reasonsHi from './messages/reasons.hi.json' with { type: 'json' }
import wordsEn from './messages/words.en.json' with { type: 'json' }
import wordsHi from './messages/words.hi.json' with { type: 'json' }

const messages = {
  en: { mail: mailEn, reasons: reasonsEn, words: wordsEn },
  hi: { mail: mailHi, reasons: reasonsHi, words: wordsHi },
}

/** The sentences of mail, of reasons and the words of the domain, where there is no page around: jobs, feeds, commands. */
export function translator<N extends keyof (typeof messages)['en']>(locale: Locale, namespace: N) {
  return createTranslator({ locale, namespace, messages: messages[locale] as (typeof messages)['en'] })
}
