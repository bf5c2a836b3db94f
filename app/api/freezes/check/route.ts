import { actingPerson } from '#lib/auth/viewer.ts'
import { invalid } from '#lib/errors.ts'
import { checkFreeze } from '#lib/freezes/check-freeze.ts'
import { problem } from '#lib/problem.ts'
import { demandSameSite } from '#lib/same-site.ts'

/** `POST /api/freezes/check`: the published windows inside a freeze that is typed, as JSON; it changes nothing. */
export async function POST(request: Request): Promise<Response> {
  try {
    demandSameSite(request)
    const input = await request.json().catch(() => {
      throw invalid({ code: 'not-understood' })
    })
    return Response.json(await checkFreeze(await actingPerson(), input), { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
