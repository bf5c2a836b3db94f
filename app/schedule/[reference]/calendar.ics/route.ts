import { asReader } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { serialiseCalendar } from '#lib/feeds/calendar.ts'
import { calendarEntries } from '#lib/feeds/entries.ts'
import { isLocale, pick } from '#lib/i18n/locales.ts'
import { findWindow } from '#lib/judging/stored-window.ts'
import { getFrame } from '#lib/portal/queries.ts'
import { settings } from '#lib/settings.ts'

/** `/schedule/REF/calendar.ics`: one window, to add to a calendar. It has the UID of the feed's entry. */
export async function GET(request: Request, { params }: { params: Promise<{ reference: string }> }): Promise<Response> {
  const { reference } = await params
  const lang = new URL(request.url).searchParams.get('lang') ?? 'en'
  const locale = isLocale(lang) ? lang : 'en'
  const now = new Date()
  return asReader((await viewer())?.id ?? null, async (tx) => {
    const window = await findWindow(tx, reference)
    if (!window?.reference) return new Response('Not found', { status: 404 })
    const frame = await getFrame(tx, now)
    const { windows, spans } = await calendarEntries(tx, frame, { windowId: window.id }, locale, now)
    return new Response(
      serialiseCalendar(pick(window.title, locale).text, settings.baseUrl(), locale, windows, spans),
      {
        headers: {
          'Content-Type': 'text/calendar; charset=utf-8',
          'Content-Disposition': `attachment; filename="${window.reference}.ics"`,
          'x-edition': String(frame.edition),
        },
      },
    )
  })
}
