import { once } from 'node:events'
import { expect, test } from 'vitest'
import { Listener } from './listen.ts'

/** Keeps this process from everything else for so many milliseconds, as rendering many pages does. */
function holdUp(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('a process that is held up itself does not call the database away', async () => {
  const listener = new Listener()
  const said: string[] = []
  listener.on('down', () => said.push('down'))
  await once(listener, 'up')
  try {
    // Each question is asked in one turn; its answer can be read only when that is too late.
    for (let turn = 0; turn < 6; turn++) {
      await new Promise((resolve) => setTimeout(resolve))
      await new Promise(setImmediate)
      holdUp(900)
    }
    await new Promise(setImmediate)
    expect(said).toEqual([])
    expect(listener.isUp).toBe(true)
  } finally {
    await listener.stop()
  }
})
