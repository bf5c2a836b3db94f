/**
 * A transaction that could not be done just now. `busy`: too many want the same at once; `away`: the database can't be
 * reached; both have changed nothing. `unsure`: the end of a change was not confirmed in time: it may have been made.
 */
export class Unavailable extends Error {
  reason: 'busy' | 'away' | 'unsure'

  constructor(reason: Unavailable['reason'], cause: unknown) {
    super(`the database is ${reason}`, { cause })
    this.reason = reason
  }
}

/** What PostgreSQL, its driver and the pool say when it takes too long, or when others are in the way. */
const busyCodes = new Set(['40P01', '40001', '53300', '55P03', '57014'])
const busyWords = /^(timeout exceeded when trying to connect|Query read timeout)$/
/** What they say when the database is stopped, starts, or is cut off. */
const awayCodes = /^(08...|57P0[1-3]|E(CONN|PIPE|AI_AGAIN|HOST|NET|NOTFOUND|NOENT|TIMEDOUT).*)$/
const awayWords = /^(Connection terminated|timeout expired|Client has encountered a connection error)/

/** The same error, or what it means for whoever waits. */
export function asUnavailable(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Unavailable) return error
    const code = 'code' in cause ? String(cause.code) : ''
    if (busyCodes.has(code) || busyWords.test(cause.message)) return new Unavailable('busy', error)
    if (awayCodes.test(code) || awayWords.test(cause.message)) return new Unavailable('away', error)
  }
  return error
}

/** Whether the database ended a transaction for the sake of another: it can be done again from its start. */
export function gaveWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && (error.code === '40P01' || error.code === '40001')) || gaveWay(error.cause)
}
