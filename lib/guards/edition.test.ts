import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Known, kinds } from '#lib/records/kinds.ts'
import { enter, prompt } from '#lib/testing/prompt.ts'
import { makeWorld, type World } from '#lib/testing/world.ts'

// The public edition rises for what anybody can see, and for nothing else. What anybody can see is said by the row
// policies alone; here every watched table is held to them, with rows of every audience and state.

/** Tables whose changes are no news, and why. Any other table has a watch. */
const unwatched: Record<string, string> = {
  audit: 'read by staff alone',
  calendar_feeds: 'read by its owner alone',
  deliveries: 'read by staff alone',
  edition: 'it is the number itself',
  edition_marks: 'belongs to the number',
  entrance: 'read by functions alone',
  holidays: 'rules ask it; no public page shows one',
  imports: 'read by operators alone',
  memberships: 'read by its owner and staff alone',
  notice_subjects: 'read by staff alone',
  notices: 'read by staff alone',
  passwords: 'compared by a function alone',
  plan_drafts: 'read by who plans alone',
  providers: 'no public page names one',
  rate_limits: 'read by the portal alone',
  reference_series: 'read by a function alone',
  sessions: 'read by its owner alone',
  subscribers: 'read by operators alone',
  tenants: 'read by members and staff alone',
  uploads: 'read by operators alone',
  users: 'read by oneself and staff alone',
  waiver_decisions: 'read by staff alone',
  waivers: 'read by staff alone: what was granted stands on the window',
}

for (const { table, watched } of Object.values<Known>(kinds)) if (watched !== true) unwatched[table] = watched.not

let world: World

beforeAll(async () => {
  world = await makeWorld()
})

async function watchedTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and exists (
       select from pg_trigger where tgrelid = pg_class.oid and tgfoid = 'almanac_watch'::regproc) order by 1`,
  )
  return rows.map((row) => row.relname)
}

type Watched = {
  table: string
  /** What to do to columns that a page could show: each of the texts and lists of a row, or else another one. */
  changes: string[]
  /** Whom its rows are for is said by themselves, by the row that takes them along, or nowhere: they are for everybody. */
  audience: 'own' | 'parent' | null
  /** Whether its rows can go: records, and what goes with something else. */
  goes: boolean
}

/** What the catalog says of each watched table; what is changed is no key. */
async function watchedOf(client: pg.Client): Promise<Watched[]> {
  const { rows } = await client.query<Watched>(
    `with watched as (
       select distinct tgrelid as id,
         exists (select from pg_attribute where attrelid = tgrelid and attname = 'audience') as own
       from pg_trigger where tgfoid = 'almanac_watch'::regproc),
     taken as (
       select conrelid as id, bool_or(parent.own) as parents from pg_constraint join watched parent on parent.id = confrelid
       where contype = 'f' and confdeltype = 'c' group by 1),
     columns as (
       select attrelid as id, attname as name, attnum, typname as type from pg_attribute join pg_type on pg_type.oid = atttypid
       where attnum > 0 and not exists (
         select from pg_constraint where conrelid = attrelid and attnum = any(conkey) and contype in ('p', 'u', 'f')))
     select watched.id::regclass::text as table, coalesce(
         (select array_agg(format($$%I = '{"en": "Changed"}'$$, name)) from columns c where c.id = watched.id and type = 'jsonb'),
         (select array[format('%1$I = %1$I + 1', min(name))] from columns c where c.id = watched.id and type = 'int4' having count(*) > 0),
         (select array[format($$%I = 'Changed'$$, min(name))] from columns c where c.id = watched.id and type = 'text')) as changes,
       case when own then 'own' when parents then 'parent' end as audience,
       taken.id is not null or watched.id = any($1::regclass[]) as goes
     from watched left join taken using (id) order by 1`,
    [Object.values(kinds).flatMap(({ table, watched }) => (watched === true ? [table] : []))],
  )
  return rows
}

/** Whether a change, which is undone again, raises the edition. */
async function raises(client: pg.Client, statement: string, values: unknown[]): Promise<boolean> {
  await client.query('savepoint s')
  const before = await client.query('select number from edition')
  const { rowCount } = await client.query(statement, values)
  expect(rowCount, statement).toBe(1)
  await client.query('set constraints all immediate')
  const after = await client.query('select number from edition')
  await client.query('rollback to s')
  return after.rows[0].number !== before.rows[0].number
}

/** As the portal itself, with rows of every audience and state, each with something of everything that belongs to it. */
async function withEverything(
  run: (client: pg.Client, seen: (table: string) => Promise<Set<string>>) => Promise<void>,
) {
  await prompt(async (client) => {
    await enter(client, null)
    const component = Object.values(world.demo.components)[0]
    const tenant = world.demo.tenants['city-a']
    const named = `case when audience = 'tenants' then array['${tenant}'] else '{}' end`
    const audiences = `unnest(enum_range(null::audience)) audience`
    const statements = [
      `insert into environments (id, slug, service_id, name, audience, tenants, position)
       select 'e ' || audience, 'e-' || audience, '${world.demo.id}', '{"en": "E"}', audience, ${named}, 99 from ${audiences}`,
      `insert into statuses (id, component_id, environment_id, state, since)
       select 's ' || id, '${component}', id, 'working', now() from environments where id like 'e %'`,
      `insert into windows (id, reference, service_id, kind, state, title, audience, tenants, starts_local, minutes, time_zone, starts_at, ends_at, rollback_said_at)
       select 'w ' || audience || state, 'X ' || audience || state, '${world.demo.id}', 'upgrade', state, '{"en": "W"}', audience, ${named},
         '2026-11-29 20:00', 60, 'UTC', '2026-11-29 20:00Z', '2026-11-29 21:00Z', now()
       from ${audiences}, unnest(array['draft', 'planned', 'announced', 'in_progress', 'verifying', 'completed', 'rolled_back', 'cancelled']) state`,
      `insert into window_impacts (id, window_id, component_id, environment_id, impact)
       select 'i ' || w.id, w.id, '${component}', e.id, 'outage' from windows w, environments e where w.id like 'w %' and e.id = 'e public'`,
      `insert into window_messages (id, window_id, kind, at) select 'm ' || id, id, 'update', now() from windows`,
      `insert into changes (id, window_id, title) select 'c ' || id, id, '{"en": "C"}' from windows`,
      `insert into releases (id, reference, service_id, title, version, type, audience, tenants)
       select 'r ' || audience || n, case when n = 1 then 'R ' || audience end, '${world.demo.id}', '{"en": "R"}', '1', 'major', audience, ${named}
       from ${audiences}, generate_series(0, 1) n`,
      `insert into freezes (id, reference, service_id, kind, title, audience, tenants, starts_on, ends_on, time_zone, starts_at, ends_at, published_at)
       select 'f ' || audience || n, 'F ' || audience || n, '${world.demo.id}', 'code_merge', '{"en": "F"}', audience, ${named},
         '2026-12-01', '2026-12-02', 'UTC', '2026-12-01', '2026-12-02', case when n = 1 then now() end from ${audiences}, generate_series(0, 1) n`,
      `insert into incidents (id, reference, service_id, title, severity, state, started_at, resolved_at, audience, tenants)
       select 'n ' || audience || state, 'N ' || audience || state, '${world.demo.id}', '{"en": "N"}', 'low', state, now(),
         case when state = 'resolved' then now() end, audience, ${named}
       from ${audiences}, unnest(array['investigating', 'identified', 'monitoring', 'resolved']) state`,
      `insert into incident_impacts (id, incident_id, component_id, environment_id, state)
       select 'i ' || n.id, n.id, '${component}', 'e public', 'degraded' from incidents n`,
      `insert into incident_messages (id, incident_id, state, at, text) select 'm ' || id, id, state, now(), '{"en": "M"}' from incidents`,
    ]
    for (const statement of statements) await client.query(statement)
    await client.query('set constraints all immediate')
    const seen = async (table: string) => {
      await client.query('savepoint anybody')
      await client.query(`select set_config('almanac.viewer', '', true)`)
      const { rows } = await client.query(`select ctid::text as place from ${table}`)
      await client.query('rollback to anybody')
      return new Set<string>(rows.map((row) => row.place))
    }
    await run(client, seen)
  })
}

test('every table is watched, or it is said why not', async () => {
  await prompt(async (client) => {
    const { rows } = await client.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
    const watched = await watchedTables(client)
    expect(rows.map((row) => row.relname).filter((name) => !watched.includes(name))).toEqual(
      Object.keys(unwatched).sort(),
    )
  })
})

test('each watch looks before and after, whatever is done', async () => {
  await prompt(async (client) => {
    const { rows } = await client.query(
      `select relname, array_agg(trigger.tgtype::int order by tgtype) types, count(distinct tgargs)::int arguments
       from pg_trigger trigger join pg_class on pg_class.oid = tgrelid where tgfoid = 'almanac_watch'::regproc group by 1`,
    )
    // For each row: after an insert or update (1 + 4 + 16), before an update or delete (1 + 2 + 8 + 16).
    for (const row of rows) expect(row, row.relname).toMatchObject({ types: [21, 27], arguments: 1 })
  })
})

test('a row that another one takes along is watched through that other one, or the column is shown nowhere', async () => {
  await prompt(async (client) => {
    const watched = await watchedTables(client)
    const { rows } = await client.query(
      `select conrelid::regclass::text as child, confrelid::regclass::text as parent, attname as name, exists (
         select from pg_trigger where tgrelid = conrelid and tgfoid = 'almanac_watch'::regproc
           and position(attname::bytea in tgargs) > 0) as unseen
       from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'f' and confdeltype <> 'a'`,
    )
    for (const { child, parent, name, unseen } of rows)
      if (watched.includes(child) && !unseen) expect(watched, `${child}.${name}`).toContain(parent)
  })
})

describe('the edition rises exactly for rows that anybody sees', () => {
  test(
    'when they change',
    () =>
      withEverything(async (client, seen) => {
        for (const { table, changes, audience } of await watchedOf(client)) {
          const places = await seen(table)
          const { rows } = await client.query(`select ctid::text as place, to_jsonb(t) as row from ${table} t`)
          expect(rows.length, `a row of ${table}, to be made by withEverything`).toBeGreaterThan(0)
          if (audience)
            expect(
              [places.size > 0, places.size < rows.length],
              `${table}: rows that anybody sees, and others`,
            ).toEqual([true, true])
          for (const { place, row } of rows) {
            // What nobody sees is no news, whatever of it changes.
            for (const change of places.has(place) ? changes : [changes.join(', ')]) {
              const raised = await raises(client, `update ${table} set ${change} where ctid = $1`, [place])
              expect(raised, `${change} in ${table} ${JSON.stringify(row)}`).toBe(places.has(place))
            }
          }
        }
      }),
    120_000,
  )

  test(
    'when they come and go',
    () =>
      withEverything(async (client, seen) => {
        // The portal, services and their like stay.
        for (const { table, goes } of await watchedOf(client)) {
          if (!goes) continue
          const places = await seen(table)
          const { rows } = await client.query(`select ctid::text as place, to_jsonb(t) as row from ${table} t`)
          for (const { place, row } of rows) {
            const raised = await raises(client, `delete from ${table} where ctid = $1`, [place])
            expect(raised, `${table} ${JSON.stringify(row)}`).toBe(places.has(place))
          }
        }
      }),
    120_000,
  )

  test(
    'when they become visible or cease to be',
    () =>
      withEverything(async (client, seen) => {
        const ways = [
          ['public', 'internal', true],
          ['internal', 'public', true],
          ['internal', 'tenants', false],
          ['tenants', 'internal', false],
          ['tenants', 'public', true],
          ['public', 'tenants', true],
        ] as const
        const tenants = `array['${world.demo.tenants['city-a']}']`
        const audience = `audience = $2::audience, tenants = case when $2 = 'tenants' then ${tenants} else '{}' end`
        for (const { table, audience: said } of await watchedOf(client)) {
          if (said !== 'own') continue
          // One that nothing but its audience can hide.
          const { rows } = await client.query(
            `select id from ${table} where audience = 'public' and ctid = any($1::tid[]) order by id limit 1`,
            [[...(await seen(table))]],
          )
          expect(rows, `a row of ${table} for everybody, to be made by withEverything`).toHaveLength(1)
          for (const [from, to, news] of ways) {
            await client.query('savepoint before')
            const statement = `update ${table} set ${audience} where id = $1`
            await client.query(statement, [rows[0].id, from])
            expect(await raises(client, statement, [rows[0].id, to]), `${table} ${from} ${to}`).toBe(news)
            await client.query('rollback to before')
          }
        }
      }),
    120_000,
  )
})
