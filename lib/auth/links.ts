import { createHmac, timingSafeEqual } from 'node:crypto'
import { settings } from '#lib/settings.ts'

/**
 * Keys that stand in the links of a mail, in the address of a private calendar and in the cookie of a device: whoever
 * holds one reads that mail, made that calendar or signed in there. A key names what it is for and a row, and is signed with AUTH_SECRET, so that nothing secret is
 * kept and a key cannot be made up or used for something else.
 */
export type Purpose = 'confirm' | 'subscription' | 'membership' | 'calendar' | 'device'

/** @param until seconds since 1970 after which the key is void; without it, it holds as long as the row */
export function makeKey(purpose: Purpose, id: string, until?: number): string {
  const body = until ? `${id}.${until.toString(36)}` : id
  return `${body}.${sign(purpose, body)}`
}

/** The row a key names, or null for one that is void, made up or for something else. */
export function readKey(purpose: Purpose, key: string, now = new Date()): string | null {
  // What a form sends may be anything.
  const parts = String(key).split('.')
  const signature = parts.pop() ?? ''
  const body = parts.join('.')
  const expected = Buffer.from(sign(purpose, body))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  const [id, until] = parts
  if (!id || (until && Number.parseInt(until, 36) * 1000 < now.getTime())) return null
  return id
}

function sign(purpose: Purpose, body: string): string {
  return createHmac('sha256', settings.authSecret()).update(`${purpose} ${body}`).digest('base64url').slice(0, 27)
}
