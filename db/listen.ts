import { EventEmitter } from 'node:events'
import pg from 'pg'
import { servingConnection } from './serving.ts'

type Events = {
  /** The edition is this now: it rose, or the table says so after a restore. */
  edition: [number]
  /** The table holds another history than was known, as after a restore; what was made of the old one is void. `edition` follows. */
  restored: []
  /** A notice waits to be sent. */
  notice: []
  up: []
  down: []
}

/** How often the connection is tried, and how long an answer may take while this process is not held up itself, in milliseconds. */
const beat = 400
const patience = 800

/**
 * The process's one LISTEN connection. It tells when the edition rises, and by a heartbeat within about a second when
 * the database is away, stopped or frozen, and when it is back. It never gives up.
 */
export class Listener extends EventEmitter<Events> {
  /** Null until the first answer. */
  isUp: boolean | null = null
  edition = -1
  /** When the edition that was read last was raised: two of one number are not the same edition after a restore. */
  #raised: { edition: number; at: number } | undefined
  #client: pg.Client | undefined
  #stopping = false
  #running: Promise<void>

  constructor() {
    super()
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.race([Promise.all([this.#running, this.#client?.end().catch(() => {})]), wait(1500)])
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#connect()
        while (!this.#stopping) {
          await this.#ask()
          await wait(beat)
        }
      } catch {
        this.#say(false)
      }
      const lost = this.#client
      this.#client = undefined
      void lost?.end().catch(() => {})
      if (!this.#stopping) await wait(beat)
    }
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...servingConnection(),
      application_name: 'almanac listen',
      connectionTimeoutMillis: 2000,
    })
    this.#client = client
    // An idle connection that breaks says so here before the next beat does.
    client.on('error', () => this.#say(false))
    client.on('end', () => {
      if (this.#client === client) this.#say(false)
    })
    client.on('notification', ({ channel, payload }) => {
      if (channel === 'almanac_edition') this.#hear(Number(payload))
      if (channel === 'almanac_notice') this.emit('notice')
    })
    await client.connect()
    await inTime(client.query('listen almanac_edition; listen almanac_notice'))
  }

  async #ask(): Promise<void> {
    const client = this.#client
    if (!client) throw new Error('no connection')
    const { rows } = await inTime(
      client.query<{ number: string; raised_at: Date }>('select number, raised_at from edition'),
    )
    if (rows[0]) this.#read(Number(rows[0].number), rows[0].raised_at.getTime())
    this.#say(true)
  }

  /** What the table says replaces what was known; a notification is only ever early. */
  #read(edition: number, at: number): void {
    const other = this.#raised?.edition === edition && this.#raised.at !== at
    if (edition < this.edition || other) {
      this.edition = -1
      this.emit('restored')
    }
    this.#raised = { edition, at }
    this.#hear(edition)
  }

  #hear(edition: number): void {
    if (edition <= this.edition) return
    this.edition = edition
    this.emit('edition', edition)
  }

  #say(up: boolean): void {
    if (this.isUp === up || this.#stopping) return
    this.isUp = up
    this.emit(up ? 'up' : 'down')
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/**
 * The answer, or an error once it is late. A process that was busy itself finds the timer over before it has read what
 * came meanwhile: it reads first, and where it was late with the timer too, the database gets its time anew.
 */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let answered = false
  const settled = answer.finally(() => {
    answered = true
  })
  settled.catch(() => {})
  for (;;) {
    const started = performance.now()
    await Promise.race([settled, wait(patience)])
    await new Promise(setImmediate)
    if (answered) return settled
    if (performance.now() - started < patience * 1.25) throw new Error('the database does not answer')
  }
}
