import { createServer } from 'node:http'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { ports } from './ports.ts'

/** A mail as it arrived. */
export type ArrivedMail = {
  to: string
  from: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  at: number
}

/** Takes mail by SMTP and keeps it in memory; `GET /?to=ADDRESS` gives what came, oldest first. */
export function startMailServer(smtpPort: number, httpPort: number) {
  const mails: ArrivedMail[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part) => parts.push(part))
      stream.on('end', async () => {
        const parsed = await PostalMime.parse(Buffer.concat(parts))
        for (const recipient of session.envelope.rcptTo) {
          mails.push({
            to: recipient.address,
            from: parsed.from?.address ?? '',
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html ?? '',
            headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key.toLowerCase(), value])),
            at: Date.now(),
          })
        }
        done()
      })
    },
  })
  smtp.on('error', () => {})
  smtp.listen(smtpPort, '127.0.0.1')
  const http = createServer((request, response) => {
    const to = new URL(request.url ?? '/', 'http://localhost').searchParams.get('to')
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(mails.filter((mail) => !to || mail.to === to)))
  })
  http.listen(httpPort, '127.0.0.1')
  return {
    mails,
    stop: () => {
      smtp.close(() => {})
      http.close()
      http.closeAllConnections()
    },
  }
}

if (process.argv[1] === import.meta.filename) {
  const server = startMailServer(ports.smtp, ports.mails)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      server.stop()
      process.exit(0)
    })
}
