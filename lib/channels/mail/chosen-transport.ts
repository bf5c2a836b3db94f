import { settings } from '#lib/settings.ts'
import { resendTransport } from './resend.ts'
import { smtpTransport } from './smtp.ts'
import type { Transport } from './transport.ts'

/** Resend when there is a key for it, SMTP when there is an address, otherwise the outbox that staff read. */
export function transport(): Transport {
  const key = settings.resendKey()
  const smtp = settings.smtpUrl()
  if (key) return resendTransport(key)
  if (smtp) return smtpTransport(smtp)
  return {
    name: 'outbox',
    sendOne: async () => ({ result: 'sent' }),
    sendBatch: async (_, mails) => mails.map(() => ({ result: 'sent' })),
    lanes: 1,
    aside: 0,
    keyHours: 24,
  }
}
