import { randomBytes } from 'node:crypto'
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { settings } from '#lib/settings.ts'
import { takeLock } from './lock.ts'
import { StartFailure } from './start-failure.ts'

/** The folder of the embedded database and of everything else that is kept; made when missing. */
export async function openDataFolder(): Promise<string> {
  const folder = resolve(settings.dataDir())
  try {
    await mkdir(folder, { recursive: true })
    // A full disk shows here, before anything is half-written.
    const probe = join(folder, '.probe')
    await writeFile(probe, Buffer.alloc(65_536))
    await rm(probe, { force: true })
  } catch (error) {
    const { code } = error as { code?: string }
    throw new StartFailure(
      code === 'ENOSPC'
        ? `The disk is full: there is no room in ${folder}.`
        : `The data folder ${folder} cannot be written: ${(error as Error).message}.`,
    )
  }
  // The one true path: processes are recognised by it, however it was reached.
  return realpath(folder)
}

/** Takes the folder for this process alone; null when another has it. */
export async function takeDataFolder(folder: string): Promise<(() => Promise<void>) | null> {
  const release = takeLock(join(folder, 'lock'))
  if (!release) return null
  const name = join(folder, 'almanac.pid')
  await writeFile(name, String(process.pid))
  return async () => {
    await rm(name, { force: true })
    release()
  }
}

/** Keeps a second Almanac out of the same embedded database. */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const unlock = await takeDataFolder(folder)
  if (unlock) return unlock
  const pid = await readFile(join(folder, 'almanac.pid'), 'utf8').catch(() => '')
  throw new StartFailure(
    `Another Almanac${pid && ` (process ${pid})`} is running with ${folder}: stop it, or set DATA_DIR to another folder.`,
  )
}

/** The AUTH_SECRET where none is set: kept beside the embedded database; null as the folder: the database is another. */
export async function authSecret(folder: string | null): Promise<string> {
  if (folder) return keptSecret(folder, 'auth-secret', () => randomBytes(32).toString('base64'))
  throw new StartFailure(
    'AUTH_SECRET is not set: it signs sessions and links, and all processes of one database need the same, for example from: openssl rand -base64 32',
  )
}

/** A secret that is made once and kept in the data folder, readable by its owner only. */
export async function keptSecret(folder: string, name: string, make: () => string): Promise<string> {
  const file = join(folder, name)
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept) return kept.trim()
  const made = make()
  await writeFile(file, `${made}\n`, { mode: 0o600 })
  return made
}
