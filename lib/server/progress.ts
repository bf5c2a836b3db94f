/** Runs one step of the start and says what it was and how long it took. */
export async function step<T>(name: string, run: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const started = Date.now()
  let result = name
  if (process.stdout.isTTY) process.stdout.write(`  …  ${name}`)
  try {
    const value = await run((text) => {
      result = text
    })
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
    process.stdout.write(`  ✓  ${result.padEnd(26)}${((Date.now() - started) / 1000).toFixed(1)} s\n`)
    return value
  } catch (error) {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
    throw error
  }
}
