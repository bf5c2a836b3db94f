import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the library's defaults, which are OWASP's: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

/** Compares; without a hash it takes as long and says no, so that the time does not tell whether an account exists. */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(passwordHash ?? (await decoy), password).catch(() => false)
  return matches && passwordHash !== null
}

let decoy: Promise<string> | undefined

/** A password that can be read out: four groups of four letters and digits that are not mistaken for each other. */
export function makePassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')).join(
    '-',
  )
}
