import { actingPerson } from '#lib/auth/viewer.ts'
import { invalid } from '#lib/errors.ts'
import { problem } from '#lib/problem.ts'
import { demandSameSite } from '#lib/same-site.ts'
import { checkPlan } from '#lib/windows/check-plan.ts'

/**
 * `POST /api/windows/check`: what the rules say of a window that is typed or dragged, as JSON; it changes nothing. An
 * interface and not an action, so that asking never stands in the way of saving.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    demandSameSite(request)
    const input = await request.json().catch(() => {
      throw invalid({ code: 'not-understood' })
    })
    return Response.json(await checkPlan(await actingPerson(), input), { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
