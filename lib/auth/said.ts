import { invalid } from '#lib/errors.ts'
import { demandSameSite } from '#lib/same-site.ts'
import { actingPerson } from './viewer.ts'

/**
 * What was sent to an interface for people who are signed in, and by whom; who it is is asked before anything is read.
 * @throws Refusal (forbidden, invalid) for others, what another site sent, and what is no object of JSON
 */
export async function saidBySomebody(request: Request): Promise<{ person: string; said: object }> {
  demandSameSite(request)
  const person = await actingPerson()
  const said: unknown = await request.json().catch(() => null)
  if (typeof said !== 'object' || said === null || Array.isArray(said)) throw invalid({ code: 'not-understood' })
  return { person, said }
}
