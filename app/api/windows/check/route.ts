import { saidBySomebody } from '#lib/auth/said.ts'
import { problem } from '#lib/problem.ts'
import { checkPlan } from '#lib/windows/check-plan.ts'

/**
 * `POST /api/windows/check`: what the rules say of a window that is typed or dragged, as JSON; it changes nothing. An
 * interface and not an action, so that asking never stands in the way of saving.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const { person, said } = await saidBySomebody(request)
    return Response.json(await checkPlan(person, said as never), { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
