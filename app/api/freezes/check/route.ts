import { saidBySomebody } from '#lib/auth/said.ts'
import { checkFreeze } from '#lib/freezes/check-freeze.ts'
import { problem } from '#lib/problem.ts'

/** `POST /api/freezes/check`: the published windows inside a freeze that is typed, as JSON; it changes nothing. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { person, said } = await saidBySomebody(request)
    return Response.json(await checkFreeze(person, said as never), { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
