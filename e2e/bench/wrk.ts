import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export type Load = { perSecond: number; requests: number; failed: number; p99: number }

/**
 * Loads an address with keep-alive connections from one thread. `p99` is in milliseconds; `failed` counts answers
 * other than 2xx and 3xx, and connections that broke or timed out.
 */
export async function load(url: string, encoding: string, seconds: number, connections = 50): Promise<Load> {
  const child = spawn('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '-H',
    `Accept-Encoding: ${encoding}`,
    url,
  ])
  let output = ''
  child.stdout.on('data', (part) => {
    output += part
  })
  await new Promise((resolve) => child.once('exit', resolve))
  const figure = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0)
  const [, p99 = '0', unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(output) ?? []
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(output)?.slice(1) ?? []
  return {
    perSecond: figure(/Requests\/sec:\s+([\d.]+)/),
    requests: figure(/(\d+) requests in/),
    failed: figure(/Non-2xx or 3xx responses: (\d+)/) + errors.reduce((sum, one) => sum + Number(one), 0),
    p99: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'],
  }
}

/** Whether a program is here, after an attempt to install it where Debian's may be. */
export function has(program: string, debian = program): boolean {
  const found = () => spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin"; command -v ${program}`]).status === 0
  if (found()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], { env })
  }
  return found()
}
