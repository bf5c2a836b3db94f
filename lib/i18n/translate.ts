import { createTranslator } from 'use-intl/core'
import type { Locale } from './locales.ts'
import frontEn from './messages/front.en.json' with { type: 'json' }
import frontHi from './messages/front.hi.json' with { type: 'json' }
import mailEn from './messages/mail.en.json' with { type: 'json' }
import mailHi from './messages/mail.hi.json' with { type: 'json' }
import reasonsEn from './messages/reasons.en.json' with { type: 'json' }
import reasonsHi from './messages/reasons.hi.json' with { type: 'json' }
import wordsEn from './messages/words.en.json' with { type: 'json' }
import wordsHi from './messages/words.hi.json' with { type: 'json' }

const messages = {
  en: { front: frontEn, mail: mailEn, reasons: reasonsEn, words: wordsEn },
  hi: { front: frontHi, mail: mailHi, reasons: reasonsHi, words: wordsHi },
}

/** The sentences of mail, of reasons and the words of the domain, where there is no page around: the front, jobs, feeds, commands. */
export function translator<N extends keyof (typeof messages)['en']>(locale: Locale, namespace: N) {
  return createTranslator({ locale, namespace, messages: messages[locale] as (typeof messages)['en'] })
}
