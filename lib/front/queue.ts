/** Said to who comes when so many wait already. */
export class Full extends Error {}

/** Work that is heavy: so much at once, and so many who wait for their turn. */
export class Queue {
  #running = 0
  #waiting: (() => void)[] = []
  #atOnce: number
  #mostWaiting: number

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  /**
   * Does the work when it is its turn.
   *
   * @param first before all who wait already, however many those are
   * @throws Full at once when there is no room to wait
   */
  async run<T>(work: () => Promise<T>, { first = false } = {}): Promise<T> {
    if (this.#running >= this.#atOnce) {
      if (!first && this.#waiting.length >= this.#mostWaiting) throw new Full()
      await new Promise<void>((resolve) => (first ? this.#waiting.unshift(resolve) : this.#waiting.push(resolve)))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
