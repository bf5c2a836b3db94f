import { asked } from '#lib/asked.ts'

/** Writes a line with its time. */
export function log(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`)
}

/**
 * Makes at most one line of what Next and libraries write about a request: the fault, with where in our code it arose;
 * nothing of what was sent wrongly, which its sender is told. Anybody can send such things, as often as they like.
 */
export function writeFaultsOnce(): void {
  for (const level of ['error', 'warn'] as const) {
    const plain = console[level]
    console[level] = (...said: unknown[]) => {
      const request = asked.getStore()
      if (!request) return plain(...said)
      if (!request.begun || request.told || level === 'warn') return
      request.told = true
      const fault = said.find((one) => one instanceof Error)
      log(fault ? inOneLine(fault) : said.map(String).join(' ').replace(/\s+/g, ' ').slice(0, 1000))
    }
  }
}

/** The message, its cause, and the first place of the product in the stack. */
export function inOneLine(fault: Error): string {
  const causes = [fault.message]
  for (let { cause } = fault; cause instanceof Error; cause = cause.cause) causes.push(cause.message)
  const place = fault.stack?.split('\n').find((line) => /^\s+at /.test(line) && !line.includes('node_modules'))
  return [fault.name, ...causes, place?.trim() ?? ''].join(': ').replace(/\s+/g, ' ').slice(0, 1000)
}
