import { rm } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { migrate, whilePreparing } from '#db/migrate.ts'
import { endPool } from '#db/pool.ts'
import { memberships } from '#db/schema/people.ts'
import { users } from '#db/schema/users.ts'
import { asActor, asSystem } from '#db/scope.ts'
import { judgeWindow } from '#lib/judging/judge-window.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import { dcc } from '#lib/policies/presets/dcc.ts'
import { startPostgres } from '#lib/server/embedded-postgres.ts'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { makeService } from '#lib/services/make-service.ts'

const services = 50
const rounds = 400
/** So many windows are put in by one statement: a slow machine does that within the patience of a query. */
const step = 1_000
const now = new Date('2026-11-21T12:00:00Z')

/**
 * What it takes to judge one stored window by every rule, as a scheduler whom row-level security restricts to one
 * service, the transaction included: beside 1,000, 10,000 and 100,000 published windows of fifty services over two
 * years, each with a component, ten freezes a service.
 */
export async function benchChecks(): Promise<void> {
  const folder = temporaryFolder('bench')
  const postgres = await startPostgres(folder)
  process.env.DATABASE_URL = postgres.url
  process.env.AUTH_SECRET ??= 'of the bench'
  try {
    await whilePreparing(postgres.url, migrate)
    const { scheduler, drafts } = await prepare()
    console.log(`\nOne window by all rules, database included, ${rounds} checks, ${services} services\n`)
    console.log(row('published windows', 'median ms', 'p95 ms', 'p95 of first'))
    let first = 0
    let stored = 0
    for (const count of [1_000, 10_000, 100_000]) {
      for (; stored < count; stored += step) await publish(stored, stored + step)
      await analyse(postgres.url)
      const check = (index: number) =>
        asActor(scheduler, async (tx) => {
          const window = await findWindow(tx, drafts[index % drafts.length] ?? '')
          if (!window) throw new Error('The scheduler should see the draft.')
          return judgeWindow(tx, window, 'announce', now)
        })
      for (let index = 0; index < 200; index++) await check(index)
      const taken: number[] = []
      for (let index = 0; index < rounds; index++) {
        const start = performance.now()
        await check(index)
        taken.push(performance.now() - start)
      }
      taken.sort((one, other) => one - other)
      const p95 = taken[Math.floor(rounds * 0.95)] ?? 0
      first ||= p95
      console.log(row(String(count), (taken[rounds >> 1] ?? 0).toFixed(1), p95.toFixed(1), (p95 / first).toFixed(2)))
    }
  } finally {
    await endPool()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Fifty services, a scheduler of one of them, and twenty of its drafts. */
async function prepare(): Promise<{ scheduler: string; drafts: string[] }> {
  return asSystem(async (tx) => {
    const made = []
    for (let index = 0; index < services; index++)
      made.push(await makeService(tx, { ...dcc, slug: `service-${index}`, letter: 'D' }, index, now))
    const [own] = made
    const [user] = await tx
      .insert(users)
      .values({ email: 'sam@almanac.example', name: 'Sam', timeZone: 'Europe/London' })
      .returning()
    if (!own || !user) throw new Error('The bench could not be prepared.')
    await tx.insert(memberships).values({ userId: user.id, role: 'scheduler', serviceId: own.id })
    await tx.execute(sql`
      insert into freezes (id, reference, service_id, kind, title, starts_on, ends_on, time_zone, starts_at, ends_at, published_at)
      select s.id || n, 'F-' || s.slug || n, s.id, 'annual', '{"en":"Freeze"}', d, d + 5, 'Europe/London', d, d + 5, ${now}
      from services s, generate_series(1, 10) n, lateral (select date '2026-12-01' + n * 70 as d) days`)
    const environment = own.environments.production
    const { rows } = await tx.execute<{ id: string }>(sql`
      insert into windows (id, service_id, environment_id, kind, title, starts_local, minutes, time_zone, starts_at, ends_at)
      select 'draft' || n, ${own.id}, ${environment}, 'maintenance', '{"en":"Draft"}', at at time zone 'Europe/London', 240,
        'Europe/London', at, at + interval '4 hours'
      from generate_series(1, 20) n, lateral (select timestamptz '2027-01-10 20:00Z' + n * interval '30 days' as at) times
      returning id`)
    return { scheduler: user.id, drafts: rows.map(({ id }) => id) }
  })
}

/** Published windows from one number of them to another, dealt to the services in turn, spread over two years. */
async function publish(from: number, to: number): Promise<void> {
  await asSystem(async (tx) => {
    await tx.execute(sql`
      insert into windows (id, reference, state, service_id, environment_id, kind, title, starts_local, minutes, time_zone, starts_at, ends_at, published_at)
      select 'w' || n, 'M-' || n, 'planned', s.id, e.id, 'maintenance', '{"en":"Maintenance"}', at at time zone 'Europe/London', 60,
        'Europe/London', at, at + interval '1 hour', ${now}
      from generate_series(${from + 1}::int, ${to}::int) n
      join services s on s.slug = 'service-' || (n % ${services})
      join environments e on e.service_id = s.id and e.slug = (array['production', 'uit-a', 'sit-a', 'sit-b'])[1 + (n / ${services}) % 4],
      lateral (select timestamptz '2026-11-25 00:00Z' + (n::bigint * 7919 % 17000) * interval '1 hour' as at) times`)
    await tx.execute(sql`
      insert into window_impacts (id, window_id, component_id, environment_id, impact)
      select w.id, w.id, c.id, w.environment_id, 'outage'
      from windows w join components c on c.service_id = w.service_id and c.position = 0
      where w.id = any (${sql.param(Array.from({ length: to - from }, (_, at) => `w${from + at + 1}`))}::text[])`)
  })
}

/** What autovacuum does by itself a minute later. */
async function analyse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

const row = (name: string, ...figures: string[]) => name.padEnd(22) + figures.map((one) => one.padStart(14)).join('')
