import { serialiseCalendar } from '#lib/feeds/calendar.ts'
import { readTenantFeed } from '#lib/feeds/queries.ts'
import { settings } from '#lib/settings.ts'

/**
 * `/feeds/KEY.ics`: the private calendar of one member for one of their tenants. Whoever has the address reads it, so
 * nothing keeps it; what is not there, not any more or never was, looks the same. Parameter: lang.
 */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params
  const feed = file.endsWith('.ics')
    ? await readTenantFeed(file.slice(0, -'.ics'.length), new URL(request.url).searchParams)
    : null
  const headers = { 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer' }
  if (!feed) return new Response('Not found', { status: 404, headers })
  return new Response(serialiseCalendar(feed.name, settings.baseUrl(), feed.locale, feed.windows, feed.spans), {
    headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' },
  })
}
