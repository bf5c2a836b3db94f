import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { startPostgres } from '#lib/server/embedded-postgres.ts'
import { freshFolder, postgresIn, raiseEdition, removeFolder, startServer, type TestServer } from './support/server.ts'

test.describe.configure({ mode: 'serial' })

const marked = 'data-freshness="away"'
const fresh = 'data-freshness="fresh"'

/** Every page that must answer, in both languages, with one window that the status page links to. */
async function pages(server: TestServer): Promise<string[]> {
  const home = await fetch(server.url).then((answer) => answer.text())
  const [window] = /\/schedule\/M-[\dA-Z-]+/.exec(home) ?? ['']
  expect(window).not.toBe('')
  return ['/', '/schedule', '/freezes', window].flatMap((path) => [path, path === '/' ? '/hi' : `/hi${path}`])
}

async function ask(server: TestServer, path: string) {
  const answer = await fetch(server.url + path)
  const body = await answer.text()
  return { status: answer.status, body, edition: Number(answer.headers.get('x-edition')) }
}

async function expectMarked(server: TestServer, paths: string[]): Promise<void> {
  await expect.poll(async () => (await ask(server, '/')).body.includes(marked), { intervals: [50] }).toBe(true)
  for (const path of paths) {
    const { status, body } = await ask(server, path)
    expect(status, path).toBe(200)
    expect(body.includes(marked), path).toBe(true)
  }
  expect(await fetch(`${server.url}/api/health`).then((answer) => answer.json())).toMatchObject({
    status: 'ok',
    database: 'down',
  })
}

async function expectFresh(server: TestServer, paths: string[]): Promise<void> {
  for (const path of ['/', ...paths])
    await expect
      .poll(async () => (await ask(server, path)).body.includes(fresh), { message: path, intervals: [50] })
      .toBe(true)
}

test('an embedded database that is killed comes back by itself; meanwhile the last edition is shown, marked', async () => {
  const server = await startServer({})
  try {
    const paths = await pages(server)
    const [postmaster] = await readFile(join(server.dataDir, 'postgres/postmaster.pid'), 'utf8').then((text) =>
      text.split('\n').map(Number),
    )
    process.kill(postmaster ?? 0, 'SIGKILL')
    await expectMarked(server, ['/'])
    await expectFresh(server, paths)
    expect(await server.stop()).toBe(0)
    expect(await postgresIn(server.dataDir)).toEqual([])
  } finally {
    await server.stop('SIGKILL')
    await removeFolder(server.dataDir)
  }
})

test.describe('with a database of one’s own', () => {
  let folder: string
  let sockets: string
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let first: TestServer
  let env: Record<string, string>

  test.beforeAll(async () => {
    folder = await freshFolder()
    sockets = await freshFolder()
    const { chown } = await import('node:fs/promises')
    if (process.getuid?.() === 0) {
      const account = (await readFile('/etc/passwd', 'utf8'))
        .split('\n')
        .map((line) => line.split(':'))
        .find(([name]) => name === 'postgres') ?? ['', '', '65534', '65534']
      await chown(sockets, Number(account[2]), Number(account[3]))
    }
    postgres = await startPostgres(folder, sockets)
    env = { DATABASE_URL: postgres.url, AUTH_SECRET: 'shared by all', SEED: 'demo', ADMIN_PASSWORD: 'x' }
    first = await startServer(env)
  })
  test.afterAll(async () => {
    await first?.stop('SIGKILL')
    await postgres?.stop()
    for (const one of [folder, sockets, first?.dataDir]) if (one) await removeFolder(one)
  })

  test('a committed change is shown by a second process too', async () => {
    const second = await startServer({ ...env, WORKER: 'off' })
    try {
      for (let round = 0; round < 3; round++) {
        const before = (await ask(first, '/')).edition
        await raiseEdition(postgres.url)
        for (const server of [first, second]) {
          await expect.poll(async () => (await ask(server, '/')).edition, { intervals: [10] }).toBe(before + 1)
        }
      }
    } finally {
      await second.stop()
      await removeFolder(second.dataDir)
    }
  })

  test('frozen: pages answer, marked; thawed: fresh', async () => {
    const paths = await pages(first)
    const frozen = await postgresIn(folder)
    expect(frozen.length).toBeGreaterThan(3)
    for (const pid of frozen) process.kill(pid, 'SIGSTOP')
    try {
      await expectMarked(first, paths)
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT')
    }
    await expectFresh(first, paths)
  })

  test('gone: the month stays a table and says so; back: it is tried again', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 })
    expect((await ask(first, '/schedule?view=month')).status).toBe(200)
    await postgres.stop()
    await expectMarked(first, ['/schedule?view=month'])
    await page.goto(`${first.url}/schedule?view=month`)
    const told = page.getByRole('alert').filter({ hasText: 'The interactive calendar could not be loaded.' })
    await expect(told).toBeVisible()
    await expect(page.locator('.days-table')).toBeVisible()
    postgres = await startPostgres(folder, sockets)
    await expectFresh(first, [])
    await told.getByRole('button', { name: 'Try again' }).click()
    await expect(page.locator('.calendar.drawn')).toBeVisible()
    await expect(page.locator('.days-table')).toBeHidden()
  })

  test('gone: pages answer, across a restart of the process too; a form is refused kindly; back: fresh', async () => {
    const paths = await pages(first)
    await postgres.stop()
    await expectMarked(first, paths)
    const body = new FormData()
    body.set('email', 'a@b.example')
    const posted = await fetch(`${first.url}/subscribe`, { method: 'POST', body })
    expect(posted.status).toBe(503)
    expect(await posted.text()).toContain('This page waits for the database.')

    await first.stop()
    first = await startServer(env, first.dataDir)
    await expectMarked(first, paths)
    expect(first.log()).toContain('The database can’t be reached: the last edition is served')

    postgres = await startPostgres(folder, sockets)
    await expectFresh(first, paths)
    const before = (await ask(first, '/')).edition
    await raiseEdition(postgres.url)
    await expect.poll(async () => (await ask(first, '/')).edition, { intervals: [20] }).toBe(before + 1)
  })

  test('restored to an earlier edition: an open page hears it, and what is served is made anew', async ({ page }) => {
    await page.goto(first.url)
    await expect(page.locator('html')).toHaveAttribute('data-freshness', 'fresh')
    const owner = new pg.Client({ connectionString: postgres.url })
    await owner.connect()
    try {
      const { rows } = await owner.query(
        'update edition set number = number - 2, raised_at = clock_timestamp() returning number',
      )
      const restored = Number(rows[0].number)
      await expect(page.locator('.new-edition a')).toContainText(String(restored))
      await expect.poll(async () => (await ask(first, '/')).edition).toBe(restored)
      await expect.poll(async () => (await ask(first, '/')).body.includes(fresh)).toBe(true)
    } finally {
      await owner.end()
    }
  })
})
