import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { installedChromium } from './support/browser.ts'
import { freePort } from './support/server.ts'

/**
 * `npm test`: lint, types, rules and commands on a real PostgreSQL, journeys in a real browser. All of them run, also
 * when one fails; the last line is “N passed, N failed”, and the exit code says whether there was a failure.
 */
const root = join(import.meta.dirname, '..')
const folder = temporaryFolder('tests')
const total = { passed: 0, failed: 0 }

process.on('SIGINT', () => {})
try {
  await installBrowser()
  await single('lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'])
  // Types are checked while the units wait for their database; what a check before remembers misses sentences that were
  // taken out of a file of messages.
  await Promise.all([single('types', ['typescript/bin/tsc', '--noEmit', '--incremental', 'false', '-p', '.']), units()])
  await journeys()
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed ? 1 : 0)

/** Runs a tool of node_modules and gives its exit code. */
async function tool([path = '', ...args]: string[], env: Record<string, string> = {}): Promise<number> {
  return run(process.execPath, [join(root, 'node_modules', path), ...args], env)
}

async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** A Chromium: what is installed, otherwise Debian's where this user may install it, otherwise Playwright's. */
async function installBrowser(): Promise<void> {
  if (installedChromium) return
  const apt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  if (apt) {
    console.log('installing Chromium')
    await run('apt-get', ['update', '-qq'], quiet)
    if (
      (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], quiet)) ===
      0
    )
      return
  }
  if ((await tool(['playwright/cli.js', 'install', 'chromium'])) !== 0)
    console.error('No browser could be installed: install Chromium, or name one with CHROMIUM_PATH.')
}

/** A check that passes or fails as a whole. */
async function single(name: string, command: string[]): Promise<void> {
  const passed = (await tool(command)) === 0
  total[passed ? 'passed' : 'failed']++
  console.log(`${passed ? '✓' : '✗'} ${name}`)
}

async function units(): Promise<void> {
  const report = join(folder, 'units.json')
  const code = await tool([
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ])
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = await read(report)
  count(passed, failed, code)
}

async function journeys(): Promise<void> {
  const report = join(folder, 'journeys.json')
  const [site, smtp, mails] = await Promise.all([freePort(), freePort(), freePort()])
  const code = await tool(['@playwright/test/cli.js', 'test'], {
    TEST_REPORT: report,
    TEST_DATA_DIR: join(folder, 'data'),
    TEST_PORT: String(site),
    TEST_SMTP_PORT: String(smtp),
    TEST_MAILS_PORT: String(mails),
  })
  const { stats = {} } = await read(report)
  count((stats.expected ?? 0) + (stats.flaky ?? 0), stats.unexpected ?? 0, code)
}

/** A run that broke without a failed test is a failure too. */
function count(passed: number, failed: number, code: number): void {
  total.passed += passed
  total.failed += failed || (code === 0 && passed > 0 ? 0 : 1)
}

async function read(file: string) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'))
}
