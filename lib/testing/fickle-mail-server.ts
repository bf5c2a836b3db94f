import { createServer, type Socket } from 'node:net'

/** Where in taking a mail a server can do something else: `text` is half of the mail, `answer` is all of it taken. */
export const stages = ['call', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'text', 'answer'] as const
export type Stage = (typeof stages)[number]
/** What it does there: go on, hang up, fall silent, or say no with this line. */
export type Whim = 'on' | 'drop' | 'silent' | `4${string}` | `5${string}`

export type Fickle = Awaited<ReturnType<typeof startFickleMailServer>>

/**
 * A mail server that does as it is told at each stage of each mail, and remembers what it has taken: also a mail whose
 * taking it did not confirm, as servers do that hang up or fall silent after it. Speaks the least of SMTP (RFC 5321).
 */
export async function startFickleMailServer(whim: (stage: Stage, to: string) => Whim = () => 'on') {
  const taken: { to: string; subject: string; messageId: string; confirmed: boolean }[] = []
  const names: string[] = []
  const open = new Set<Socket>()
  let connections = 0
  let most = 0
  const server = createServer((socket) => {
    connections++
    open.add(socket)
    most = Math.max(most, open.size)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    let to = ''
    let text: string | null = null
    let rest = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    /** Whether it goes on. */
    const goesOn = (stage: Stage): boolean => {
      const does = whim(stage, to)
      if (does === 'drop') socket.destroy()
      else if (does !== 'on' && does !== 'silent') say(does)
      return does === 'on'
    }
    const take = (line: string) => {
      const command = line.slice(0, 4).toUpperCase()
      if (command === 'EHLO' || command === 'HELO') {
        if (goesOn('EHLO')) say('250-fickle\r\n250 AUTH PLAIN')
      } else if (command === 'AUTH') {
        names.push(
          Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .split('\0')
            .slice(1)
            .join(' '),
        )
        say('235 in')
      } else if (command === 'MAIL') {
        if (goesOn('MAIL')) say('250 go on')
      } else if (command === 'RCPT') {
        to = /<(.*)>/.exec(line)?.[1] ?? ''
        if (goesOn('RCPT')) say('250 go on')
      } else if (command === 'DATA') {
        if (!goesOn('DATA')) return
        text = ''
        say('354 the text')
      } else say(command === 'QUIT' ? '221 bye' : '250 ok')
    }
    const end = (mail: string) => {
      const does = whim('answer', to)
      const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(mail)?.[1]?.trim() ?? ''
      if (does === 'on' || does === 'drop' || does === 'silent')
        taken.push({ to, subject: header('Subject'), messageId: header('Message-ID'), confirmed: does === 'on' })
      if (does === 'drop') socket.destroy()
      else if (does !== 'silent') say(does === 'on' ? '250 taken' : does)
    }
    socket.setEncoding('utf8').on('data', (part: string) => {
      rest += part
      for (;;) {
        if (text !== null) {
          if (!rest || !goesOn('text')) return
          const over = rest.indexOf('\r\n.\r\n')
          if (over < 0) return
          const mail = rest.slice(0, over)
          rest = rest.slice(over + 5)
          text = null
          end(mail)
        } else {
          const over = rest.indexOf('\r\n')
          if (over < 0) return
          const line = rest.slice(0, over)
          rest = rest.slice(over + 2)
          take(line)
        }
      }
    })
    if (goesOn('call')) say('220 fickle')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    taken,
    /** Names and passwords with which it was entered. */
    names,
    connections: () => connections,
    /** The most connections that were open at once. */
    most: () => most,
    openConnections: () => open.size,
    hangUp: () => {
      for (const socket of open) socket.destroy()
    },
    obey: (next: typeof whim) => {
      whim = next
    },
    stop: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
