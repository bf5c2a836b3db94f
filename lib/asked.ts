/**
 * What the front and the application say to each other of one request, beside its headers. The application is bundled,
 * for browsers too: it finds what the front opened by its symbol, and elsewhere nothing.
 */
export type Asked = {
  /** Whether code of ours has begun: what fails before was sent wrongly, and is no fault. */
  begun: boolean
  /** The first fault of it; one line of it is enough. */
  fault?: unknown
  /** What is made of a page that is kept. */
  page?: PageSaid
}

/** What a kept page says of itself as it is made, so that nobody has to read it out of its bytes. */
export type PageSaid = {
  /** Not to be guessed: the renderer's own scripts carry it as their nonce, and the page's freshness stands where it does. */
  mark: string
  /** Of the facts that it shows; null when it shows none. */
  edition: number | null
  /** What a reader clicks next. */
  links: string[]
}

export const place = Symbol.for('almanac.asked')
type Shared = { [place]?: { getStore(): Asked | undefined } }

/** The request that is being answered, if any. */
export const asked = (): Asked | undefined => (globalThis as Shared)[place]?.getStore()

/** Said by our own code as it begins with what was sent. */
export function begins(): void {
  const request = asked()
  if (request) request.begun = true
}

/** Said by a page: the edition that it shows. */
export function shows(edition: number): void {
  const page = asked()?.page
  if (page) page.edition = edition
}

/** Said by a page: the addresses that are to be there when it is. */
export function leadsTo(addresses: string[]): void {
  asked()?.page?.links.push(...addresses)
}

/** What a page's freshness is before it is given out: the front writes it when it does. */
export function freshness(): string {
  const page = asked()?.page
  return page ? freshnessOf(page.mark) : 'fresh'
}
export const freshnessOf = (mark: string) => `freshness-${mark}`
