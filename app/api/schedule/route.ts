import { asReader } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { answerTagged } from '#lib/etag.ts'
import { problem } from '#lib/problem.ts'
import { scheduleEvents } from '#lib/schedule/events.ts'

/**
 * `/api/schedule`: the schedule as events for a calendar, as `scheduleEvents` reads it. A span that cannot be taken is
 * answered with 422 and problem+json.
 */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams
  try {
    const now = new Date()
    const found = await asReader((await viewer())?.id ?? null, (tx) => scheduleEvents(tx, asked, now))
    return answerTagged(request, found, { 'x-edition': String(found.edition) })
  } catch (error) {
    return problem(error)
  }
}
