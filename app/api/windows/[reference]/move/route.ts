import { saidBySomebody } from '#lib/auth/said.ts'
import { actingPerson } from '#lib/auth/viewer.ts'
import { problem } from '#lib/problem.ts'
import { checkMove } from '#lib/windows/check-move.ts'
import { rescheduleWindow } from '#lib/windows/reschedule-window.ts'

type Context = { params: Promise<{ reference: string }> }

/** `GET /api/windows/REFERENCE/move?starts=…&ends=…`: what the rules say of these times, wall-clock in the window's zone. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const asked = new URL(request.url).searchParams
  return answer(async () =>
    checkMove(await actingPerson(), {
      id: (await params).reference,
      startsLocal: asked.get('starts') ?? '',
      endsLocal: asked.get('ends') ?? '',
    }),
  )
}

/** `POST` of `{ startsLocal, endsLocal, reason: { en, hi }, version? }` moves it, by the same rules. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answer(async () => {
    const { person, said } = await saidBySomebody(request)
    return rescheduleWindow(person, {
      ...(said as Parameters<typeof rescheduleWindow>[1]),
      id: (await params).reference,
    })
  })
}

async function answer(run: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await run(), { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    return problem(error)
  }
}
