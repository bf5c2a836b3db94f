import { createHmac } from 'node:crypto'

/**
 * What AUTH_SECRET gives to the database: a key by which its functions know who may name the viewer, a password by which
 * what serves connects. Processes of one database share the secret; whoever only gets SQL into one does not learn it.
 */
export function derived(purpose: string): Buffer {
  const secret = process.env.AUTH_SECRET
  if (!secret) throw new Error('AUTH_SECRET is not set')
  return createHmac('sha256', secret).update(`almanac database ${purpose}`).digest()
}

/** The proof that this process may enter as somebody: a user's id, or null for the portal itself. */
export function proofOf(person: string | null): string {
  const whom = person === null ? 'system' : `person ${person}`
  return createHmac('sha256', derived('entrance')).update(`enter ${whom}`).digest('hex')
}

/** The key as SQL needs it for HMAC-SHA256: the pads that are hashed before the message and before its hash. */
export function pads(): { inner: Buffer; outer: Buffer } {
  const key = Buffer.concat([derived('entrance'), Buffer.alloc(32)])
  return { inner: key.map((byte) => byte ^ 0x36) as Buffer, outer: key.map((byte) => byte ^ 0x5c) as Buffer }
}
