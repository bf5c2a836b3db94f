import { asked } from './asked.ts'

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
      const request = asked()
      if (!request) return plain(...said)
      if (!request.begun || request.fault || level === 'warn') return
      request.fault = said.find((one) => one instanceof Error) ?? said.map(String).join(' ')
      log(inOneLine(request.fault))
    }
  }
}

/** The message, its causes, and the first place of the product in the stack. */
export function inOneLine(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault).replace(/\s+/g, ' ').slice(0, 1000)
  const said = [fault.name, fault.message]
  for (let { cause } = fault; cause instanceof Error; cause = cause.cause) said.push(cause.message)
  const place = fault.stack?.split('\n').find((line) => /^\s+at /.test(line) && !line.includes('node_modules'))
  return [...said, place?.trim() ?? ''].join(': ').replace(/\s+/g, ' ').slice(0, 1000)
}
