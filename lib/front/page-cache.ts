import { locales } from '#lib/i18n/locales.ts'
import { allRoutes, inLanguage } from '#lib/routes.ts'
import { canonicalAddress } from './address.ts'
import { type FinishedPage, type Freshness, finishPage, type Rendered } from './finished-page.ts'
import type { KeptEditions } from './kept-editions.ts'
import { Full, Queue } from './queue.ts'

/** Times move on their own ("in 20 minutes", a freeze that is on now): a page is rendered again after so long. */
const longestAge = 60_000
/** How long a reader waits for a newer page when there is an older one, and when there is none, in milliseconds. */
const patience = { withOlder: 800, without: 10_000 }
/** Pages that may be forgotten are kept up to this number and size; pinned ones always. */
const bounds = { pages: 400, bytes: 128 * 2 ** 20 }
/** Rendering shares the thread with serving from memory: so many pages at once, and so many that wait. */
const renders = { atOnce: 3, waiting: 60 }
/** Of what one front page links to, the most that is pinned. */
const mostLinked = 60

const everyLanguage = (route: (typeof allRoutes)[number]) =>
  (route.anyLanguage ? (['en'] as const) : locales).map((locale) => inLanguage(locale, route.path))
/** Whose links are pinned too. */
const fronts = allRoutes.filter((route) => route.keepsLinks).flatMap(everyLanguage)
/** Which addresses are rendered at the start and never forgotten. */
const always = allRoutes.filter((route) => route.kept === 'always').flatMap(everyLanguage)

/** Where pages come from and how the database is. */
export type Source = {
  render(address: string, deadline: number): Promise<Rendered>
  edition(): number
  isUp(): boolean
  log(line: string): void
}

export type Found = { page: FinishedPage; freshness: Freshness }

/**
 * Public pages as finished bytes for the current edition. Whoever asks first after a rise causes one render for all;
 * while the database is away the last good page is given, marked.
 */
export class PageCache {
  #source: Source
  #kept: KeptEditions
  #pages = new Map<string, FinishedPage>()
  #pinned = new Set<string>(always)
  #links = new Map<string, string[]>()
  #rendering = new Map<string, Promise<FinishedPage | null>>()
  #queue = new Queue(renders.atOnce, renders.waiting)
  #size = 0
  #voidUntil = 0
  #closed = false

  constructor(source: Source, kept: KeptEditions) {
    this.#source = source
    this.#kept = kept
  }

  /** Loads what an earlier process kept. Returns whether there is anything to show. */
  async restore(): Promise<boolean> {
    for (const [address, rendered] of await this.#kept.load()) {
      this.#store(address, await finishPage({ ...rendered, renderedAt: 0 }))
      this.#pinned.add(address)
    }
    return this.#pages.size > 0
  }

  /** A page that can be given at once, without waiting; the fast way for nearly every request. */
  ready(address: string): Found | null {
    const page = this.#pages.get(address)
    if (!page) return null
    if (!this.#source.isUp()) return { page, freshness: 'away' }
    return this.#isCurrent(page) ? { page, freshness: 'fresh' } : null
  }

  /**
   * A page as good as can be had in time: an older one while many others are made, or the database is away. Null when
   * there is none at all.
   */
  async find(address: string): Promise<Found | null> {
    const ready = this.ready(address)
    if (ready) return ready
    const older = this.#pages.get(address)
    const asItIs = () =>
      older ? { page: older, freshness: this.#source.isUp() ? ('refreshing' as const) : ('away' as const) } : null
    if (!this.#source.isUp()) return asItIs()
    const fresh = await inTime(this.#render(address), older ? patience.withOlder : patience.without)
    return fresh ? { page: fresh, freshness: 'fresh' } : asItIs()
  }

  /** Renders what must always be there, in order; called at the start, when the edition rises and every minute. */
  async refresh(): Promise<void> {
    // What a front page turns out to link to joins the set meanwhile, and has its turn.
    for (const address of this.#pinned) {
      if (this.#closed || !this.#source.isUp()) return
      const page = this.#pages.get(address)
      if (page && this.#isCurrent(page)) continue
      await this.#render(address)
    }
  }

  /** The database was restored: what was made until now shows another history, whatever edition it names. */
  outdate(): void {
    this.#voidUntil = Date.now()
    this.#rendering.clear()
  }

  /** The process stops: nothing is rendered any more, and a render that this cuts off is no failure. What is there is given. */
  close(): void {
    this.#closed = true
  }

  get edition(): number {
    return this.#source.edition()
  }

  #isCurrent(page: FinishedPage): boolean {
    const age = Date.now() - page.renderedAt
    return page.edition >= this.#source.edition() && age < longestAge && page.renderedAt >= this.#voidUntil
  }

  /** Pins what a front page links to now, and lets go of what none of them links to any more. */
  async #pinLinks(front: string, links: string[]): Promise<void> {
    const kept = links.flatMap((link) => canonicalAddress(link) ?? [])
    this.#links.set(front, [...new Set(kept)].slice(0, mostLinked))
    const wanted = new Set([...always, ...[...this.#links.values()].flat()])
    for (const address of wanted) this.#pinned.add(address)
    // Until both are known, what an earlier process kept stays.
    if (this.#links.size < fronts.length) return
    for (const address of this.#pinned) if (!wanted.has(address)) await this.#unpin(address)
  }

  async #unpin(address: string): Promise<void> {
    this.#pinned.delete(address)
    await this.#kept.forget(address)
  }

  /** One render at a time per address, whoever asks. A failed one leaves the last good page. */
  #render(address: string): Promise<FinishedPage | null> {
    let running = this.#rendering.get(address)
    if (!running) {
      running = this.#renderOnce(address).finally(() => this.#rendering.delete(address))
      this.#rendering.set(address, running)
    }
    return running
  }

  async #renderOnce(address: string): Promise<FinishedPage | null> {
    try {
      const rendered = await this.#queue.run(
        async () => (this.#closed ? null : this.#source.render(address, patience.without)),
        { first: this.#pinned.has(address) },
      )
      if (!rendered) return null
      if (rendered.status >= 500) throw new Error(`status ${rendered.status}`)
      const page = await finishPage(rendered)
      this.#store(address, page)
      if (this.#pinned.has(address)) {
        if (rendered.status === 200) this.#kept.keep(address, rendered)
        // What is gone need not be held: a window that was pinned because `/` named it.
        else await this.#unpin(address)
      }
      if (fronts.includes(address)) await this.#pinLinks(address, rendered.links)
      return page
    } catch (error) {
      if (!this.#closed && !(error instanceof Full))
        this.#source.log(`${address} could not be rendered: ${(error as Error).message}`)
      return null
    }
  }

  #store(address: string, page: FinishedPage): void {
    this.#remove(address)
    this.#pages.set(address, page)
    this.#size += weight(page)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= bounds.pages && this.#size <= bounds.bytes) break
      if (!this.#pinned.has(oldest) && oldest !== address) this.#remove(oldest)
    }
  }

  #remove(address: string): void {
    const page = this.#pages.get(address)
    if (!page) return
    this.#size -= weight(page)
    this.#pages.delete(address)
  }
}

/** The memory that a page may take: as rendered, and each body by itself and with the head of this second; marked ones are few. */
function weight({ body, variants: { fresh } }: FinishedPage): number {
  const { gzip, br } = fresh?.answers ?? {}
  return 3 * body.length + 2 * (gzip?.body.length ?? 0) + 2 * (br?.body.length ?? 0)
}

async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
