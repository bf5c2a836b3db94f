import net from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import type { SmtpAddress } from './smtp-address.ts'

/** Why a mail was not taken. */
export type Failure = {
  error: string
  /** The command that was refused. A line that broke names none that could be relied on. */
  command?: string | undefined
  /** The server's answer, 4xx or 5xx; undefined when there was none. */
  code?: number | undefined
  /** Whether the server had asked for the mail's text: without an answer after that it may have taken it. */
  begun: boolean
  /** Whether the line broke, rather than the server having said no. */
  broke: boolean
}

/** One connection to a mail server, that takes one mail after the other. */
export type Line = {
  /** Hands a mail over. Null: the server has taken it. When `signal` says so the line is cut. */
  send(envelope: SMTPConnection.Envelope, bytes: Buffer, signal: AbortSignal): Promise<Failure | null>
  isOpen(): boolean
  close(): void
  /** How many mails it has taken. */
  taken: number
}

/** Milliseconds: for a server to answer the call, to greet, and for each of its answers after that. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * Opens a line. The connection is made here and given to nodemailer, which alone can cut it for certain; and it says
 * "CONN" of a connection lost at any stage, so that the mail's text is a stream that notes when it is first asked for:
 * that is after the server's 354.
 */
export function openLine(address: SmtpAddress): Line {
  const options = { ...patience, ...address }
  const socket = net.connect({ host: options.host, port: options.port })
  const broken = new AbortController()
  const breakWith = (error: Error) => {
    broken.abort(error)
    socket.destroy()
  }
  socket.on('error', breakWith).once('close', () => breakWith(new Error('the connection was closed')))
  const opened = open(socket, options, breakWith)
  opened.catch(breakWith)

  const line: Line = {
    taken: 0,
    isOpen: () => !broken.signal.aborted,
    close: () => breakWith(new Error('the line was closed')),
    send(envelope, bytes, signal) {
      let begun = false
      const text = Readable.from(
        (function* () {
          begun = true
          yield bytes
        })(),
      )
      return new Promise((resolve) => {
        const settle = (failure: Failure | null) => {
          broken.signal.removeEventListener('abort', onBroken)
          signal.removeEventListener('abort', onLate)
          resolve(failure)
        }
        const failed = (error: SMTPConnection.SMTPError, broke: boolean) =>
          settle({ error: error.message.slice(0, 500), command: error.command, code: error.responseCode, begun, broke })
        const onBroken = () => failed(broken.signal.reason, true)
        const onLate = () => breakWith(new Error('no answer in time'))
        if (signal.aborted) onLate()
        if (broken.signal.aborted) return onBroken()
        broken.signal.addEventListener('abort', onBroken)
        signal.addEventListener('abort', onLate)
        opened.then(
          (connection) =>
            connection.send(envelope, text, (error) => {
              if (error) return failed(error, false)
              line.taken++
              settle(null)
            }),
          () => {},
        )
      })
    },
  }
  return line
}

async function open(socket: net.Socket, options: SmtpAddress & typeof patience, breakWith: (error: Error) => void) {
  await new Promise<void>((resolve, reject) => {
    const late = () => reject(new Error('no connection in time'))
    socket.setTimeout(options.connectionTimeout, late)
    socket.once('connect', () => {
      socket.removeListener('timeout', late)
      resolve()
    })
  })
  const connection = new SMTPConnection({ ...options, connection: socket })
  connection.on('error', breakWith)
  connection.on('end', () => breakWith(new Error('the connection was closed')))
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()))
  })
  const { auth } = options
  // Whether the server asks for a name at all its types leave out.
  if (auth && 'user' in auth && (connection as { allowsAuth?: boolean }).allowsAuth)
    await new Promise<void>((resolve, reject) => {
      const credentials = { user: auth.user ?? '', pass: 'pass' in auth ? auth.pass : '' }
      connection.login(
        { credentials, method: options.authMethod } as SMTPConnection.AuthenticationCredentials,
        (error) => (error ? reject(error) : resolve()),
      )
    })
  return connection
}
