import type SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'

/** A mail server: where it is, how to speak to it, and how many connections it is asked for at most. */
export type SmtpAddress = SMTPConnection.Options & {
  host: string
  port: number
  connections: number
  perConnection: number
}

/**
 * Reads an address like `smtps://user:p%40ss@mail.example:465?maxConnections=3&tls.rejectUnauthorized=false`. What stands
 * behind the question mark are options of nodemailer; `pool=false` is one mail per connection.
 * @throws Error with a sentence for the operator
 */
export function readSmtpAddress(address: string): SmtpAddress {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    throw new Error('SMTP_URL is not understood: it looks like smtp://user:password@mail.example:587')
  const { pool, maxConnections, maxMessages, ...query } = Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [name, typed(value)]),
  )
  const options: Record<string, unknown> = {}
  const tls: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query))
    if (name.startsWith('tls.')) tls[name.slice('tls.'.length)] = value
    else options[name] = value
  const secure = url.protocol === 'smtps:' || options.secure === true
  return {
    ...options,
    ...(Object.keys(tls).length && { tls }),
    // Brackets belong to the address, not to the host of IPv6.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connections: Math.max(1, Number(maxConnections) || 12),
    perConnection: pool === false ? 1 : Math.max(1, Number(maxMessages) || Number.POSITIVE_INFINITY),
  }
}

const typed = (text: string) =>
  text === 'true' ? true : text === 'false' ? false : /^\d+$/.test(text) ? Number(text) : text
