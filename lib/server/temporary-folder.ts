import { mkdtempSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for sockets is named after the process that made it; one of a test by its purpose too. */
const named = /^almanac-(?:([a-z]+)-)?(\d+)-\w{6}$/
const mine = new Set<string>()

/** Makes a private folder in the system's temporary one, for no longer than this process lives. */
export function temporaryFolder(purpose?: string): string {
  const folder = mkdtempSync(join(tmpdir(), `almanac-${purpose ? `${purpose}-` : ''}${process.pid}-`))
  mine.add(folder)
  return folder
}

/**
 * Removes what processes left that were killed: folders of sockets whose maker is gone and where nobody answers, because
 * a maker may live where its number is not seen from here.
 *
 * @param tests also those that tests made for a purpose of theirs
 */
export async function removeUnused({ tests = false } = {}): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, purpose, maker] = named.exec(name) ?? []
    const folder = join(tmpdir(), name)
    if (!maker || (purpose && !tests) || mine.has(folder)) continue
    if ((Number(maker) !== process.pid && isAlive(Number(maker))) || (await answers(folder))) continue
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

/** Whether somebody listens at a socket of this folder. */
async function answers(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return (await Promise.all(names.map((name) => isListened(join(folder, name))))).includes(true)
}

function isListened(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const say = (listened: boolean) => {
      socket.destroy()
      resolve(listened)
    }
    const socket = connect(path, () => say(true))
    // Who may not ask can't know.
    socket.on('error', ({ code }: NodeJS.ErrnoException) => say(code === 'EACCES'))
    socket.setTimeout(1000, () => say(true))
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
