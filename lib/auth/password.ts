import { randomInt } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import type { Tx } from '#db/scope.ts'

/** Argon2id with the library's defaults, which are OWASP's: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

/** Sets the password of somebody, hashed: one's own, or as who administers everything. */
export async function setPassword(tx: Tx, person: string, hashed: string): Promise<void> {
  await tx.execute(sql`select almanac_set_password(${person}, ${hashed})`)
}

/** What a password of theirs has to be hashed with, to be compared; null for who has none. The hash stays in the database. */
export async function asksOf(tx: Tx, person: string): Promise<string | null> {
  const { rows } = await tx.execute<{ asks: string | null }>(sql`select almanac_password_asks(${person}) as asks`)
  return rows[0]?.asks ?? null
}

/** Whether a password, hashed as theirs asks for, is theirs. The database compares. */
export async function fits(tx: Tx, person: string, hashed: string): Promise<boolean> {
  const { rows } = await tx.execute<{ fits: boolean }>(sql`select almanac_password_fits(${person}, ${hashed}) as fits`)
  return rows[0]?.fits === true
}

/**
 * A password hashed with the costs and the salt of another; without one it takes as long, so that the time does not tell
 * whether an account exists.
 */
export async function hashAs(asks: string | null, password: string): Promise<string> {
  decoy ??= hashPassword('nobody has this password')
  const [, , , costs, salt] = (asks ?? (await decoy)).split('$')
  const cost = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(costs ?? '')?.[1])
  return hash(password, {
    memoryCost: cost('m'),
    timeCost: cost('t'),
    parallelism: cost('p'),
    salt: Buffer.from(salt ?? '', 'base64'),
  })
}

let decoy: Promise<string> | undefined

/** A password that can be read out: four groups of four letters and digits that are not mistaken for each other. */
export function makePassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')).join(
    '-',
  )
}
