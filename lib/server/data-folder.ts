import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { settings } from '#lib/settings.ts'
import { StartFailure } from './start-failure.ts'

/** The folder of the embedded database and of everything else that is kept; made when missing. */
export async function openDataFolder(): Promise<string> {
  const folder = resolve(settings.dataDir())
  try {
    await mkdir(folder, { recursive: true })
    // A full disk shows here, before anything is half-written.
    const probe = join(folder, '.probe')
    await writeFile(probe, Buffer.alloc(65_536))
    await rm(probe)
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

/** The Almanac that is running with this folder, if any. */
export async function runningWith(folder: string): Promise<number | null> {
  const pid = Number(await readFile(join(folder, 'almanac.pid'), 'utf8').catch(() => '0'))
  return pid && pid !== process.pid && isAlmanac(pid) ? pid : null
}

/** Keeps a second Almanac out of the same embedded database; one that was killed does not keep anybody out. */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'almanac.pid')
  const pid = await runningWith(folder)
  if (pid) {
    throw new StartFailure(
      `Another Almanac (process ${pid}) is running with ${folder}: stop it, or set DATA_DIR to another folder.`,
    )
  }
  // What is left there belongs to one that was killed. Of two that start at once only one makes the new file.
  await rm(file, { force: true })
  await writeFile(file, String(process.pid), { flag: 'wx' }).catch(() => {
    throw new StartFailure(`Another Almanac is starting with ${folder}: stop it, or set DATA_DIR to another folder.`)
  })
  return () => rm(file, { force: true })
}

function isAlmanac(pid: number): boolean {
  if (existsSync('/proc/self')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('almanac')
    } catch {
      return false
    }
  }
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
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
