import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeLock } from './lock.ts'
import { StartFailure } from './start-failure.ts'

const root = join(import.meta.dirname, '../..')
const stamp = join(root, '.next/sources')
/** Beside what is built, which a build removes first. */
const lock = join(root, 'node_modules/.almanac-build')
const sources = [
  'app',
  'components',
  'db',
  'lib',
  'public',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
]

/** Builds the site unless it was built from these very sources. Returns whether it had to. */
export async function build(): Promise<boolean> {
  const wanted = await fingerprint()
  const isBuilt = async () =>
    existsSync(join(root, '.next/BUILD_ID')) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted
  return unlessDone(lock, isBuilt, () => run(wanted))
}

/**
 * Does what is not done yet; of processes that start at once one, and the others wait for it and use what it made. Returns
 * whether this one had to.
 */
export async function unlessDone(
  lock: string,
  isDone: () => Promise<boolean>,
  make: () => Promise<void>,
): Promise<boolean> {
  while (!(await isDone())) {
    const release = takeLock(lock)
    if (!release) {
      await sleep(100)
      continue
    }
    try {
      if (await isDone()) return false
      await make()
      return true
    } finally {
      release()
    }
  }
  return false
}

async function run(wanted: string): Promise<void> {
  const output: string[] = []
  const building = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  for (const stream of [building.stdout, building.stderr]) stream.on('data', (part) => output.push(String(part)))
  const stop = () => building.kill()
  process.once('exit', stop)
  const code = await new Promise((resolve) => building.once('exit', resolve))
  process.off('exit', stop)
  if (code !== 0) {
    const text = output.join('')
    throw new StartFailure(
      text.includes('ENOSPC')
        ? 'The disk is full: the built site needs about 200 MB.'
        : `The site could not be built.\n${text.slice(-3000)}`,
    )
  }
  await writeFile(stamp, wanted)
}

/** Ids of the actions that the built site knows; null where Next keeps them elsewhere, and sees to others by itself. */
export async function builtActions(): Promise<ReadonlySet<string> | null> {
  try {
    return new Set(
      Object.keys(JSON.parse(await readFile(join(root, '.next/server/server-reference-manifest.json'), 'utf8')).node),
    )
  } catch {
    return null
  }
}

/** Changes when a file that the site is built from does; tests are not built. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of sources) {
    for (const file of await filesIn(join(root, name))) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash.update(file.slice(root.length)).update(await readFile(file))
    }
  }
  return hash.digest('hex')
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null)
  if (!entries) return existsSync(path) ? [path] : []
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
