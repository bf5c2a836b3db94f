import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate, whilePreparing } from '#db/migrate.ts'
import { endPool } from '#db/pool.ts'
import { demo, portal } from '#db/schema/portal.ts'
import { asSystem } from '#db/scope.ts'
import { type Reason, refusalOf } from '#lib/errors.ts'
import { sayableFacts } from '#lib/i18n/reason-text.ts'
import { translator } from '#lib/i18n/translate.ts'
import { decodeFile } from '#lib/import/decode-file.ts'
import { importSchedule } from '#lib/import/import-schedule.ts'
import { type BadLine, readSchedule, refuseLarge } from '#lib/import/read-schedule.ts'
import { authSecret, openDataFolder, takeDataFolder } from '#lib/server/data-folder.ts'
import { addressOfRunning, startPostgres } from '#lib/server/embedded-postgres.ts'
import { checkAddress, databaseFailure } from '#lib/server/prepare-database.ts'
import { StartFailure } from '#lib/server/start-failure.ts'

/**
 * `npm run import -- FILE.csv [--good] [--hidden]`: takes a published schedule in, into the database of DATABASE_URL or the
 * embedded one, which may be in use. Bad lines are listed by number; with `--good` the others go in without them. With
 * `--hidden` new services are seen by staff alone until they are shown.
 * Exit code 1 when nothing was imported.
 */
const usage = 'npm run import -- FILE.csv [--good] [--hidden]'
const undo: (() => Promise<void>)[] = [endPool]

try {
  await main()
} catch (error) {
  const sentences = explain(error)
  if (!sentences) console.error(error)
  else for (const sentence of sentences) console.error(sentence)
  process.exitCode = 1
}
for (const last of undo) await last()

async function main(): Promise<void> {
  const { path, goodOnly, hidden } = readArguments()
  const place = resolve(process.env.INIT_CWD ?? '.', path)
  const unreadable = (error: Error) => {
    throw new StartFailure(`${path} cannot be read: ${error.message}.`)
  }
  refuseLarge((await stat(place).catch(unreadable)).size)
  const file = decodeFile(await readFile(place).catch(unreadable))
  const { rows, bad } = readSchedule(file)
  list(bad)
  if (bad.length && !goodOnly)
    throw new StartFailure(
      `Nothing was imported. ${rows.length} lines are good: mend the others, or add --good to import without them.`,
    )
  await openDatabase()
  const imported = await importSchedule('system', file, { goodOnly, hidden })
  console.log(
    `Imported: ${imported.windows} windows, ${imported.freezes} freezes, ${imported.services} new services. ${imported.known} were known already, ${imported.bad.length} bad lines were left out.`,
  )
}

function readArguments(): { path: string; goodOnly: boolean; hidden: boolean } {
  try {
    const options = { good: { type: 'boolean' }, hidden: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ allowPositionals: true, options })
    const [path, more] = positionals
    if (path && !more) return { path, goodOnly: values.good ?? false, hidden: values.hidden ?? false }
  } catch {
    // An option that there is not.
  }
  throw new StartFailure(`One file is needed: ${usage}`)
}

/** Points this process to the database, which must have been started once: an import is no way to set a portal up. */
async function openDatabase(): Promise<void> {
  const folder = process.env.DATABASE_URL ? null : await openDataFolder()
  process.env.AUTH_SECRET ||= await authSecret(folder)
  if (folder) {
    const unlock = await takeDataFolder(folder)
    if (unlock) {
      const postgres = await startPostgres(folder)
      undo.push(postgres.stop, unlock)
      process.env.DATABASE_URL = postgres.url
    } else {
      const running = await addressOfRunning(folder)
      if (!running) throw new StartFailure('Almanac is starting just now: try again when it has started.')
      process.env.DATABASE_URL = running
    }
  }
  const url = process.env.DATABASE_URL ?? ''
  checkAddress(url)
  await whilePreparing(url, migrate)
  const [site] = await asSystem((tx) => tx.select().from(portal))
  if (!site || site.demo === demo.begun)
    throw new StartFailure('The database is empty: start Almanac once with npm start, then import.')
}

function list(bad: BadLine[]): void {
  for (const { line, reasons } of bad) console.error(`Line ${line}: ${reasons.map(sentenceOf).join(' ')}`)
}

function sentenceOf({ code, field, facts }: Reason): string {
  const sentence = translator('en', 'reasons')(code, sayableFacts(facts, 'en') as never)
  return field && field !== 'file' ? `${field}: ${sentence}` : sentence
}

function explain(error: unknown): string[] | null {
  if (error instanceof StartFailure) return [error.message]
  const failure = process.env.DATABASE_URL && databaseFailure(error, process.env.DATABASE_URL)
  if (failure) return [failure.message]
  const refusal = refusalOf(error)
  if (refusal) return refusal.reasons.map(sentenceOf)
  const { code } = error as { code?: string }
  return code?.startsWith('ECONN') || code === 'ENOENT' || code === 'ENOTFOUND'
    ? ['The database can’t be reached: start it, or check DATABASE_URL.']
    : null
}
