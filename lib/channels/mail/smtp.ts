import nodemailer from 'nodemailer'
import { settings } from '#lib/settings.ts'
import type { Outcome, Transport } from './transport.ts'

const transports = new Map<string, ReturnType<typeof nodemailer.createTransport>>()

/**
 * SMTP: one mail after the other over one connection. SMTP knows no keys: a mail whose answer was lost is sent again
 * with the same Message-ID, so that at most the one in flight arrives twice.
 */
export function smtpTransport(url: string): Transport {
  let mailer = transports.get(url)
  if (!mailer) {
    mailer = nodemailer.createTransport({
      url,
      pool: true,
      maxConnections: 1,
      maxMessages: Infinity,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      // A server may look at a mail for a while before it takes it; the claim of a delivery outlasts this.
      socketTimeout: 40_000,
    } as nodemailer.TransportOptions)
    transports.set(url, mailer)
  }
  const via = mailer
  return {
    name: 'smtp',
    keyHours: Infinity,
    async sendOne(key, mail) {
      try {
        const answer = await via.sendMail({ ...mail, messageId: `<${key}@${new URL(settings.baseUrl()).hostname}>` })
        return { result: 'sent', providerId: answer.messageId }
      } catch (error) {
        return outcomeOf(error as { responseCode?: number; message: string; code?: string; command?: string })
      }
    },
  }
}

/** Lets go of the connections, so that the process can end. */
export function closeSmtp(): void {
  for (const mailer of transports.values()) mailer.close()
  transports.clear()
}

function outcomeOf(failure: { responseCode?: number; message: string; code?: string; command?: string }): Outcome {
  const error = failure.message.slice(0, 500)
  const { responseCode = 0 } = failure
  if (responseCode >= 500 && failure.command !== 'CONN' && failure.code !== 'EAUTH') return { result: 'refused', error }
  if (responseCode >= 400 || failure.code === 'EAUTH' || failure.command === 'CONN') return { result: 'later', error }
  return { result: 'unclear', error }
}
