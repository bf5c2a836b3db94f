import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { proofOf } from '#db/entrance.ts'
import { staffRoles, tenantRoles } from '#db/schema/people.ts'
import { may, type Right } from '#lib/records/rights.ts'
import { enter, prompt } from '#lib/testing/prompt.ts'
import { makeWorld, planFor, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { draftWindow } from '#lib/windows/draft-window.ts'

// What SQL can do that gets into a statement of this product: what the person may whose transaction it is, and no more.

let world: World
const early = new Date('2026-11-01T09:00:00Z')

beforeAll(async () => {
  world = await makeWorld()
  const { id } = await draftWindow(world.operator, planFor(world.smart), early)
  await announceWindow(world.operator, { id }, early)
})

/** Whether a statement is refused; what it did is undone. */
async function refused(client: pg.Client, statement: string, values: unknown[] = []): Promise<string | null> {
  await client.query('savepoint s')
  const outcome = await client.query(statement, values).then(
    () => null,
    (error) => String(error.message),
  )
  await client.query('rollback to s')
  return outcome
}

describe('entering', () => {
  test('takes the proof of that very person', () =>
    prompt(async (client) => {
      for (const [person, proof] of [
        [null, ''],
        [null, null],
        [null, proofOf(world.auditor)],
        [world.operator, proofOf(world.auditor)],
        [world.operator, proofOf(null)],
      ])
        expect(await refused(client, 'select almanac_enter($1, $2)', [person, proof])).toMatch(/proof does not fit/)
      expect(await refused(client, 'select almanac_enter($1, $2)', [world.auditor, proofOf(world.auditor)])).toBeNull()
    }))

  test('writes no row', () =>
    prompt(async (client) => {
      await client.query('set transaction read only')
      await enter(client, world.operator)
      const { rows } = await client.query('select pg_current_xact_id_if_assigned() as id')
      expect(rows[0].id).toBeNull()
    }))

  test('cannot be said by hand: not made up, not widened, not kept for later', async () => {
    const said = `select current_setting('almanac.viewer') viewer, current_setting('almanac.seal') seal`
    const set = `select set_config('almanac.viewer', $1, true), set_config('almanac.seal', $2, true)`
    const kept = await prompt(async (client) => {
      await enter(client, world.auditor)
      const { viewer, seal } = (await client.query(said)).rows[0]
      const wider = JSON.stringify({ ...JSON.parse(viewer), system: true })
      for (const [as, by] of [
        [wider, seal],
        [wider, ''],
        [wider, null],
      ]) {
        await client.query('savepoint s')
        await client.query(set, [as, by])
        await expect(client.query('select * from windows')).rejects.toThrow(/was not entered/)
        await client.query('rollback to s')
      }
      return [viewer, seal]
    })
    await prompt(async (client) => {
      await client.query(set, kept)
      await expect(client.query('select * from audit')).rejects.toThrow(/was not entered/)
    })
  })

  test('without it nothing is written, the audit log included', () =>
    prompt(async (client) => {
      expect(
        await refused(client, `insert into audit (id, action, subject_kind, subject_id) values ('x', 'a', 'b', 'c')`),
      ).toMatch(/row-level security/)
      expect((await client.query(`update windows set version = version + 1`)).rowCount).toBe(0)
    }))

  test.each([
    `select almanac_enter_as(null)`,
    `select almanac_sign('enter system')`,
    `select almanac_seal('{}')`,
    'select * from entrance',
    'select * from reference_series',
    'select * from passwords',
    `update passwords set hash = 'x'`,
    'select * from edition_marks',
    'update edition set number = 0',
  ])('%s is the owner’s', (statement) =>
    prompt(async (client) => {
      await enter(client, null)
      expect(await refused(client, statement)).toMatch(/permission denied/)
    }),
  )
})

describe('passwords', () => {
  const asks = `$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA`
  const hash = `${asks}$aGFzaA`
  const set = 'select almanac_set_password($1, $2)'

  test('no column holds one that a statement could read', () =>
    prompt(async (client) => {
      await enter(client, null)
      await client.query(set, [world.operator, hash])
      const { rows } = await client.query(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'select')`,
      )
      expect(rows.length).toBeGreaterThan(20)
      for (const { name } of rows) {
        const found = await client.query(
          `select from ${name} t where to_jsonb(t)::text like '%argon2%' or to_jsonb(t)::text like '%aGFzaA%'`,
        )
        expect(found.rowCount, name).toBe(0)
      }
    }))

  test('are compared in the database: what one must be hashed with is told, and whether it fits, to who signs people in', () =>
    prompt(async (client) => {
      await enter(client, null)
      await client.query(set, [world.operator, hash])
      const answers = (person: string) =>
        client.query(
          'select almanac_password_asks($1) asks, almanac_password_fits($1, $2) good, almanac_password_fits($1, $3) bad',
          [person, hash, asks],
        )
      expect((await answers(world.operator)).rows).toEqual([{ asks, good: true, bad: false }])
      expect((await answers(world.auditor)).rows).toEqual([{ asks: null, good: false, bad: false }])
      await enter(client, world.auditor)
      expect(await refused(client, 'select almanac_password_asks($1)', [world.operator])).toMatch(/own/)
      expect(await refused(client, 'select almanac_password_fits($1, $2)', [world.operator, hash])).toMatch(/own/)
    }))

  test('are set by oneself, or by who administers everything', () =>
    prompt(async (client) => {
      await enter(client, world.auditor)
      expect(await refused(client, set, [world.auditor, hash])).toBeNull()
      expect(await refused(client, set, [world.operator, hash])).toMatch(/own/)
      await enter(client, world.operator)
      expect(await refused(client, set, [world.auditor, hash])).toBeNull()
    }))
})

describe('rights', () => {
  const rights: Right[] = ['read', 'plan', 'run', 'decide', 'administer']

  test('are the same in SQL as in the commands', () =>
    prompt(async (client) => {
      for (const role of [...staffRoles, ...tenantRoles]) {
        const { rows } = await client.query('select almanac_rights($1) as held', [role])
        expect(rows[0].held, role).toEqual(
          rights.filter((right) => may([{ role, serviceId: null, tenantId: null }], right)),
        )
      }
    }))

  /** Which tables somebody can change or delete a row of, by any statement. */
  async function writable(person: string): Promise<string[]> {
    return prompt(async (client) => {
      await enter(client, person)
      const { rows } = await client.query(
        `select relname as name, (select attname from pg_attribute where attrelid = pg_class.oid and attnum = 1) as first
         from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      )
      const found: string[] = []
      for (const { name, first } of rows) {
        for (const statement of [`update ${name} set ${first} = ${first}`, `delete from ${name}`]) {
          await client.query('savepoint s')
          const changed = await client.query(statement).then(
            ({ rowCount }) => (rowCount ?? 0) > 0,
            // Refused for what hangs on the row is not refused for who asks.
            (error) => error.code === '23503',
          )
          await client.query('rollback to s')
          if (changed && !found.includes(name)) found.push(name)
        }
      }
      return found
    })
  }

  test('who only reads changes nothing but their own account', async () => {
    for (const person of [world.auditor, world.memberA, world.memberB])
      expect(await writable(person)).toEqual(['users'])
  })

  test('who decides changes the window that a waiver is shown on, and what is said of it', async () => {
    expect(await writable(world.approver)).toEqual(['users', 'window_messages', 'windows'])
  })

  test('who plans and runs one service changes what is planned and runs there; nothing of another', async () => {
    const own = ['environments', 'policies', 'services', 'streams', 'components', 'notices', 'notice_subjects']
    const found = await writable(world.scheduler)
    expect(found).toEqual(expect.arrayContaining(['statuses', 'window_impacts', 'window_messages', 'windows']))
    expect(found.filter((name) => own.includes(name))).toEqual([])
    await prompt(async (client) => {
      await enter(client, world.stranger)
      expect((await client.query('update windows set version = version')).rowCount).toBe(0)
    })
  })

  test('references can be counted on, and that only for one’s own service', () =>
    prompt(async (client) => {
      const count = (service: string, audience = 'public', named: string[] = []) =>
        refused(client, 'select * from almanac_next_reference($1, $2, $3, $4, $5)', [
          'M 2026',
          audience,
          named,
          service,
          'ABCD',
        ])
      await enter(client, world.scheduler)
      expect(await count(world.smart.id)).toBeNull()
      expect(await count(world.demo.id)).toMatch(/no right/)
      expect(await count(world.smart.id, 'tenants', [world.demo.tenants['city-a'] ?? ''])).toMatch(/no right/)
      await enter(client, world.auditor)
      expect(await count(world.smart.id)).toMatch(/no right/)
    }))
})

describe('policies', () => {
  test('ask who is looking once a statement, never for each row', () =>
    prompt(async (client) => {
      const { rows } = await client.query(
        `select tablename || ' ' || policyname as name, concat(qual, ' ', with_check) as text from pg_policies where schemaname = 'public'`,
      )
      expect(rows.length).toBeGreaterThan(80)
      for (const { name, text } of rows)
        expect(text.replace(/\( ?SELECT almanac_\w+\(| AS almanac_\w+/g, ''), name).not.toMatch(/almanac_/)
    }))

  test('leave indexes usable', () =>
    prompt(async (client) => {
      await enter(client, world.scheduler)
      await client.query('set local enable_seqscan = off')
      const { rows } = await client.query(
        `explain select id from windows where starts_at < '2026-12-01' and ends_at > '2026-11-01'`,
      )
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).toMatch(/windows_by_time/)
      expect(plan).toMatch(/Index Cond: .*starts_at/)
      expect(plan).not.toMatch(/SubPlan/)
    }))
})
