import { settings } from '#lib/settings.ts'
import type { Mail } from './render-mail.tsx'
import { resendTransport } from './resend.ts'
import { smtpTransport } from './smtp.ts'

/**
 * What became of a mail that was handed over. `unclear`: it may have arrived, because the answer did not; a transport
 * that knows keys may try it again, for as long as the key lives.
 */
export type Outcome =
  | { result: 'sent'; providerId?: string }
  | { result: 'refused'; error: string } // never: the address or the mail itself is not accepted
  | { result: 'later'; error: string } // not now: nothing arrived
  | { result: 'unclear'; error: string }

export type Transport = {
  name: 'resend' | 'smtp' | 'outbox'
  /** Hands a batch over in one call under one key: all of it arrives or nothing. Null: it wants these one by one. */
  sendBatch?: (key: string, mails: Mail[]) => Promise<Outcome[] | null>
  /** Hands one mail over; the next follows when this one is answered. */
  sendOne: (key: string, mail: Mail) => Promise<Outcome>
  /** How long a key protects against a second mail, in hours; after that an unclear one is not tried again. */
  keyHours: number
}

/** Resend when there is a key for it, SMTP when there is an address, otherwise the outbox that staff read. */
export function transport(): Transport {
  const key = settings.resendKey()
  const smtp = settings.smtpUrl()
  if (key) return resendTransport(key)
  if (smtp) return smtpTransport(smtp)
  return { name: 'outbox', sendOne: async () => ({ result: 'sent' }), keyHours: 24 }
}
