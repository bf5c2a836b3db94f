import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rendered } from './finished-page.ts'

/**
 * The last good pages on disk, a file each, so that a restart while the database is away has something to show.
 * Writing is best effort: a full disk must not hurt serving.
 */
export class KeptEditions {
  #folder: string
  #pending = new Map<string, Rendered>()
  #writing: Promise<void> | null = null

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Everything that was kept, by address. */
  async load(): Promise<Map<string, Rendered>> {
    const pages = new Map<string, Rendered>()
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!name.endsWith('.json')) continue
      try {
        const { address, body, ...rest } = JSON.parse(await readFile(join(this.#folder, name), 'utf8'))
        // One that an older version wrote says too little of itself.
        if (!rest.mark) continue
        pages.set(address, { ...rest, body: Buffer.from(body, 'base64') })
      } catch {
        // A file that a crash cut short: the next edition writes it again.
      }
    }
    return pages
  }

  /** Keeps a page soon; of several versions only the last is written. */
  keep(address: string, page: Rendered): void {
    this.#pending.set(address, page)
    this.#writing ??= this.#writeSoon()
  }

  async forget(address: string): Promise<void> {
    this.#pending.delete(address)
    await rm(this.#file(address), { force: true }).catch(() => {})
  }

  /** Writes what is pending; called at shut-down. */
  async flush(): Promise<void> {
    const pending = [...this.#pending]
    this.#pending.clear()
    try {
      await mkdir(this.#folder, { recursive: true })
      for (const [address, { body, ...page }] of pending) {
        const file = this.#file(address)
        await writeFile(`${file}.new`, JSON.stringify({ address, ...page, body: body.toString('base64') }))
        await rename(`${file}.new`, file)
      }
    } catch {
      // No room or no right to write: what is in memory still serves.
    }
  }

  async #writeSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1000).unref())
    this.#writing = null
    await this.flush()
  }

  #file(address: string): string {
    return join(this.#folder, `${createHash('sha256').update(address).digest('hex').slice(0, 32)}.json`)
  }
}
