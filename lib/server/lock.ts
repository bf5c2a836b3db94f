import { DatabaseSync } from 'node:sqlite'

/** What SQLite calls SQLITE_BUSY. */
const locked = 5
/** What is forgotten is closed some time later, and its lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Takes a lock for this process alone; null when another has it. The system holds it, by a file, and lets go of it when the
 * process ends, however it does: one that was killed keeps nobody out, and of those that come at once one is first.
 */
export function takeLock(file: string): (() => void) | null {
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    // Of several that ask at once this one word is had by exactly one; the exclusive kind may be had by none of them.
    lock.exec('begin immediate')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode === locked) return null
    throw error
  }
  held.add(lock)
  return () => {
    lock.close()
    held.delete(lock)
  }
}
