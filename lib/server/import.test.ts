import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { largestFile } from '#lib/import/read-schedule.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder('import')
afterAll(() => rm(folder, { recursive: true }))

/** Imports a file of so many bytes, as on the command line; where its database would lie nothing is yet. */
async function importFile(bytes: number, ...args: string[]) {
  const file = join(folder, 'schedule.csv')
  const data = join(folder, 'data')
  await writeFile(file, 'service,title,starts_local,ends_local,time_zone,kind\n')
  await truncate(file, bytes)
  const { DATABASE_URL: _, ...inherited } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'lib/server/import.ts', file, ...args],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...inherited, DATA_DIR: data },
      encoding: 'utf8',
    },
  )
  return { status, said: stdout + stderr, touched: existsSync(data) }
}

test('a file larger than the form takes is refused in one sentence, before anything is read or started', async () => {
  const tooLarge = { status: 1, said: 'The file is larger than 5 MB.\n', touched: false }
  expect(await importFile(largestFile + 1)).toEqual(tooLarge)
  // So large that nobody could read it at all: it takes no room, being empty.
  expect(await importFile(3 * 2 ** 30, '--good')).toEqual(tooLarge)
  // One that is just as large is read, and refused for what it holds.
  const read = await importFile(largestFile)
  expect(read).toMatchObject({
    status: 1,
    touched: false,
    said: expect.stringMatching(/^Line 2: .*\nNothing was imported/),
  })
})
