import { asReader } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { serialiseCalendar } from '#lib/feeds/calendar.ts'
import { readFeed } from '#lib/feeds/queries.ts'
import { settings } from '#lib/settings.ts'

/** `/schedule.ics`: the forward schedule as a calendar feed. Parameters: service, environment, lang. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams
  return asReader((await viewer())?.id ?? null, async (tx) => {
    const { frame, locale, name, windows, spans } = await readFeed(tx, asked, new Date())
    return new Response(serialiseCalendar(name, settings.baseUrl(), locale, windows, spans), {
      headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'x-edition': String(frame.edition) },
    })
  })
}
