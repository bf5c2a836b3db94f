import type { Mail } from './render-mail.tsx'

/**
 * What became of a mail that was handed over. `unclear`: it may have arrived, because the answer did not; a transport
 * that knows keys may try it again, for as long as the key lives.
 */
export type Outcome =
  | { result: 'sent'; providerId?: string }
  | { result: 'refused'; error: string } // never: the address or the mail itself is not accepted
  | { result: 'later'; error: string } // not now: nothing arrived
  | { result: 'unclear'; error: string }

/** The longest that an attempt may take, in seconds, from its claim to its outcome: then it is broken off. */
export const attemptSeconds = 45

export type Transport = {
  name: 'resend' | 'smtp' | 'outbox'
  /** Hands a batch over in one call under one key: all of it arrives or nothing. Null: it wants these one by one. */
  sendBatch?: (key: string, mails: Mail[]) => Promise<Outcome[] | null>
  /** Hands one mail over, and ends when `signal` says that the time is over. */
  sendOne: (key: string, mail: Mail, signal: AbortSignal) => Promise<Outcome>
  /** How many are handed over at a time. */
  lanes: number
  /** How many more may be under way because their answer is slow, while others take their place. */
  aside: number
  /**
   * How long a key protects against a second mail, in hours; after that an unclear one is not tried again. Null: it knows
   * no keys, and an unclear one is tried once more.
   */
  keyHours: number | null
}
