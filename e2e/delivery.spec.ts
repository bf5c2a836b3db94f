import { expect, test } from '@playwright/test'
import pg from 'pg'
import { startMailServer } from './support/mail-server.ts'
import { startResend } from './support/resend-stand-in.ts'
import { freePort, removeFolder, startServer, type TestServer } from './support/server.ts'

/** The tests sign links as the servers they start do. */
process.env.AUTH_SECRET = 'of the tests'

/** Runs the product's own commands against a server's database, as an operator would cause them. */
async function inDatabaseOf<T>(server: TestServer, run: () => Promise<T>): Promise<T> {
  process.env.DATABASE_URL = await server.databaseUrl()
  const { endPool } = await import('#db/pool.ts')
  await endPool()
  try {
    return await run()
  } finally {
    await endPool()
  }
}

async function query<R extends pg.QueryResultRow>(
  server: TestServer,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: await server.databaseUrl() })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select almanac_enter_as(null)')
    const { rows } = await client.query<R>(text, values)
    await client.query('commit')
    return rows
  } finally {
    await client.end()
  }
}

/** An urgent plan of Mashme, which owes no notice ahead, that starts so many minutes from now, wall-clock in Madrid. */
async function planIn(server: TestServer, minutes: number) {
  const [service] = await query<{ id: string; environment: string; component: string }>(
    server,
    `select s.id, e.id as environment, c.id as component from services s
    join environments e on e.service_id = s.id and e.slug = 'production' join components c on c.service_id = s.id and c.slug = 'video' where s.slug = 'mashme'`,
  )
  const { localOf } = await import('#lib/time.ts')
  const local = (after: number) => localOf(new Date(Date.now() + after * 60_000), 'Europe/Madrid')
  return {
    serviceId: service?.id ?? '',
    environmentId: service?.environment ?? '',
    kind: 'urgent',
    title: { en: 'Seven mails', hi: 'सात मेल' },
    description: { en: 'Versions move up.' },
    startsLocal: local(minutes),
    endsLocal: local(minutes + 60),
    downtime: { from: local(minutes).slice(11), minutes: 60 },
    impacts: [{ componentId: service?.component ?? '', impact: 'outage' as const }],
    rollbackInfrastructure: { en: 'Images.' },
    rollbackServices: { en: 'The version before.' },
    rollbackData: { en: 'None changed.' },
  }
}

/** Subscribes over the web without a browser: the form, the mail, the button. */
async function subscribe(server: TestServer, address: string): Promise<void> {
  const { requestSubscription } = await import('#lib/subscribers/request-subscription.ts')
  await inDatabaseOf(server, () =>
    requestSubscription('127.0.0.1', {
      email: address,
      everything: true,
      kinds: ['windows', 'changes', 'incidents', 'freezes'],
      language: 'en',
      timeZone: 'Asia/Kolkata',
    }),
  )
}

for (const via of ['SMTP', 'Resend'] as const) {
  test(`a subscriber gets seven mails in order through ${via}, then leaves by one POST and gets nothing`, async () => {
    const smtpPort = await freePort()
    const smtp = startMailServer(smtpPort, await freePort())
    const resend = await startResend()
    const server = await startServer(
      via === 'SMTP'
        ? { SMTP_URL: `smtp://127.0.0.1:${smtpPort}` }
        : { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url },
    )
    const address = 'ops@northgrid.example'
    type Got = { subject: string; text: string; html: string; headers: Record<string, string> }
    const got = (): Got[] =>
      via === 'SMTP'
        ? smtp.mails.filter((mail) => mail.to === address)
        : resend.accepted.filter((mail) => [mail.to].flat().includes(address))
    const number = async (count: number) => {
      await expect.poll(() => got().length).toBeGreaterThanOrEqual(count)
      return got()[count - 1] as Got
    }
    try {
      await subscribe(server, address)
      const confirmation = await number(1)
      const link = /href="([^"]*\/subscription\/confirm\/[^"]*)"/.exec(confirmation.html)?.[1] ?? ''
      const key = link.split('/').at(-1) ?? ''
      expect(confirmation.headers['list-unsubscribe'] ?? confirmation.headers['List-Unsubscribe']).toBeUndefined()
      const { confirmSubscription } = await import('#lib/subscribers/confirm-subscription.ts')
      await inDatabaseOf(server, () => confirmSubscription(key))

      const plan = await planIn(server, 120)
      const [person] = await query<{ id: string }>(server, `select id from users where email = 'rosa@almanac.example'`)
      const by = person?.id ?? ''
      const [{ draftWindow }, { announceWindow }, { startWindow }, { postUpdate }, { verifyWindow }, { finishWindow }] =
        await Promise.all([
          import('#lib/windows/draft-window.ts'),
          import('#lib/windows/announce-window.ts'),
          import('#lib/windows/start-window.ts'),
          import('#lib/windows/post-update.ts'),
          import('#lib/windows/verify-window.ts'),
          import('#lib/windows/finish-window.ts'),
        ])
      const { id } = await inDatabaseOf(server, () => draftWindow(by, plan))
      await inDatabaseOf(server, () => announceWindow(by, { id }))
      const announced = await number(2)
      const header = (name: string) => announced.headers[name.toLowerCase()] ?? announced.headers[name]
      expect(header('List-Unsubscribe')).toMatch(/^<http:\/\/localhost:\d+\/api\/unsubscribe\/[\w.-]+>$/)
      expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
      expect(header('Auto-Submitted')).toBe('auto-generated')
      expect(announced.text).toContain('IST')
      expect(announced.text).toMatch(/CES?T/)

      // Its reminder is due once the policy asks for one three hours ahead, however long the announcement took.
      await query(
        server,
        `update policies set rules = jsonb_set(rules, '{reminderMinutes,value}', '180') where service_id = $1`,
        [plan.serviceId],
      )
      const reminder = await number(3)
      expect(reminder.subject).toBe('Starts soon: Seven mails, Mashme')
      await inDatabaseOf(server, () => startWindow(by, { id, reason: { en: 'Everybody is ready.' } }))
      await number(4)
      await inDatabaseOf(server, () => postUpdate(by, { id, text: { en: 'Half is done.' } }))
      await number(5)
      await inDatabaseOf(server, () => verifyWindow(by, { id }))
      await number(6)
      await inDatabaseOf(server, () => finishWindow(by, { id }))
      await number(7)
      expect(got().map((mail) => mail.subject.split(/[:,]/)[0])).toEqual([
        'Confirm your notices from Almanac',
        'Announced',
        'Starts soon',
        'Started',
        'Update',
        'Testing',
        'Finished',
      ])

      const url = (header('List-Unsubscribe') ?? '').slice(1, -1)
      const left = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        redirect: 'manual',
      })
      expect(left.status).toBe(200)
      const other = await inDatabaseOf(server, async () => {
        const draft = await draftWindow(by, { ...plan, title: { en: 'After leaving' } })
        return announceWindow(by, { id: draft.id })
      })
      await expect
        .poll(
          async () =>
            (
              await query<{ addressed: boolean }>(
                server,
                `select addressed_at is not null as addressed from notices n join notice_subjects s on s.notice_id = n.id where s.subject_id = $1`,
                [other.id],
              )
            )[0]?.addressed,
        )
        .toBe(true)
      expect(got()).toHaveLength(7)
    } finally {
      await server.stop()
      smtp.stop()
      resend.stop()
      await removeFolder(server.dataDir)
    }
  })
}

test('killed in the middle of sending to 1,500 through Resend and started again: everybody has the mail, nobody twice', async () => {
  const resend = await startResend({ delay: 40 })
  const env = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url }
  let server = await startServer(env)
  try {
    await query(
      server,
      `insert into subscribers (id, email, language, time_zone, kinds, confirmed_at) select 'sub' || lpad(n::text, 9, '0'), 'reader' || n || '@many.example', case when n % 3 = 0 then 'hi' else 'en' end, 'Europe/London', '{windows,changes}', now() from generate_series(1, 1500) n`,
    )
    const [person] = await query<{ id: string }>(server, `select id from users where email = 'rosa@almanac.example'`)
    const plan = await planIn(server, 600)
    const { draftWindow } = await import('#lib/windows/draft-window.ts')
    const { announceWindow } = await import('#lib/windows/announce-window.ts')
    await inDatabaseOf(server, async () => {
      const { id } = await draftWindow(person?.id ?? '', plan)
      await announceWindow(person?.id ?? '', { id })
    })
    for (const target of [300, 900]) {
      await expect.poll(() => resend.recipients().length, { intervals: [10] }).toBeGreaterThanOrEqual(target)
      await server.stop('SIGKILL')
      server = await startServer(env, server.dataDir)
    }
    await expect
      .poll(
        async () =>
          (
            await query<{ left: number }>(server, `select count(*)::int as left from deliveries where state <> 'sent'`)
          )[0]?.left,
        { intervals: [500] },
      )
      .toBe(0)
    const recipients = resend.recipients()
    expect(recipients).toHaveLength(1500)
    expect(new Set(recipients).size).toBe(1500)
    expect(new Set(resend.accepted.map((mail) => mail.key)).size).toBe(15)
    expect(resend.calls.every((call) => call.status === 200)).toBe(true)
  } finally {
    await server.stop()
    resend.stop()
    await removeFolder(server.dataDir)
  }
})
