import type admin from './messages/admin.en.json'
import type planner from './messages/planner.en.json'
import type reasons from './messages/reasons.en.json'
import type site from './messages/site.en.json'
import type words from './messages/words.en.json'

// Makes a sentence that does not exist an error of types.
declare module 'next-intl' {
  interface AppConfig {
    Locale: 'en' | 'hi'
    Messages: {
      site: typeof site
      words: typeof words
      reasons: typeof reasons
      admin: typeof admin
      planner: typeof planner
    }
  }
}
