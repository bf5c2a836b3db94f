import { asReader } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { serialiseCalendar } from '#lib/feeds/calendar.ts'
import { calendarEntries } from '#lib/feeds/queries.ts'
import { isLocale, pick } from '#lib/i18n/locales.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { readFilter } from '#lib/schedule/queries.ts'
import { settings } from '#lib/settings.ts'

/** `/schedule.ics`: the forward schedule as a calendar feed. Parameters: service, environment, lang. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const lang = asked.get('lang') ?? 'en'
  const locale = isLocale(lang) ? lang : 'en'
  const now = new Date()
  return asReader((await viewer())?.id ?? null, async (tx) => {
    const frame = await getFrame(tx, now)
    const { service, filter } = await readFilter(tx, frame.services, {
      service: asked.get('service') ?? undefined,
      environment: asked.get('environment') ?? undefined,
      kinds: [],
    })
    const { windows, spans } = await calendarEntries(tx, frame, filter, locale, now)
    const name = [pick(frame.name, locale).text, service ? pick(service.name, locale).text : '']
      .filter(Boolean)
      .join(': ')
    return new Response(serialiseCalendar(name, settings.baseUrl(), locale, windows, spans), {
      headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'x-edition': String(frame.edition) },
    })
  })
}
