import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { settings } from '#lib/settings.ts'
import { readSmtpAddress } from './smtp-address.ts'
import { type Failure, type Line, openLine } from './smtp-line.ts'
import type { Outcome, Transport } from './transport.ts'

/** Lines that wait for the next mail, by the address that they lead to. */
const waiting = new Map<string, Line[]>()

/**
 * SMTP over a few lines that are kept open. It knows no keys: a mail whose answer was lost is sent once more with the
 * same Message-ID, so that at most the one in flight on each line arrives twice.
 */
export function smtpTransport(url: string): Transport {
  const address = readSmtpAddress(url)
  const lines = waiting.get(url) ?? []
  waiting.set(url, lines)
  const lanes = Math.min(4, address.connections)
  return {
    name: 'smtp',
    keyHours: null,
    lanes,
    aside: address.connections - lanes,
    async sendOne(key, mail, signal) {
      const messageId = `<${key}@${new URL(settings.baseUrl()).hostname}>`
      const message = new MailComposer({ ...mail, messageId }).compile()
      const envelope = message.getEnvelope()
      const bytes = await message.build()
      const over = async (line: Line) => {
        const failure = await line.send(envelope, bytes, signal)
        if (line.isOpen() && !failure && line.taken < address.perConnection) lines.push(line)
        else line.close()
        return failure
      }
      const kept = takeOpen(lines)
      let failure = kept ? await over(kept) : undefined
      // Servers hang up on who is silent for long. What this one has seen nothing of goes over another line at once.
      if (!kept || (failure?.broke && !failure.begun)) failure = await over(openLine(address))
      return failure ? outcomeOf(failure) : { result: 'sent', providerId: messageId }
    },
  }
}

function takeOpen(lines: Line[]): Line | undefined {
  for (let line = lines.pop(); line; line = lines.pop()) if (line.isOpen()) return line
  return undefined
}

/** Lets go of the lines, so that the process can end. */
export function closeSmtp(): void {
  for (const lines of waiting.values()) for (const line of lines.splice(0)) line.close()
}

function outcomeOf({ error, command, code = 0, begun, broke }: Failure): Outcome {
  if (broke) return { result: begun ? 'unclear' : 'later', error }
  // A sender or a password that is not accepted is ours to mend: the mail itself is not to blame.
  const ofThisMail = command === 'RCPT TO' || command === 'DATA'
  return { result: code >= 500 && ofThisMail ? 'refused' : 'later', error }
}
