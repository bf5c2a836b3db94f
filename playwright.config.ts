import { defineConfig } from '@playwright/test'
import { temporaryFolder } from '#lib/server/temporary-folder.ts'
import { launchOptions } from './e2e/support/browser.ts'
import { password, ports, site } from './e2e/support/ports.ts'

// Workers read this file too: only the first process makes a folder.
process.env.TEST_DATA_DIR ??= temporaryFolder('e2e')

export default defineConfig({
  testDir: 'e2e',
  // A condition is waited for, however slow the machine: these only end what will never come.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  reporter: process.env.TEST_REPORT ? [['list'], ['json', { outputFile: process.env.TEST_REPORT }]] : 'line',
  use: { baseURL: site, launchOptions, locale: 'en-GB', timezoneId: 'Europe/London' },
  webServer: [
    {
      command: 'exec node_modules/.bin/node e2e/support/mail-server.ts',
      url: `http://localhost:${ports.mails}`,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    },
    {
      command: 'exec node_modules/.bin/node --import tsx lib/server/main.ts',
      url: `${site}/api/health`,
      timeout: 600_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
      env: {
        NODE_ENV: 'production',
        PORT: String(ports.site),
        DATA_DIR: process.env.TEST_DATA_DIR,
        SEED: 'demo',
        ADMIN_PASSWORD: password,
        SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
        DATABASE_URL: '',
      },
    },
  ],
})
