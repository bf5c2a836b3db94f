// Installs the dependencies when they are missing or older than package-lock.json. It runs on whatever Node there is,
// before anything is installed, and brings the right Node along: node_modules/.bin/node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stamp = join(root, 'node_modules/.installed')

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package.json')))
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

const installed =
  existsSync(stamp) && existsSync(join(root, 'node_modules/.bin/node')) && readFileSync(stamp, 'utf8') === wanted()
if (!installed) {
  const started = Date.now()
  process.stdout.write('  …  installing dependencies, about a minute the first time\n')
  const npm = process.env.npm_execpath
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error']
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  if (result.status !== 0) {
    const full = /ENOSPC/.test(result.stderr ?? '')
    process.stderr.write(
      full
        ? 'Almanac does not start: The disk is full: the dependencies need about 1 GB.\n'
        : `Almanac does not start: The dependencies could not be installed.\n${result.stderr ?? result.error}\n`,
    )
    process.exit(1)
  }
  if (!existsSync(join(root, 'node_modules/.bin/node'))) {
    process.stderr.write(
      `Almanac does not start: There is no Node 24 for ${process.platform}-${process.arch} in the registry.\n`,
    )
    process.exit(1)
  }
  writeFileSync(stamp, wanted())
  process.stdout.write(`  ✓  dependencies installed   ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
