import { Refusal } from './errors.ts'

/**
 * Refuses what a page of another site had somebody's browser send: their session would go with it from a neighbour under
 * the same domain. What is no browser says nothing of sites, and has no session by chance.
 */
export function demandSameSite(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') throw new Refusal('forbidden', [{ code: 'other-site' }])
}
