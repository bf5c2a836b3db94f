import { eq } from 'drizzle-orm'
import type pg from 'pg'
import { BeingPrepared, empty, migrate, NewerDatabase, whilePreparing } from '#db/migrate.ts'
import { memberships } from '#db/schema/people.ts'
import { demo, portal } from '#db/schema/portal.ts'
import { users } from '#db/schema/users.ts'
import { asSystem } from '#db/scope.ts'
import { NoServingLogin } from '#db/serving.ts'
import { asksOf, hashPassword, makePassword, setPassword } from '#lib/auth/password.ts'
import { asKept } from '#lib/input.ts'
import { step } from './progress.ts'
import { StartFailure } from './start-failure.ts'

/** What is printed at the end of a start: how to get in. */
export type SignIns = { email: string; password: string; who: string }[]

/**
 * Brings the schema up to date and fills an empty database; gives the sign-ins of the demo. Processes that start at once do
 * this one after the other: what the first one printed holds.
 */
export function prepareDatabase(
  url: string,
  seed: 'demo' | 'none',
  keepPassword: (make: () => string) => Promise<string>,
): Promise<SignIns> {
  return whilePreparing(url, async (owner) => {
    await step('schema up to date', async (note) => {
      const run = await migrate(owner)
      if (run) note(`schema migrated, ${run} steps`)
    })
    await fill(owner, seed, keepPassword)
    return demoSignIns(keepPassword)
  })
}

async function fill(
  owner: pg.Client,
  seed: 'demo' | 'none',
  keepPassword: (make: () => string) => Promise<string>,
): Promise<void> {
  const [site] = await asSystem((tx) => tx.select().from(portal))
  if (site && site.demo !== demo.begun) return
  // A start that was killed while it put the demo in left a part of it: nobody has used it, and it is begun again.
  if (site) await empty(owner)
  if (seed === 'demo') {
    const { seedDemo } = await import('#lib/demo/demo.ts')
    const password = await keepPassword(makePassword)
    await step('demo data', () => seedDemo(password, new Date()))
  } else {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    await asSystem((tx) => tx.insert(portal).values({ name: { en: 'Almanac', hi: 'Almanac' }, timeZone: zone }))
  }
}

/**
 * Makes the operator that ADMIN_EMAIL names, or one when there is none at all. A made-up password is shown this once: it is
 * `tell` that prints it, before the person is there for good. Who is killed earlier has made nobody, and the next start does.
 */
export function firstOperator(url: string, tell: (made: SignIns) => void): Promise<void> {
  return whilePreparing(url, () => makeOperator(tell))
}

async function makeOperator(tell: (made: SignIns) => void): Promise<void> {
  const named = asKept(process.env.ADMIN_EMAIL ?? '')
  const operators = await asSystem((tx) =>
    tx
      .select({ email: users.email })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(eq(memberships.role, 'operator')),
  )
  if (named ? operators.some((operator) => operator.email === named) : operators.length) return tell([])
  const email = named || 'operator@almanac.example'
  const password = process.env.ADMIN_PASSWORD || makePassword()
  const hashed = await hashPassword(password)
  await asSystem(async (tx) => {
    const [site] = await tx.select().from(portal)
    const [user] = await tx
      .insert(users)
      .values({ email, name: 'Operator', timeZone: site?.timeZone ?? 'UTC' })
      .onConflictDoUpdate({ target: users.email, set: { email } })
      .returning()
    if (!user) throw new Error('the operator was not made')
    await tx.insert(memberships).values({ userId: user.id, role: 'operator' }).onConflictDoNothing()
    // Who was somebody here before keeps the password they know.
    if (await asksOf(tx, user.id)) return tell([{ email, password: '(as before)', who: 'operator' }])
    await setPassword(tx, user.id, hashed)
    const shown = process.env.ADMIN_PASSWORD ? '(ADMIN_PASSWORD)' : password
    tell([{ email, password: shown, who: 'operator; shown this once' }])
  })
}

async function demoSignIns(keepPassword: (make: () => string) => Promise<string>): Promise<SignIns> {
  const isDemo = await asSystem(async (tx) => (await tx.select().from(portal))[0]?.demo === demo.whole)
  if (!isDemo) return []
  const { demoPeople } = await import('#lib/demo/demo-people.ts')
  const password = await keepPassword(() => '(as it was set)')
  return demoPeople.map(({ email, who }) => ({ email, password, who }))
}

/** Throws unless `url` looks like the address of a PostgreSQL. */
export function checkAddress(url: string): void {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    throw new StartFailure(
      'DATABASE_URL is no address of a PostgreSQL: one looks like postgres://user:password@host:5432/almanac.',
    )
}

/** One sentence for what keeps the database from being used; null for what may pass by itself. */
export function databaseFailure(error: unknown, url: string): StartFailure | null {
  if (error instanceof NewerDatabase)
    return new StartFailure('The database is newer than this code: start the version that migrated it, or a later one.')
  if (error instanceof NoServingLogin)
    return new StartFailure(`${error.message}${error.sql ? `: an administrator runs: ${error.sql}` : '.'}`)
  const { code, message } = rootCause(error)
  const { hostname, pathname, username } = new URL(url)
  if (code === '28P01' || code === '28000')
    return new StartFailure(
      `PostgreSQL at ${hostname} refused the password or the user “${username}”: check DATABASE_URL.`,
    )
  if (code === '3D000')
    return new StartFailure(
      `There is no database “${pathname.slice(1)}” at ${hostname}: create it, or check DATABASE_URL.`,
    )
  if (code === '42501')
    return new StartFailure(
      `The database user “${username}” lacks a right: ${message}. It must own the database and may create roles; otherwise an administrator runs: create role almanac_app; grant almanac_app to ${username};`,
    )
  if (error instanceof BeingPrepared)
    return new StartFailure(
      `Another Almanac has been preparing the database at ${hostname} for two minutes: stop it, or wait for it and start again.`,
    )
  if (code === '53100') return new StartFailure('The disk of the database is full.')
  return null
}

function rootCause(error: unknown): { code?: string; message: string } {
  const { cause } = error as { cause?: unknown }
  return cause ? rootCause(cause) : (error as { code?: string; message: string })
}
