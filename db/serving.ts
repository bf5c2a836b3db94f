import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import pg from 'pg'
import { derived } from './entrance.ts'

/**
 * What serves connects as a login of its own that owns nothing: `DATABASE_serving` for the database of that name, with
 * the rights of `almanac_app`. DATABASE_URL names the owner, who prepares; from it and AUTH_SECRET follows the rest.
 */
export function servingConnection(at: Place = placeOf(process.env.DATABASE_URL)): pg.ClientConfig {
  const { host, port, database, ssl } = at
  return { host, port, database, ssl, user: servingLogin(database ?? ''), password: password() }
}

type Place = Pick<pg.Client, 'host' | 'port' | 'database' | 'ssl'>
/** What the driver makes of an address, its defaults and the environment's; nothing is connected. */
const placeOf = (url: string | undefined): Place => new pg.Client({ connectionString: url })

/** Names of roles end after 63 bytes. */
export function servingLogin(database: string): string {
  const login = `${database}_serving`
  if (Buffer.byteLength(login) <= 63) return login
  return `almanac_serving_${createHash('sha256').update(database).digest('hex').slice(0, 16)}`
}

const password = () => derived('login').toString('base64url')

/** Why what serves cannot connect as it should. `sql`: what an administrator runs instead. */
export class NoServingLogin extends Error {
  sql: string | null

  constructor(message: string, sql: string | null = null) {
    super(message)
    this.sql = sql
  }
}

/**
 * Makes the login where there is none, gives it its password where AUTH_SECRET is another than last time, and sees that
 * whoever connects by it is nobody else and can do no more.
 *
 * @throws NoServingLogin
 */
export async function prepareServing(owner: pg.Client): Promise<void> {
  const login = servingLogin(owner.database ?? '')
  const found = await whoServes(owner)
  if (found) return check(found, login)
  const verifier = scramVerifier(password())
  const make = [
    `create role ${pg.escapeIdentifier(login)} login password ${pg.escapeLiteral(verifier)}`,
    `grant almanac_app to ${pg.escapeIdentifier(login)}`,
  ]
  const change = `alter role ${pg.escapeIdentifier(login)} login password ${pg.escapeLiteral(verifier)}`
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [login])
  try {
    for (const statement of rowCount ? [change, make[1] ?? ''] : make) await owner.query(statement)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    const sql = (rowCount ? [change, make[1]] : make).map((statement) => `${statement};`).join(' ')
    throw new NoServingLogin(`The database user “${owner.user}” may not make the login “${login}”`, sql)
  }
  const made = await whoServes(owner)
  if (!made) throw new NoServingLogin(`The login “${login}” was made, and PostgreSQL or a pooler before it refuses it`)
  check(made, login)
}

type Found = { user: string; mighty: boolean; owns: boolean; app: boolean }

/** Who one is when connected as what serves; null when the login or its password is not known. */
async function whoServes(at: Place): Promise<Found | null> {
  const client = new pg.Client({
    ...servingConnection(at),
    application_name: 'almanac prepare',
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Found>(
      `select current_user as user, rolsuper or rolbypassrls or rolcreaterole as mighty,
         exists (select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(current_user, relowner, 'member')) as owns,
         pg_has_role(current_user, 'almanac_app', 'usage') as app
       from pg_roles where rolname = current_user`,
    )
    return rows[0] ?? null
  } catch (error) {
    if (['28P01', '28000'].includes(String((error as { code?: string }).code))) return null
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

function check({ user, mighty, owns, app }: Found, login: string): void {
  if (user !== login)
    throw new NoServingLogin(
      `What serves connects as “${login}” and is “${user}” then: a pooler in between must not change users`,
    )
  if (mighty || owns)
    throw new NoServingLogin(
      `The login “${login}” can do more than it should: it must be no superuser, bypass no policies, make no roles and own nothing`,
    )
  if (!app)
    throw new NoServingLogin(
      `The login “${login}” has not the role almanac_app`,
      `grant almanac_app to ${pg.escapeIdentifier(login)};`,
    )
}

/** A password as PostgreSQL keeps it (RFC 5803), so that the password itself is sent and logged nowhere. */
function scramVerifier(secret: string): string {
  const iterations = 4096
  const salt = createHash('sha256').update(`salt ${secret}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(secret, salt, iterations, 32, 'sha256')
  const hmac = (key: string) => createHmac('sha256', salted).update(key).digest()
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`
}
