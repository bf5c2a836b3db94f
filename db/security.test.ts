import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { addressNotice } from '#lib/channels/address-notice.ts'
import { declareIncident } from '#lib/incidents/declare-incident.ts'
import { listReleases } from '#lib/schedule/queries.ts'
import { enter, prompt } from '#lib/testing/prompt.ts'
import { editionNumber, makeWorld, noticesOf, planFor, subscribe, type World } from '#lib/testing/world.ts'
import { announceWindow } from '#lib/windows/announce-window.ts'
import { cancelWindow } from '#lib/windows/cancel-window.ts'
import { draftWindow, editWindow } from '#lib/windows/draft-window.ts'
import { planWindow } from '#lib/windows/plan-window.ts'
import { postUpdate } from '#lib/windows/post-update.ts'
import { startWindow } from '#lib/windows/start-window.ts'
import { environments } from './schema/environments.ts'
import { deliveries, notices } from './schema/notices.ts'
import { memberships } from './schema/people.ts'
import { releases } from './schema/releases.ts'
import { statuses } from './schema/statuses.ts'
import { windowImpacts, windowMessages, windows } from './schema/windows.ts'
import { asReader, asSystem } from './scope.ts'

let world: World
let secret: string
const early = new Date('2026-11-01T09:00:00Z')

beforeAll(async () => {
  world = await makeWorld()
  const cityA = world.demo.tenants['city-a'] ?? ''
  await subscribe('everybody@reader.example')
  const draft = await draftWindow(
    world.operator,
    planFor(world.demo, {
      environmentId: world.demo.environments['city-a'] ?? null,
      audience: 'tenants',
      tenants: [cityA],
      title: { en: 'Secret of City A' },
    }),
    early,
  )
  secret = draft.id
  await announceWindow(world.operator, { id: secret }, early)
})

describe('a window of City A', () => {
  const tables = [
    'windows',
    'window_impacts',
    'window_messages',
    'changes',
    'notices',
    'notice_subjects',
    'deliveries',
    'audit',
    'subscribers',
    'users',
    'memberships',
    'rate_limits',
    'sessions',
  ]

  test.each([
    ['nobody', null],
    ['a member of City B', 'memberB'],
  ] as const)('%s sees nothing of it by any query', async (_, who) => {
    await prompt(async (client) => {
      if (who) await enter(client, world[who])
      for (const table of tables) {
        const { rows } = await client.query(`select to_jsonb(t)::text as row from ${table} t`)
        expect(
          rows.map((row) => row.row).filter((row: string) => row.includes(secret) || row.includes('Secret of City A')),
          table,
        ).toEqual([])
      }
      const { rows } = await client.query(`select count(*)::int as n from windows`)
      expect(rows[0].n).toBe(0)
      const places = await client.query(`select slug from environments`)
      expect(places.rows.map((row) => row.slug)).not.toContain('city-a')
      const tenants = await client.query(`select slug from tenants`)
      expect(tenants.rows.map((row) => row.slug)).toEqual(who ? ['city-b'] : [])
    })
  })

  test('its member sees it, and can change nothing', async () => {
    expect(await asReader(world.memberA, (tx) => tx.select({ id: windows.id }).from(windows))).toEqual([{ id: secret }])
    await prompt(async (client) => {
      await enter(client, world.memberA)
      expect((await client.query(`update windows set title = '{"en": "Mine"}'`)).rowCount).toBe(0)
      expect((await client.query('delete from windows')).rowCount).toBe(0)
      await expect(
        client.query(`insert into window_messages (id, window_id, kind, at) values ('x', $1, 'update', now())`, [
          secret,
        ]),
      ).rejects.toThrow(/row-level security/)
    })
  })

  test('a member cannot give themselves another tenant or role', async () => {
    await prompt(async (client) => {
      await enter(client, world.memberB)
      expect(
        (await client.query(`update memberships set tenant_id = $1`, [world.demo.tenants['city-a']])).rowCount,
      ).toBe(0)
      await expect(
        client.query(`insert into memberships (id, user_id, role) values ('x', $1, 'operator')`, [world.memberB]),
      ).rejects.toThrow(/row-level security/)
    })
  })

  test('its reference tells strangers nothing of how many there are', async () => {
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), early)
    expect((await planWindow(world.scheduler, { id }, early)).reference).toBe('M-2026-1')
    const [own] = await asReader(world.memberA, (tx) =>
      tx.select({ reference: windows.reference }).from(windows).where(eq(windows.id, secret)),
    )
    expect(own?.reference).toMatch(/^M-2026-[B-Z]{4}-1$/)
  })

  test('its mail goes to members of City A who want it, and to no subscriber', async () => {
    while (await addressNotice());
    expect(await noticesOf('window', secret)).toEqual(['window-announced'])
    const rows = await asSystem((tx) =>
      tx
        .select({ email: deliveries.email })
        .from(deliveries)
        .innerJoin(notices, eq(notices.id, deliveries.noticeId))
        .where(eq(notices.audience, 'tenants')),
    )
    expect(rows).toEqual([{ email: 'asha.a@almanac.example' }])
  })
})

describe('the public edition', () => {
  /** By how much it rises when this happens. */
  async function rise(happens: () => Promise<unknown>): Promise<number> {
    const before = await editionNumber()
    await happens()
    return (await editionNumber()) - before
  }

  test('does not rise for a tenant’s window, its messages, its incident, or statuses in its environment', async () => {
    expect(await rise(() => startWindow(world.operator, { id: secret, reason: { en: 'Ready' } }, early))).toBe(0)
    expect(await rise(() => postUpdate(world.operator, { id: secret, text: { en: 'Half done' } }, early))).toBe(0)
    const component = Object.values(world.demo.components)[0] ?? ''
    expect(
      await rise(() =>
        declareIncident(
          world.operator,
          {
            serviceId: world.demo.id,
            windowId: secret,
            title: { en: 'Trouble' },
            severity: 'low',
            text: { en: 'It is slow' },
            impacts: [
              { componentId: component, environmentId: world.demo.environments['city-a'] ?? '', state: 'degraded' },
            ],
          },
          early,
        ),
      ),
    ).toBe(0)
    expect(
      await rise(() => asSystem((tx) => tx.delete(windowMessages).where(eq(windowMessages.windowId, secret)))),
    ).toBe(0)
  })

  test('rises once for a transaction, however much it changes; not for a draft, not for what no page shows, not when undone', async () => {
    let id = ''
    expect(
      await rise(async () => {
        id = (await draftWindow(world.scheduler, planFor(world.smart), early)).id
      }),
    ).toBe(0)
    expect(await rise(() => announceWindow(world.scheduler, { id }, early))).toBe(1)
    expect(await rise(() => startWindow(world.scheduler, { id, reason: { en: 'Ready' } }, early))).toBe(1)
    expect(
      await rise(() =>
        asSystem((tx) => tx.update(windows).set({ version: 99, autoStart: true }).where(eq(windows.id, id))),
      ),
    ).toBe(0)
    expect(
      await rise(() => asSystem((tx) => tx.update(windows).set({ title: sql`title` }).where(eq(windows.id, id)))),
    ).toBe(0)
    expect(
      await rise(() =>
        asSystem(async (tx) => {
          await tx
            .update(windows)
            .set({ title: { en: 'Other' } })
            .where(eq(windows.id, id))
          throw new Error('undone')
        }).catch(() => {}),
      ),
    ).toBe(0)
  })

  test('a pinned release stays where it is seen while a draft or a tenant’s window claims it; cancelling gives it back', async () => {
    const seen = async () =>
      (await asReader(null, (tx) => listReleases(tx, {}, { from: '2027-06-01', to: '2027-07-01' }))).map(
        (release) => release.version,
      )
    const [release] = await asSystem((tx) =>
      tx
        .insert(releases)
        .values({
          serviceId: world.smart.id,
          reference: 'R-2027-9',
          title: { en: 'Summer release' },
          version: '9.9',
          type: 'major',
          scope: 'final',
          pinned: true,
          targetOn: '2027-06-27',
        })
        .returning(),
    )
    expect(await seen()).toContain('9.9')
    let id = ''
    const claim = planFor(world.smart, { releaseIds: [release?.id ?? ''] })
    expect(
      await rise(async () => {
        id = (await draftWindow(world.scheduler, claim, early)).id
        await editWindow(world.scheduler, { id }, claim, early)
      }),
    ).toBe(0)
    expect(await seen()).toContain('9.9')
    await announceWindow(world.scheduler, { id }, early)
    expect(await seen()).not.toContain('9.9')
    await cancelWindow(world.scheduler, { id, reason: { en: 'Not needed.' } }, early)
    expect(await seen()).toContain('9.9')
  })

  test('rises when something becomes visible, when it ceases to be, and when a row of something visible goes', async () => {
    const [place] = await asSystem((tx) => tx.select().from(environments).where(eq(environments.slug, 'city-b')))
    const toInternal = (audience: 'internal' | 'public') =>
      asSystem((tx) =>
        tx
          .update(environments)
          .set({ audience })
          .where(eq(environments.id, place?.id ?? '')),
      )
    expect(await rise(() => toInternal('internal'))).toBe(1)
    expect(
      await rise(() =>
        asSystem((tx) =>
          tx
            .update(statuses)
            .set({ note: { en: 'Quiet' } })
            .where(eq(statuses.environmentId, place?.id ?? '')),
        ),
      ),
    ).toBe(0)
    expect(await rise(() => toInternal('public'))).toBe(1)
    expect(
      await rise(() =>
        asSystem((tx) =>
          tx
            .delete(windowImpacts)
            .where(sql`window_id in (select id from windows where audience = 'public' and state <> 'draft')`),
        ),
      ),
    ).toBe(1)
  })

  test('is told on the channel at the commit', async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    const told = new Promise<string>((resolve) => client.on('notification', ({ payload }) => resolve(payload ?? '')))
    await client.query('listen almanac_edition')
    const { id } = await draftWindow(world.scheduler, planFor(world.smart), early)
    await planWindow(world.scheduler, { id }, early)
    expect(Number(await told)).toBe(await editionNumber())
    await client.end()
  })
})

test('a role that is taken away stops at the next transaction', async () => {
  expect(
    await asReader(world.auditor, (tx) => tx.select({ id: windows.id }).from(windows).where(eq(windows.id, secret))),
  ).toHaveLength(1)
  await asSystem((tx) => tx.delete(memberships).where(eq(memberships.userId, world.auditor)))
  expect(
    await asReader(world.auditor, (tx) => tx.select({ id: windows.id }).from(windows).where(eq(windows.id, secret))),
  ).toHaveLength(0)
})

test('an audit entry cannot be changed or removed, nor written in another’s name', async () => {
  await prompt(async (client) => {
    await enter(client, world.operator)
    await client.query('savepoint s')
    for (const statement of [`update audit set reason = 'other'`, 'delete from audit']) {
      await expect(client.query(statement)).rejects.toThrow(/permission denied/)
      await client.query('rollback to s')
    }
    await expect(
      client.query(
        `insert into audit (id, actor_id, action, subject_kind, subject_id) values ('x', $1, 'a', 'b', 'c')`,
        [world.scheduler],
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

test('every table has policies that bind its owner too, but those of which the application reads nothing or a number', async () => {
  await prompt(async (client) => {
    const { rows } = await client.query(
      `select relname, array(select privilege from unnest(array['select', 'insert', 'update', 'delete']) privilege
         where has_table_privilege(oid, privilege)) as granted
       from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity) order by 1`,
    )
    expect(rows).toEqual([
      { relname: 'edition', granted: ['select'] },
      { relname: 'edition_marks', granted: [] },
      { relname: 'entrance', granted: [] },
      { relname: 'passwords', granted: [] },
      { relname: 'reference_series', granted: [] },
    ])
  })
})
